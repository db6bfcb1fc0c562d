"""Which sentence of a passage answers, and which passages are worth showing?

Invariant: everything returned is a span of the passage's own text; terms of the article's title do
not help to choose the sentence, because every sentence of the article is about its title.
"""

from collections.abc import Sequence
from operator import mul

from knowledge.indexing.profile import HALF, MOST
from knowledge.language.fuzzy import alike
from knowledge.language.kinds import Kind
from knowledge.model.article import Span
from knowledge.search.evidence import Evidence

# What speaks for a sentence, `covered` being 1: fitted on 2026-11-24 by `python -m benchmarks fit`
# on the development questions of the three public sets, rounded.
#     covered   share of the question's characters and stems, but for those of the title
#     spoken    share of its pairs of sounds, but for those of the title
#     back      `covered` of the sentence before, for one that refers back to it ("It …", "这 …")
#     early     how near the beginning, as far as the title says all that the question says
SENTENCE_SHARES = {"covered": 1.0, "spoken": 0.28, "back": 0.26, "early": 1.5}
NO_ANSWER = 100.0  # more than any sentence has: taken from what only introduces others
EARLY_POWER = 4  # the beginning answers "what is …", hardly ever anything more
KIND_SHARES = {
    Kind.TIME: 0.56,
    Kind.NUMBER: 0.22,
    Kind.PERSON: 0.14,
    Kind.PLACE: 0.28,
    Kind.REASON: 0.32,
    Kind.NAME: 0.27,
    Kind.MEANING: 0.17,
}
SAME_TEXT = 0.9  # likeness from which on two passages are one place
MOST_CITATIONS = 3


def answering_sentence(found: Evidence, asks: int, candidate: int) -> Span:
    """Return the sentence of a candidate that best answers; the earlier one in a tie."""
    rows = sentence_features(found, asks, candidate)
    if not rows:
        return Span(0, 0)
    scores = [sum(map(mul, row, _SHARES)) + _KINDS_TOGETHER[kinds] for *row, kinds in rows]
    introduces = found.kinds[found.sentences_of(candidate)] & Kind.INTRODUCES
    scores = [s - NO_ANSWER if i else s for s, i in zip(scores, introduces.tolist(), strict=True)]
    packed = int(found.spans[found.first[candidate] + 1 + scores.index(max(scores))])
    return Span(packed >> HALF, packed & MOST)


def sentence_features(
    found: Evidence, asks: int, candidate: int
) -> list[tuple[float, float, float, float, int]]:
    """Return what speaks for each sentence of a candidate.

    A row has a number for each of `SENTENCE_SHARES` and the kinds of things that are asked for.
    """
    rows = found.sentences_of(candidate)
    weight, above = found.columns.weight, found.above[candidate]
    written = len(found.columns.codes)
    of_written, of_spoken = float(weight[:written].sum()), float(weight[written:].sum())
    new_written = of_written - float(above[:written] @ weight[:written])
    new_spoken = of_spoken - float(above[written:] @ weight[written:])
    said_above = 1 - new_written / (of_written or 1.0)
    table: list[tuple[float, float, float, float, int]] = []
    before = 0.0
    values = zip(
        found.covered[rows].tolist(),
        found.spoken[rows].tolist(),
        found.kinds[rows].tolist(),
        strict=True,
    )
    count = rows.stop - rows.start
    for number, (covered, spoken, kinds) in enumerate(values):
        here = covered / new_written if covered else 0.0
        back = before if kinds & _REFERS_BACK else 0.0
        early = -number / count * said_above**EARLY_POWER
        said = spoken / new_spoken if spoken else 0.0
        table.append((here, said, back, early, kinds & asks))
        before = here
    return table


def kinds_together(kinds: int) -> float:
    """Return what speaks for a sentence that has some of the kinds of things asked for."""
    return _KINDS_TOGETHER[kinds]


def different_places(texts: Sequence[str]) -> list[int]:
    """Return the positions of texts that do not repeat an earlier one, three at most."""
    chosen: list[int] = []
    for position, text in enumerate(texts):
        if len(chosen) == MOST_CITATIONS:
            break
        if not any(alike(text, texts[earlier], SAME_TEXT) for earlier in chosen):
            chosen.append(position)
    return chosen


_SHARES = tuple(SENTENCE_SHARES.values())
_KINDS_TOGETHER = [
    sum(share for kind, share in KIND_SHARES.items() if kind & kinds)
    for kinds in range(sum(KIND_SHARES) + 1)
]
_REFERS_BACK = Kind.REFERS_BACK.value
