"""Which questions are asked, and where do their answers stand?

A set is a folder with `articles.jsonl` (one passage = one article) and `questions.jsonl`; the data
stay where they are. Invariant: samples are seeded, so that every engine, every run and every
machine asks the same questions in the same order.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from knowledge import KnowledgeError
from knowledge.library.golden import CLEAN, Case, case_of

ARTICLES, QUESTIONS = "articles.jsonl", "questions.jsonl"
SEED = 20240501
UNANSWERABLE = "unanswerable"
NEAR = "near"  # a question written against a passage that names the thing and does not answer
KIND_ORDER = (CLEAN, "script", "homophone", "typo", UNANSWERABLE, NEAR)


class DataError(Exception):
    """The question sets are not as they must be: one sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions with known answers over a corpus.

    `near` has the passage that a near miss was written against, by the question's id.
    """

    name: str
    corpus: Corpus
    cases: tuple[Case, ...]
    near: Mapping[str, str] = field(default_factory=dict)

    def kinds(self) -> dict[str, tuple[Case, ...]]:
        """Return the cases by kind, well-known kinds first."""
        found = {case.kind for case in self.cases}
        order = [kind for kind in KIND_ORDER if kind in found] + sorted(found - set(KIND_ORDER))
        return {kind: tuple(c for c in self.cases if c.kind == kind) for kind in order}

    def sampled(self, limit: int | None) -> "QuestionSet":
        """Return the set with at most `limit` questions of each kind."""
        drawn = (sample(cases, limit) for cases in self.kinds().values())
        return replace(self, cases=tuple(case for cases in drawn for case in cases))


def sample(cases: Sequence[Case], limit: int | None) -> list[Case]:
    """Return at most `limit` cases, drawn with the seed; all of them, in order, if it is None."""
    if limit is None or limit >= len(cases):
        return list(cases)
    return random.Random(SEED).sample(cases, limit)


def load_sets(folder: Path, names: Sequence[str] = ()) -> list[QuestionSet]:
    """Return the sets in a folder, all or some by name; raise DataError if there are none."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder: name the one that holds the question sets")
    wanted = names or sorted(path.name for path in folder.iterdir() if (path / QUESTIONS).is_file())
    if not wanted:
        raise DataError(f"{folder}: no set here: a set is a folder with {ARTICLES} and {QUESTIONS}")
    return [_load(folder / name) for name in wanted]


def clean_questions(sets: Iterable[QuestionSet], limit: int | None) -> list[tuple[str, str]]:
    """Return the questions asked as written, as (set, question), shuffled; `limit` a set."""
    asked = [
        (one.name, case.question)
        for one in sets
        for case in sample(one.kinds().get(CLEAN, ()), limit)
    ]
    random.Random(SEED).shuffle(asked)
    return asked


def _load(folder: Path) -> QuestionSet:
    for name in (ARTICLES, QUESTIONS):
        if not (folder / name).is_file():
            raise DataError(f"{folder / name}: no such file: a set needs {ARTICLES}, {QUESTIONS}")
    rows = list(_rows(folder / QUESTIONS))
    near = {case.id: str(row["near"]) for case, row in rows if row.get("near")}
    return QuestionSet(folder.name, Corpus(folder / ARTICLES), tuple(c for c, _ in rows), near)


def _rows(file: Path) -> Iterator[tuple[Case, Mapping[str, Any]]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                yield case_of(row), row
            except (ValueError, KnowledgeError, AttributeError) as error:
                raise DataError(f"{file}:{number}: not a question: {error}") from error
