"""How often is a question told as answered that the articles name and do not answer?

`python -m benchmarks near --data FOLDER` asks the clean questions and the near misses of each set,
over the set as it is and over small bodies of its passages. Invariant: questions are asked exactly
as readers ask them; the same sets give the same bodies.
"""

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import filtered
from benchmarks.fitting.bodies import FOREIGN, parts
from benchmarks.progress import tell
from benchmarks.sets import NEAR, SEED, UNANSWERABLE, QuestionSet, sample
from knowledge import Folder, KnowledgeBase, Verdict
from knowledge.library.golden import CLEAN, Case

SIZES = {1: 120, 5: 60, 25: 20, 250: 3}  # passages a body, and how many bodies


@dataclass(slots=True)
class Rates:
    """Of each kind of question: how many there are, how many were told as answered.

    `warned` is how many of the near misses that were still carry a line that says what is missing.
    """

    asked: Counter[str]
    answered: Counter[str]
    warned: int = 0

    def line(self) -> str:
        """Return the rates in a line."""
        shares = (
            f"{kind} {self.answered[kind] / asked:.3f} of {asked}"
            for kind, asked in sorted(self.asked.items())
        )
        warned = f", {self.warned} of {self.answered[NEAR]} say what is missing"
        return ", ".join(shares) + (warned if self.answered[NEAR] else "")


def lines(sets: Sequence[QuestionSet]) -> Iterator[str]:
    """Yield the rates of each set, whole and in small bodies."""
    for one in sets:
        tell(one.name)
        everything = frozenset(passage.id for passage in one.corpus)
        yield f"{one.name}, {len(everything)} passages: {_rates(one, [everything]).line()}"
        for size, count in SIZES.items():
            bodies = parts(one, size, count, random.Random(SEED))
            yield f"{one.name}, {count} bodies of {size}: {_rates(one, bodies).line()}"


def _rates(one: QuestionSet, bodies: Iterable[frozenset[str]]) -> Rates:
    rates = Rates(Counter(), Counter())
    for body in bodies:
        asyncio.run(_ask(one, body, rates))
    return rates


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
                    rates.warned += case.kind == NEAR and bool(answer.missing)


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
