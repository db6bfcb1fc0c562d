"""What was measured?

Numbers are kept in a JSON file between runs, so that a part can be measured again without the rest.
Invariant: a new number takes the place of the old one for the same engine and the same cell; no
text of the question sets is ever among them.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Recall:
    """Share of a kind's questions whose passage came first; `corpus` is a set or all together."""

    engine: str
    corpus: str
    set: str
    kind: str
    questions: int
    recall: float


@dataclass(frozen=True, slots=True)
class Telling:
    """How well this project shows the sentence and tells what the articles do not answer.

    `answered` is the share with that verdict: of the clean questions, of the unanswerable ones.
    `pinyin` is of the same questions spelled out in pinyin: recall@1, and both shares again; None
    for a set that is not in Chinese.
    """

    set: str
    highlight: float | None
    auroc: float | None
    hard_auroc: float | None
    answered: tuple[float | None, float | None]
    pinyin: tuple[float | None, float | None, float | None] | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """How often this project answers over bodies of a set, each of so many passages.

    `clean`, `near` and `foreign` are the shares with the verdict *answered*: of the questions that
    a body answers, of those that it names and does not answer, of those from elsewhere; None where
    there are none. `told` is the share of the answered near misses that say what is missing.
    """

    set: str
    passages: int
    bodies: int
    clean: float | None
    near: float | None
    foreign: float | None
    told: float | None


@dataclass(frozen=True, slots=True)
class Timing:
    """An engine at one size: milliseconds a question, seconds and bytes of the index.

    `ratio` and `ratio_p95` are the engine's p50 and p95 divided by the baseline's of the same
    round; `by_set` is its p50 over the questions of each set. All are medians of the rounds.
    """

    engine: str
    corpus: str
    passages: int
    questions: int
    rounds: int
    p50: float
    p95: float
    ratio: float | None
    ratio_p95: float | None
    by_set: dict[str, float]
    index_seconds: float
    cutting_seconds: float
    disk: int
    peak_memory: int
    memory: int | None


@dataclass(slots=True)
class Numbers:
    """All that was measured so far."""

    recalls: list[Recall] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    nears: list[Near] = field(default_factory=list)

    def add_recalls(self, new: Iterable[Recall]) -> None:
        """Put in recalls, each in the place of an older one."""
        rows = {(r.engine, r.corpus, r.set, r.kind): r for r in [*self.recalls, *new]}
        self.recalls = list(rows.values())

    def add_telling(self, new: Telling) -> None:
        """Put in what one set says, in the place of what it said before."""
        self.tellings = list({t.set: t for t in [*self.tellings, new]}.values())

    def add_nears(self, new: Iterable[Near]) -> None:
        """Put in rates, each in the place of an older one."""
        rows = {(near.set, near.passages): near for near in [*self.nears, *new]}
        self.nears = list(rows.values())

    def add_timings(self, new: Iterable[Timing]) -> None:
        """Put in timings, each in the place of an older one."""
        rows = {(t.engine, t.corpus): t for t in [*self.timings, *new]}
        self.timings = list(rows.values())

    def save(self, file: Path) -> None:
        """Write everything to a file."""
        file.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> "Numbers":
        """Read what an earlier run saved; nothing, if there is no file."""
        if not file.exists():
            return cls()
        kept = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            [Recall(**row) for row in kept["recalls"]],
            [Telling(**_with_tuples(row)) for row in kept["tellings"]],
            [Timing(**row) for row in kept["timings"]],
            [Near(**row) for row in kept.get("nears", ())],
        )


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as it was before JSON, which has only lists."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the nearest-rank percentile of some numbers; raise ValueError for none."""
    if not values:
        raise ValueError("no numbers, no percentile")
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def median_ratio(values: Sequence[float], base: Sequence[float]) -> float:
    """Return the median of the quotients, round by round: what slows a round slows both."""
    return median(value / under for value, under in zip(values, base, strict=True))
