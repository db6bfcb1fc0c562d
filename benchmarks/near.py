"""How often is a question told as answered that the articles name and do not answer?

`python -m benchmarks near --data FOLDER` asks the clean questions and the near misses of each set,
over the set as it is and over small bodies of its passages. Invariant: questions are asked exactly
as readers ask them; the same sets give the same bodies.
"""

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import filtered
from benchmarks.fitting.bodies import FOREIGN, parts
from benchmarks.numbers import Near
from benchmarks.progress import tell
from benchmarks.report import near_table
from benchmarks.sets import NEAR, SEED, UNANSWERABLE, QuestionSet, sample
from knowledge import Folder, KnowledgeBase, Verdict
from knowledge.library.golden import CLEAN, Case

SIZES = {1: 120, 5: 60, 25: 20, 250: 3}  # passages a body, and how many bodies


@dataclass(slots=True)
class Rates:
    """Of each kind of question: how many there are, how many were told as answered.

    `told` is how many of the near misses that were still say what is missing.
    """

    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    told: int = 0

    def share(self, kind: str) -> float | None:
        """Return the share of a kind that was told as answered; None if none was asked."""
        return self.answered[kind] / self.asked[kind] if self.asked[kind] else None


def lines(sets: Sequence[QuestionSet]) -> Iterator[str]:
    """Yield the rates of each set, whole and in small bodies, as a table."""
    yield near_table([row for one in sets for row in rates_of(one)])


def rates_of(one: QuestionSet) -> Iterator[Near]:
    """Yield the rates of a set, whole and in small bodies."""
    tell(f"near misses: {one.name}")
    everything = frozenset(passage.id for passage in one.corpus)
    yield _rates(one, len(everything), [everything])
    for size, count in SIZES.items():
        yield _rates(one, size, list(parts(one, size, count, random.Random(SEED))))


def _rates(one: QuestionSet, size: int, bodies: Sequence[frozenset[str]]) -> Near:
    rates = Rates()
    for body in bodies:
        asyncio.run(_ask(one, body, rates))
    answered = rates.answered[NEAR]
    told = rates.told / answered if answered else None
    clean, near, foreign = (rates.share(kind) for kind in (CLEAN, NEAR, UNANSWERABLE))
    return Near(one.name, size, len(bodies), clean, near, foreign, told)


async def _ask(one: QuestionSet, body: frozenset[str], rates: Rates) -> None:
    with tempfile.TemporaryDirectory(prefix="youju-near-") as folder:
        file = Path(folder) / "articles.jsonl"
        filtered(file, one.corpus, lambda passage: passage.id in body)
        async with await KnowledgeBase.open(Path(folder) / "data") as base:
            await base.reload(Folder(file.parent, (file,)))
            for case in cases_of(one, body):
                answer = await base.ask(case.question)
                rates.asked[case.kind] += 1
                if answer.verdict is Verdict.ANSWERED:
                    rates.answered[case.kind] += 1
                    rates.told += case.kind == NEAR and bool(answer.missing)


def cases_of(one: QuestionSet, body: frozenset[str]) -> Iterator[Case]:
    """Yield the questions that a body answers, its near misses, and some from elsewhere."""
    for case in one.cases:
        inside = one.near.get(case.id) in body if case.kind == NEAR else body & set(_of(case))
        if case.kind in {CLEAN, NEAR} and inside:
            yield case
    foreign = [case for case in one.cases if case.kind == UNANSWERABLE]
    whole = len(body) == len(list(one.corpus))
    yield from sample(foreign, None if whole else FOREIGN)


def _of(case: Case) -> tuple[str, ...]:
    return case.articles or ()
