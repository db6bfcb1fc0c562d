"""What should the constants of ranking, of the sentence and of confidence be?

`python -m benchmarks fit --data FOLDER` prints what `ranking.py`, `sentence.py` and `confidence.py`
(`knowledge/search/`) hold as constants, with what is reached with them. Invariant: the result
depends on the data alone. Each set weighs the same, and each is also left out of its own fit (*left
out*), to see whether the weights are about questions or about a set.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple

import numpy as np

from benchmarks.fitting.bodies import HARD, WHOLE, Body, bodies
from benchmarks.fitting.measured import SENTENCE_NAMES, Asked, Measured, measured, together
from benchmarks.fitting.regression import Choice, Floats, chosen_weights, logistic_weights
from benchmarks.progress import tell
from benchmarks.sets import QuestionSet
from knowledge.library.golden import CLEAN
from knowledge.search.confidence import (
    ANSWERED_FROM,
    OFFSET,
    PER_FIRST_OF_LONG,
    PER_LACKING,
    PER_LEAD,
    PER_SCORE,
    PER_SCORE_OF_LONG,
    signs,
)
from knowledge.search.features import NAMES
from knowledge.search.ranking import FIRST, MOST_HITS, SHARES, Hit
from knowledge.search.sentence import KIND_SHARES, SENTENCE_SHARES

MISSPELLED = 0.3  # weight of a misspelled answerable question in the confidence, beside 1
SIGNS = ("score", "score of long", "first of long", "lead", "lacking", "offset")
CONFIDENCE = (PER_SCORE, PER_SCORE_OF_LONG, PER_FIRST_OF_LONG, PER_LEAD, PER_LACKING, OFFSET)

Parts = Sequence[Measured]


def fit(sets: Sequence[QuestionSet]) -> Iterator[str]:
    """Yield the lines of the report."""
    parts = [_told(one, body) for one in sets for body in bodies(one)]
    wholes = [part for part in parts if part.body == WHOLE]
    ranked, shipped = ranking_weights(wholes), np.array([SHARES[name] for name in NAMES])
    said = sentence_weights(wholes)
    sentence = np.array([*SENTENCE_SHARES.values(), *KIND_SHARES.values()])
    sure = confidence_weights(parts, shipped)
    yield "ranking     " + _named(NAMES, ranked)
    yield "sentence    " + _named(SENTENCE_NAMES, said)
    yield "confidence  " + _named(SIGNS, sure)
    for part in wholes:
        others = [other for other in wholes if other is not part]
        yield f"{part.set}: recall@1, shipped: {_shares(recall(part, shipped))}"
        yield f"{part.set}: recall@1, fitted: {_shares(recall(part, ranked))}"
        yield f"{part.set}: highlight: shipped {highlight(part, sentence):.4f}"
        yield f"{part.set}: highlight: fitted {highlight(part, said):.4f}"
        if others:
            left_out = ranking_weights(others), sentence_weights(others)
            yield f"{part.set}: recall@1, left out: {_shares(recall(part, left_out[0]))}"
            yield f"{part.set}: highlight: left out {highlight(part, left_out[1]):.4f}"
    for part in together(sets):
        yield f"{part.set}, one index: recall@1, shipped: {_shares(recall(part, shipped))}"
    for name in dict.fromkeys((part.set, part.body) for part in parts):
        some = [part for part in parts if (part.set, part.body) == name]
        clean, silent = called_answered(some, shipped, np.array(CONFIDENCE))
        yield f"{name[0]}, {name[1]}: answered: clean {clean:.3f}, unanswerable {silent:.3f}"
    yield from _telling(parts, shipped)


def _telling(parts: Parts, weights: Floats) -> Iterator[str]:
    """Yield the lines that say how well confidence tells what is answered, also when left out."""
    for name in dict.fromkeys(part.set for part in parts):
        others = [part for part in parts if part.set != name]
        fits = {"shipped": np.array(CONFIDENCE)}
        if others:
            fits["left out"] = confidence_weights(others, weights)
        for part in parts:
            if part.set == name and part.body.startswith((WHOLE, HARD)):
                known = {said: auroc(part, weights, sure) for said, sure in fits.items()}
                yield f"{part.set}, {part.body}: AUROC: {_shares(known)}"


def ranking_weights(parts: Parts) -> Floats:
    """Return the weight of each feature, the first being 1."""
    found = chosen_weights(
        [
            Choice(asked.rows, np.arange(len(asked.rows)) == asked.right, 1 / len(part.asked))
            for part in parts
            for asked in part.asked
            if asked.right is not None
        ]
    )
    return _relative(found)


def sentence_weights(parts: Parts) -> Floats:
    """Return the weight of each feature of a sentence, the first being 1."""
    found = chosen_weights(
        [
            Choice(asked.sentences, asked.holding, 1 / len(part.asked))
            for part in parts
            for asked in part.asked
            if asked.sentences is not None and asked.holding is not None
        ]
    )
    return _relative(found)


def confidence_weights(parts: Parts, weights: Floats) -> Floats:
    """Return what each sign and the constant weigh: every body and both outcomes alike."""
    rows, true, share = [], [], []
    for name in dict.fromkeys((part.set, part.body) for part in parts):
        asked = [a for part in parts if (part.set, part.body) == name for a in part.asked]
        outcome = np.array([bool(one.case.articles) for one in asked])
        clean = np.array([one.case.kind == CLEAN for one in asked])
        weight = np.where(outcome & ~clean, MISSPELLED, 1.0)
        for side in (outcome, ~outcome):
            weight[side] /= max(weight[side].sum(), 1e-9)
        rows += [_signs(one, weights) for one in asked]
        true.append(outcome)
        share.append(weight)
    return logistic_weights(np.array(rows), np.concatenate(true), np.concatenate(share))


def recall(part: Measured, weights: Floats) -> dict[str, float]:
    """Return recall@1 by kind of question."""
    hits: dict[str, list[bool]] = {}
    for asked in part.asked:
        if asked.case.articles:
            found = asked.right is not None and int(np.argmax(asked.rows @ weights)) == asked.right
            hits.setdefault(asked.case.kind, []).append(found)
    return {kind: sum(found) / len(found) for kind, found in hits.items()}


def highlight(part: Measured, weights: Floats) -> float:
    """Return which share of the right passages has an answer in the sentence that is chosen."""
    known = [(a.sentences, a.holding) for a in part.asked if a.holding is not None]
    held = [
        bool(holding[int(np.argmax(rows @ weights))])
        for rows, holding in known
        if rows is not None and holding is not None and len(holding)
    ]
    return sum(held) / len(held) if held else 0.0


def auroc(part: Measured, weights: Floats, sure: Floats) -> float:
    """Return how often a clean question is surer than an unanswerable one."""
    odds: dict[bool, list[float]] = {True: [], False: []}
    for asked in part.asked:
        if not asked.case.articles or asked.case.kind == CLEAN:
            value = np.append(_signs(asked, weights), 1.0) @ sure
            odds[bool(asked.case.articles)].append(float(value))
    if not all(odds.values()):
        return 0.0
    silent = np.sort(odds[False])
    below = np.searchsorted(silent, odds[True]) + np.searchsorted(silent, odds[True], "right")
    return float(below.mean()) / 2 / len(silent)


def called_answered(parts: Parts, weights: Floats, sure: Floats) -> tuple[float, float]:
    """Return which share of clean and of unanswerable questions is called answered."""
    least = np.log(ANSWERED_FROM / (1 - ANSWERED_FROM))
    called: dict[bool, list[bool]] = {True: [], False: []}
    for asked in (a for part in parts for a in part.asked):
        if not asked.case.articles or asked.case.kind == CLEAN:
            odds = np.append(_signs(asked, weights), 1.0) @ sure
            called[bool(asked.case.articles)].append(bool(odds >= least))
    clean, silent = (sum(c) / len(c) if c else 0.0 for c in (called[True], called[False]))
    return clean, silent


def _signs(asked: Asked, weights: Floats) -> tuple[float, ...]:
    """Return the signs that the product would see, as `confidence` orders them."""
    scores = asked.rows @ weights
    best = np.argsort(-scores, kind="stable")[:MOST_HITS]
    hits = (Hit(int(n), float(scores[n]), float(asked.rows[n, FIRST]), int(n)) for n in best)
    return astuple(signs(tuple(hits), asked.terms, asked.lacking[int(best[0])]))


def _relative(found: Floats) -> Floats:
    """Return weights as shares of the first."""
    shares: Floats = found / found[0]
    return shares


def _told(one: QuestionSet, body: Body) -> Measured:
    tell(f"asking: {one.name}, {body.name}")
    return measured(one, body)


def _named(names: Sequence[str], values: Floats) -> str:
    return _shares(dict(zip(names, values.tolist(), strict=True)))


def _shares(values: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {value:.3f}" for name, value in values.items())
