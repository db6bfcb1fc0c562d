"""How long does a whole warm question take, beside bare tantivy?

Every engine waits in its own process; each round lets one after the other answer the same
questions. Invariant: only one process works at a time, and ratios are taken within a round, so that
what else the machine does weighs on both sides.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.corpus import Corpus, joined, made
from benchmarks.engines.registry import BASELINE, ENGINES
from benchmarks.numbers import Timing, median_ratio, percentile
from benchmarks.progress import tell
from benchmarks.sets import SEED, QuestionSet, clean_questions
from benchmarks.terms import warm_up, words
from benchmarks.worker import Indexed, Worker

REAL = "the sets"
ROUND_SECONDS = 10.0  # an engine answers fewer questions in a round rather than taking longer


@dataclass(frozen=True, slots=True)
class Plan:
    """What is timed: questions a set, rounds that count, and the engines."""

    questions: int
    rounds: int
    engines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What all engines are given: a corpus and questions, each after the name of its set.

    `cutting` is what jieba alone takes to cut the corpus, in seconds.
    """

    name: str
    corpus: Corpus
    passages: int
    asked: Sequence[tuple[str, str]]
    cutting: float


def timings(sets: Sequence[QuestionSet], size: int | None, plan: Plan) -> list[Timing]:
    """Return how the engines do over the sets' own passages, or over so many made ones."""
    with tempfile.TemporaryDirectory(prefix="youju-bench-") as folder:
        corpora, file = [one.corpus for one in sets], Path(folder) / "corpus.jsonl"
        corpus = made(file, corpora, size, SEED) if size else joined(file, corpora)
        name = f"{size:,} made" if size else REAL
        tell(f"{name}: cutting with jieba alone")
        cutting = cutting_seconds(corpus, Path(folder))
        asked = clean_questions(sets, plan.questions)
        return _timings(Scene(name, corpus, len(corpus), asked, cutting), plan)


def cutting_seconds(corpus: Corpus, folder: Path) -> float:
    """Return the seconds that jieba alone, warm and in one process, cuts a corpus in.

    `folder` is for jieba's cache.
    """
    warm_up(words, folder)
    started = time.perf_counter()
    for passage in corpus:
        words(passage.whole)
    return time.perf_counter() - started


def _timings(scene: Scene, plan: Plan) -> list[Timing]:
    engines = [e for e in plan.engines if scene.passages <= (ENGINES[e].largest or scene.passages)]
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(engine)) for engine in engines]
        indexed = [_index(worker, scene) for worker in workers]
        rounds = list(_rounds(workers, scene, plan.rounds))
        return [
            _timing(worker, scene, it, rounds) for worker, it in zip(workers, indexed, strict=True)
        ]


def _index(worker: Worker, scene: Scene) -> Indexed:
    tell(f"{scene.name}: indexing, {worker.name}")
    return worker.index(scene.corpus)


def _rounds(
    workers: Sequence[Worker], scene: Scene, count: int
) -> Iterator[dict[str, list[float]]]:
    """Yield the seconds by engine, round by round; a first round, which warms, does not count."""
    questions = [question for _, question in scene.asked]
    for number in range(count + 1):
        tell(f"{scene.name}: round {number} of {count}" if number else f"{scene.name}: warming up")
        taken = {worker.name: worker.seconds(questions, ROUND_SECONDS) for worker in workers}
        if number:
            yield taken


def _timing(
    worker: Worker, scene: Scene, indexed: Indexed, rounds: Sequence[dict[str, list[float]]]
) -> Timing:
    memory = worker.memory()
    mine = [taken[worker.name] for taken in rounds]
    base = [taken.get(BASELINE, []) for taken in rounds]
    p50, p95 = ([percentile(taken, p) for taken in mine] for p in (50, 95))
    return Timing(
        engine=worker.name,
        corpus=scene.name,
        passages=scene.passages,
        questions=min(map(len, mine)),
        rounds=len(rounds),
        p50=round(median(p50) * 1000, 3),
        p95=round(median(p95) * 1000, 3),
        ratio=_ratio(p50, base, 50),
        ratio_p95=_ratio(p95, base, 95),
        by_set=_by_set(scene.asked, mine),
        index_seconds=round(indexed.seconds, 1),
        cutting_seconds=round(scene.cutting, 1),
        disk=indexed.disk,
        peak_memory=memory.peak,
        memory=memory.now,
    )


def _ratio(values: Sequence[float], base: Sequence[list[float]], percent: int) -> float | None:
    if not all(base):
        return None
    return round(median_ratio(values, [percentile(taken, percent) for taken in base]), 2)


def _by_set(asked: Sequence[tuple[str, str]], rounds: Sequence[list[float]]) -> dict[str, float]:
    """Return the p50 in milliseconds over the questions of each set."""
    p50: dict[str, list[float]] = defaultdict(list)
    for taken in rounds:
        found: dict[str, list[float]] = defaultdict(list)
        for (name, _), seconds in zip(asked, taken, strict=False):  # the budget may have ended it
            found[name].append(seconds)
        for name, values in found.items():
            p50[name].append(percentile(values, 50))
    return {name: round(median(p50[name]) * 1000, 3) for name in sorted(p50)}
