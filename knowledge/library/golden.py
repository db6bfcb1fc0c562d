"""Which questions must the articles go on answering, and is an answer right?

Golden questions stand in `*.questions.jsonl` beside the articles. Invariant: pure but for reading
those files; a line that is no question is a problem with its place, and the others count.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.language.folding import fold
from knowledge.model.answer import Answer, Citation, Verdict
from knowledge.model.errors import ArticleError, KnowledgeError

CLEAN = "clean"  # the kind that is asked as it was written
SHOWN = 50  # characters of what was quoted instead


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is known of its answer.

    `articles` is None where any citation with an answer string will do, and empty where the
    articles do not answer. `after` are the questions before. `place` is the file and line that it
    stands in.
    """

    id: str
    question: str
    kind: str
    articles: tuple[str, ...] | None
    answers: tuple[str, ...]
    after: tuple[str, ...]
    metadata: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Golden:
    """The golden questions of a folder, and the lines that are none."""

    cases: tuple[Case, ...] = ()
    problems: tuple[ArticleError, ...] = ()


def case_of(row: Any, place: str = "") -> Case:  # noqa: ANN401 - whatever JSON said
    """Return the case that a line of a questions file describes; raise KnowledgeError if none."""
    question = row.get("question") if isinstance(row, dict) else None
    if not isinstance(question, str) or not question.strip():
        raise KnowledgeError('no "question": give every line one, as {"id": …, "question": …}')
    answers, after = row.get("answers"), row.get("after")
    articles: tuple[str, ...] | None = None
    if "article" in row:
        articles = () if row["article"] is None else (str(row["article"]),)
    if isinstance(row.get("articles"), list):
        articles = tuple(map(str, row["articles"]))
    return Case(
        id=str(row.get("id", "")),
        question=question,
        kind=str(row.get("kind", CLEAN)),
        articles=articles,
        answers=tuple(map(str, answers)) if isinstance(answers, list) else _one(answers),
        after=tuple(map(str, after)) if isinstance(after, list) else _one(after or None),
        metadata=bool(row.get("metadata")),
        place=place,
    )


def _one(answer: object) -> tuple[str, ...]:
    return () if answer is None else (str(answer),)


def read_golden(files: Mapping[str, Path]) -> Golden:
    """Return the questions of some files; those that cannot be read are problems."""
    cases: list[Case] = []
    problems: list[ArticleError] = []
    for name, path in files.items():
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            said = f"cannot be read ({error}): save it as UTF-8, one JSON object a line"
            problems.append(ArticleError(name, None, said))
            continue
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    cases.append(case_of(json.loads(line), f"{name}:{number}"))
                except (ValueError, RecursionError, KnowledgeError) as error:
                    problems.append(ArticleError(name, number, f"not a question: {error}"))
    return Golden(tuple(cases), tuple(problems))


def is_right(case: Case, answer: Answer) -> bool:
    """Tell whether an answer is the one that is known to be right.

    The first citation is of an article that answers and holds an answer string, as far as either is
    told; where the articles do not answer, nothing is claimed to.
    """
    if case.articles == ():
        return answer.verdict is not Verdict.ANSWERED
    first = next(iter(answer.citations), None)
    if first is None:
        return False
    named = not case.articles or first.article.id in case.articles
    return named and (not case.answers or shows(case, first))


def shows(case: Case, citation: Citation) -> bool:
    """Tell whether an answer string stands in a citation, or in its article's fields."""
    article = citation.article
    fields = (article.title, article.author, article.source, article.published, article.url)
    texts = [fold(text) for text in (citation.quote, *(fields if case.metadata else ())) if text]
    return any(fold(answer) in text for answer in case.answers for text in texts)


def broken(before: Iterable[tuple[Case, Answer]], after: Iterable[Answer]) -> tuple[str, ...]:
    """Say which questions would be answered wrong that are answered right: what is wanted, got."""
    return tuple(
        f"{case.place} “{case.question}” wants {_wanted(case)}, would get {_got(answer)}"
        for (case, old), answer in zip(before, after, strict=True)
        if is_right(case, old) and not is_right(case, answer)
    )


def _wanted(case: Case) -> str:
    if case.articles == ():
        return "no answer"
    answers = " or ".join(f"“{answer}”" for answer in case.answers)
    articles = " or ".join(case.articles or ())
    return " from ".join(filter(None, [answers or "an answer", articles]))


def _got(answer: Answer) -> str:
    if not answer.citations:
        return "no answer"
    first = answer.citations[0]
    quote = " ".join(first.highlight.of(first.quote).split())
    shown = quote if len(quote) <= SHOWN else f"{quote[:SHOWN]}…"
    return f"“{shown}” from {first.article.id}"
