"""What should the weights of a near miss be?

`python -m benchmarks fit-near --data FOLDER` prints what `near_miss.py` (`knowledge/search/`) holds
as constants, fitted on near misses against the clean questions of all sets; and, for each set of
near misses left out of its own fit, how many of them would be answered if as many clean questions
were as with the constants shipped. Invariant: the result depends on the data alone.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.fitting.bodies import WHOLE, Body
from benchmarks.fitting.measured import entries_of
from benchmarks.fitting.regression import Flags, Floats, logistic_weights
from benchmarks.progress import tell
from benchmarks.sets import NEAR, QuestionSet
from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.schema import State
from knowledge.library.golden import CLEAN
from knowledge.search.confidence import ANSWERED_FROM
from knowledge.search.near_miss import WEIGHTS, answer_confidence, signs
from knowledge.search.other_language.live_dictionary import LiveDictionary
from knowledge.search.pipeline import Live, first_gaps
from knowledge.search.synonyms import default_synonyms

BESIDE = 0.5  # weight of a set without near misses, whose clean questions are to stay answered


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the clean questions and near misses of a set: a row of signs each.

    `sure` is how sure it is that the articles speak of them, `answered` what is told now.
    """

    set: str
    rows: Floats
    clean: Flags
    sure: Floats
    answered: Flags

    @property
    def has_near(self) -> bool:
        """Tell whether the set has near misses."""
        return not self.clean.all()


def fit_near(sets: Sequence[QuestionSet]) -> Iterator[str]:
    """Yield the lines of the report."""
    told = [told_of(one) for one in sets]
    fitted = weights_of(told)
    names = (*WEIGHTS, "offset")
    yield "near miss   " + ", ".join(f"{n} {w:.2f}" for n, w in zip(names, fitted, strict=True))
    for one in told:
        near = f", near {_share(one.answered[~one.clean])}" if one.has_near else ""
        yield f"{one.set}: answered: clean {_share(one.answered[one.clean])}{near}"
        others = [other for other in told if other is not one]
        if one.has_near and any(other.has_near for other in others):
            yield f"{one.set}: left out: near {left_out(one, weights_of(others)):.3f}"


def told_of(one: QuestionSet) -> Told:
    """Ask the clean questions and the near misses of a set."""
    tell(f"asking {one.name}")
    everything = frozenset(passage.id for passage in one.corpus)
    cases = [case for case in one.cases if case.kind in {CLEAN, NEAR}]
    entries, _ = entries_of(one, Body(WHOLE, everything, tuple(cases)))
    with tempfile.TemporaryDirectory(prefix="youju-fit-") as folder:
        index = KeywordIndex.create(Path(folder) / "index", State("fit", 0))
        with index.writing(State("fit", 1)) as writing:
            writing.add(map(entry, entries))
        live = Live(index.snapshot(), default_synonyms(), LiveDictionary(Path(folder)))
        found = [first_gaps(case.question, live) for case in cases]
    chinese = [not case.question.isascii() for case in cases]
    shipped = [
        answer_confidence(sure, gaps, chinese=han)
        for (sure, gaps), han in zip(found, chinese, strict=True)
    ]
    return Told(
        one.name,
        np.array([signs(sure, gaps) for sure, gaps in found], dtype=np.float64),
        np.array([case.kind == CLEAN for case in cases]),
        np.array([sure for sure, _ in found]),
        np.array(shipped) >= ANSWERED_FROM,
    )


def weights_of(told: Sequence[Told]) -> Floats:
    """Return what each sign and a constant weigh; clean questions and near misses count alike."""
    rows = np.concatenate([one.rows for one in told])
    clean = np.concatenate([one.clean for one in told])
    share = np.concatenate(
        [
            np.where(
                one.clean,
                (1.0 if one.has_near else BESIDE) / max(one.clean.sum(), 1),
                1 / max((~one.clean).sum(), 1),
            )
            for one in told
        ]
    )
    for kind in (clean, ~clean):
        share[kind] *= len(share) / 2 / share[kind].sum()
    return logistic_weights(rows, clean, share)


def left_out(one: Told, weights: Floats) -> float:
    """Return the share of near misses above what as many clean questions as now are above."""
    odds = one.rows @ weights[:-1]
    spoken = one.sure >= ANSWERED_FROM
    kept = np.sort(odds[one.clean & spoken])[::-1]
    least = kept[min(int(one.answered[one.clean].sum()), len(kept)) - 1]
    return float((spoken & (odds >= least))[~one.clean].mean())


def _share(flags: Flags) -> str:
    return f"{flags.mean():.3f}" if len(flags) else "–"
