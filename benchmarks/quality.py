"""Does the right passage come first?

Recall@1 by engine, corpus, set and kind; and, for this project, whether the right sentence is
highlighted and whether it tells what the articles do not answer. Invariant: all engines see the
same corpus and the same questions; where an engine gets a sample, the number says so.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus, filtered, joined
from benchmarks.engines.registry import ENGINES, YOUJU
from benchmarks.numbers import TOGETHER, Recall, Telling
from benchmarks.progress import tell
from benchmarks.sets import SEED, UNANSWERABLE, QuestionSet
from benchmarks.spelling import in_pinyin, is_chinese
from benchmarks.worker import Worker
from knowledge.library.golden import CLEAN, Case


def recalls_alone(sets: Sequence[QuestionSet], engines: Sequence[str]) -> Iterator[Recall]:
    """Yield what the engines find with each set in an index of its own."""
    for one in sets:
        for engine in _finding(engines):
            yield from _recalls(engine, one.name, one.corpus, [one])


def recalls_together(sets: Sequence[QuestionSet], engines: Sequence[str]) -> Iterator[Recall]:
    """Yield what the engines find with all sets in one index."""
    with tempfile.TemporaryDirectory(prefix="youju-bench-") as folder:
        corpus = joined(Path(folder) / "all.jsonl", [one.corpus for one in sets])
        for engine in _finding(engines):
            yield from _recalls(engine, TOGETHER, corpus, sets)


def telling(one: QuestionSet) -> Telling:
    """Return what this project highlights and tells apart in a set."""
    tell(f"telling: {one.name}")
    with Worker(YOUJU) as worker:
        worker.index(one.corpus)
        numbers = worker.grade(one.cases)
        spelled = worker.grade(in_pinyin(one.cases)) if is_chinese(one.cases) else None
    clean = numbers["kinds"].get(CLEAN, {})
    silent = numbers["kinds"].get(UNANSWERABLE, {})
    return Telling(
        set=one.name,
        highlight=clean.get("highlight"),
        auroc=numbers["auroc"],
        hard_auroc=_hard_auroc(one),
        answered=(clean.get("answered"), silent.get("answered")),
        pinyin=_in_pinyin(spelled) if spelled else None,
    )


def _finding(engines: Sequence[str]) -> list[str]:
    """Return the engines that find other passages than the rest."""
    return [engine for engine in engines if not ENGINES[engine].finds_as]


def _in_pinyin(numbers: dict[str, Any]) -> tuple[float | None, float | None, float | None]:
    clean, silent = (numbers["kinds"].get(kind, {}) for kind in (CLEAN, UNANSWERABLE))
    return clean.get("recall@1"), clean.get("answered"), silent.get("answered")


def taken_out(one: QuestionSet) -> frozenset[str]:
    """Return titles, drawn with the seed, that hold the answers of half the clean questions."""
    titles = {passage.id: passage.title for passage in one.corpus}
    asked = [titles[name] for case in one.kinds().get(CLEAN, ()) for name in case.articles or ()]
    chosen: set[str] = set()
    for title in _shuffled(asked):
        if sum(other in chosen for other in asked) * 2 >= len(asked):
            break
        chosen.add(title)
    return frozenset(chosen)


def hard_cases(one: QuestionSet, titles: frozenset[str]) -> list[Case]:
    """Return the clean questions; those whose passage has a taken-out title answer to nothing."""
    gone = {passage.id for passage in one.corpus if passage.title in titles}
    return [
        replace(case, articles=(), kind="taken out") if gone & set(case.articles or ()) else case
        for case in one.kinds().get(CLEAN, ())
    ]


def _recalls(
    engine: str, name: str, corpus: Corpus, sets: Sequence[QuestionSet]
) -> Iterator[Recall]:
    tell(f"recall@1: {name}, {engine}")
    with Worker(engine) as worker:
        worker.index(corpus)
        for one in sets:
            for kind, cases in one.sampled(ENGINES[engine].sample).kinds().items():
                if kind != UNANSWERABLE:
                    share = _share_right(worker, cases)
                    yield Recall(engine, name, one.name, kind, len(cases), round(share, 4))


def _share_right(worker: Worker, cases: Sequence[Case]) -> float:
    firsts = worker.firsts([case.question for case in cases])
    right = [first in (c.articles or ()) for c, first in zip(cases, firsts, strict=True)]
    return sum(right) / len(cases)


def _hard_auroc(one: QuestionSet) -> float | None:
    titles = taken_out(one)
    with tempfile.TemporaryDirectory(prefix="youju-bench-") as folder, Worker(YOUJU) as worker:
        kept = filtered(Path(folder) / "kept.jsonl", one.corpus, lambda p: p.title not in titles)
        if not len(kept):
            return None
        worker.index(kept)
        numbers: dict[str, Any] = worker.grade(hard_cases(one, titles))
    auroc: float | None = numbers["auroc"]
    return auroc


def _shuffled(titles: Sequence[str]) -> list[str]:
    distinct = sorted(set(titles))
    random.Random(SEED).shuffle(distinct)
    return distinct
