"""Over which bodies of articles must a confidence mean the same?

Over a set as it is; over half of it, with questions whose passages are in the other half; over
small parts; and over all of these without titles, since those of news do not name what it is about.
Invariant: passages of a title stay together, and the same set gives the same parts.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from benchmarks.quality import hard_cases, taken_out
from benchmarks.sets import SEED, UNANSWERABLE, QuestionSet
from knowledge.library.golden import CLEAN, Case

SIZES = {5: 40, 25: 12, 250: 3}  # passages a part, and how many parts
FOREIGN = 10  # unanswerable questions of either kind a part, at least

WHOLE, HARD, TOGETHER = "whole", "hard", "together"
UNTITLED = ", no titles"


@dataclass(frozen=True, slots=True)
class Body:
    """Some passages of a set by id, and questions, those without articles unanswerable."""

    name: str
    passages: frozenset[str]
    cases: tuple[Case, ...]
    titled: bool = True


def bodies(one: QuestionSet) -> Iterator[Body]:
    """Yield the bodies of articles that a set makes."""
    for body in _titled(one):
        yield body
        yield replace(body, name=f"{body.name}{UNTITLED}", titled=False)


def _titled(one: QuestionSet) -> Iterator[Body]:
    everything = frozenset(passage.id for passage in one.corpus)
    yield Body(WHOLE, everything, one.cases)
    titles = taken_out(one)
    kept = frozenset(passage.id for passage in one.corpus if passage.title not in titles)
    yield Body(HARD, kept, tuple(hard_cases(one, titles)))
    chance = random.Random(SEED)
    for size, count in SIZES.items():
        for part in parts(one, size, count, chance):
            yield Body(f"{size} passages", part, tuple(_cases_of(one, part, chance)))


def parts(
    one: QuestionSet, size: int, count: int, chance: random.Random
) -> Iterator[frozenset[str]]:
    """Yield so many parts of a set, of so many passages each."""
    by_title: dict[str, list[str]] = defaultdict(list)
    for passage in one.corpus:
        by_title[passage.title].append(passage.id)
    titles = sorted(by_title)
    chance.shuffle(titles)
    part: list[str] = []
    for title in titles:
        part += by_title[title]
        if len(part) >= size and count:
            yield frozenset(part[:size])
            part, count = [], count - 1


def _cases_of(one: QuestionSet, part: frozenset[str], chance: random.Random) -> Iterator[Case]:
    kinds = one.kinds()
    clean = kinds.get(CLEAN, ())
    inside = [case for case in clean if part & set(case.articles or ())]
    yield from inside
    wanted = max(FOREIGN, len(inside) // 2)
    yield from _drawn(kinds.get(UNANSWERABLE, ()), wanted, chance)
    outside = [case for case in clean if not part & set(case.articles or ())]
    for case in _drawn(outside, wanted, chance):
        yield replace(case, articles=(), kind=UNANSWERABLE)


def _drawn(cases: Iterable[Case], wanted: int, chance: random.Random) -> list[Case]:
    known = list(cases)
    return chance.sample(known, min(wanted, len(known)))
