"""Which weights rank best, and which confidence tells best what is answered?

`python -m benchmarks fit --data FOLDER` prints what `knowledge/ranking.py` and
`knowledge/confidence.py` hold as constants, with the scores they reach. Invariant: the result
depends on the data alone: no chance, fixed steps. Each set weighs the same, and each is also left
out of its own fit (*left out*), to see whether the weights are about questions or about a set.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import UNANSWERABLE, QuestionSet
from knowledge.asking import CANDIDATES
from knowledge.confidence import PASSAGES_FOR_LEAD
from knowledge.features import NAMES, features
from knowledge.golden import CLEAN, Case
from knowledge.index import KeywordIndex, Snapshot, State
from knowledge.passages import IndexedPassage, passages
from knowledge.ranking import SHARES
from knowledge.reading import read_file
from knowledge.repair import repaired
from knowledge.understanding import understand
from knowledge.weights import Weights

STEPS, STEP = 400, 0.1  # of gradient descent with momentum (Adam); more change no third digit
RIDGE = 1e-3
MISSPELLED = 0.3  # weight of a misspelled answerable question in the confidence, beside 1
NEWTON_STEPS = 50

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's candidates: their features, a row each, and which of them is right, if any."""

    case: Case
    rows: Floats
    right: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A set with all its questions asked, and how many passages there were."""

    name: str
    asked: tuple[Asked, ...]
    passages: int


def measured(one: QuestionSet) -> Measured:
    """Ask every question of a set for its candidates' features."""
    with tempfile.TemporaryDirectory(prefix="youju-fit-") as folder:
        snapshot, owners = _indexed(one, Path(folder) / "index")
        asked = tuple(_ask(case, snapshot, owners) for case in one.cases)
        return Measured(one.name, asked, snapshot.passages)


def shares(sets: Sequence[Measured]) -> Floats:
    """Return the weight of each feature, the first being 1: softmax over the candidates."""
    lists = [
        (a.rows, a.right, 1 / len(s.asked)) for s in sets for a in s.asked if a.right is not None
    ]
    stacked = np.concatenate([rows for rows, _, _ in lists])
    mean, spread = stacked.mean(axis=0), stacked.std(axis=0) + 1e-9
    rows = (stacked - mean) / spread
    sizes = [len(found) for found, _, _ in lists]
    starts = np.cumsum(sizes, dtype=np.int64) - np.array(sizes, dtype=np.int64)
    owner = np.repeat(np.arange(len(lists)), sizes)
    share = np.array([weight for _, _, weight in lists]) / len(sets)
    right = rows[starts + np.array([r for _, r, _ in lists])]
    weights = first = second = np.zeros(len(NAMES))
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        chance = powers / np.add.reduceat(powers, starts)[owner]
        slope = rows.T @ (chance * share[owner]) - right.T @ share + RIDGE * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        mended = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        weights = weights - STEP * (first / (1 - 0.9**step)) / mended
    found: Floats = (weights / spread) / (weights[0] / spread[0])
    return found


def recall(one: Measured, weights: Floats) -> dict[str, float]:
    """Return recall@1 by kind of question."""
    hits: dict[str, list[bool]] = {}
    for asked in one.asked:
        if asked.case.articles:
            found = asked.right is not None and int(np.argmax(asked.rows @ weights)) == asked.right
            hits.setdefault(asked.case.kind, []).append(found)
    return {kind: sum(found) / len(found) for kind, found in hits.items()}


def confidence(sets: Sequence[Measured], weights: Floats) -> Floats:
    """Return what a score, a lead and the constant weigh: logistic regression by Newton steps."""
    parts = [_outcomes(one, weights) for one in sets]
    rows = np.concatenate([part[0] for part in parts])
    answerable = np.concatenate([part[1] for part in parts])
    share = np.concatenate([part[2] for part in parts]) / len(sets)
    found = np.zeros(rows.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ ((chance - answerable) * share)
        curve = (rows * (share * chance * (1 - chance))[:, None]).T @ rows
        found = found - np.linalg.solve(curve + 1e-9 * np.eye(len(found)), slope)
    return found


def called_answered(one: Measured, weights: Floats, found: Floats) -> tuple[float, float]:
    """Return which share of clean and of unanswerable questions is called answered."""
    rows, _, _ = _outcomes(one, weights)
    called = rows @ found >= 0
    kinds = np.array([asked.case.kind for asked in one.asked])
    return float(called[kinds == CLEAN].mean()), float(called[kinds == UNANSWERABLE].mean())


def fit(sets: Sequence[QuestionSet]) -> Iterator[str]:
    """Yield the lines of the report."""
    everything = [measured(one) for one in sets]
    weights = shares(everything)
    yield "shares      " + _named(dict(zip(NAMES, weights, strict=True)))
    shipped = np.array([SHARES[name] for name in NAMES])
    found = confidence(everything, shipped)
    yield "confidence  " + _named(dict(zip(("score", "lead", "offset"), found, strict=True)))
    for one in everything:
        yield f"{one.name}: shipped {_named(recall(one, shipped))}"
        yield f"{one.name}: fitted {_named(recall(one, weights))}"
        others = [other for other in everything if other is not one]
        if others:
            yield f"{one.name}: left out {_named(recall(one, shares(others)))}"
        clean, silent = called_answered(one, shipped, found)
        yield f"{one.name}: called answered: clean {clean:.3f}, unanswerable {silent:.3f}"


def _named(values: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {value:.3f}" for name, value in values.items())


def _outcomes(one: Measured, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Return score, lead and 1 of each question, whether it is answerable, and its weight."""
    shrink = one.passages / (one.passages + PASSAGES_FOR_LEAD)
    rows = np.array([[*_score_and_lead(a.rows @ weights, shrink), 1.0] for a in one.asked])
    answerable = np.array([bool(asked.case.articles) for asked in one.asked])
    clean = np.array([asked.case.kind == CLEAN for asked in one.asked])
    share = np.where(answerable & ~clean, MISSPELLED, 1.0)
    for outcome in (answerable, ~answerable):
        share[outcome] /= 2 * max(share[outcome].sum(), 1e-9)
    return rows, answerable.astype(np.float64), share


def _score_and_lead(scores: Floats, shrink: float) -> tuple[float, float]:
    ordered = np.sort(scores)[::-1]
    second = ordered[1] if len(ordered) > 1 else 0.0
    lead = (ordered[0] - second) / max(ordered[0], 1e-9)
    return float(ordered[0]), float(lead * shrink)


def _indexed(one: QuestionSet, folder: Path) -> tuple[Snapshot, list[str]]:
    entries: list[IndexedPassage] = []
    owners: list[str] = []
    content = one.corpus.file.read_bytes()
    for number, article in enumerate(read_file(content, one.corpus.file.name).articles):
        for passage in passages(article):
            quote = passage.span.of(article.text)
            entries.append(IndexedPassage(len(owners), number, quote, article.title, ""))
            owners.append(article.id)
    index = KeywordIndex.create(folder, State("fit", 0))
    with index.writing(State("fit", 1)) as writing:
        writing.add(entries)
    return index.snapshot(), owners


def _ask(case: Case, snapshot: Snapshot, owners: Sequence[str]) -> Asked:
    query = repaired(understand(case.question, case.after), snapshot)
    candidates = snapshot.candidates(query.terms, CANDIDATES)
    if not candidates:  # nothing found is one candidate with nothing to say for it
        return Asked(case, np.zeros((1, len(NAMES))), None)
    weights = Weights(snapshot.passages, snapshot.frequency)
    right = [n for n, c in enumerate(candidates) if owners[c.passage] in (case.articles or ())]
    return Asked(case, features(query, candidates, weights), right[0] if right else None)
