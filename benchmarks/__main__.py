"""How does it compare? `python -m benchmarks run --data FOLDER` measures and writes the tables.

Invariant: progress and problems go to stderr; the exit code is 0 when all went well, 1 for a
problem the user can mend (one sentence on stderr), 2 for wrong usage.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from benchmarks import (
    bombs,
    forwarded,
    latency,
    laws,
    load,
    near,
    people,
    quality,
    reload,
    replicas,
    server,
    sizes,
)
from benchmarks.corpus import made
from benchmarks.engines.registry import YOUJU
from benchmarks.fitting import fit
from benchmarks.fitting.near_miss import fit_near
from benchmarks.machine import described, versions
from benchmarks.numbers import Numbers
from benchmarks.options import (
    LATENCY,
    QUALITY,
    QUICK_ROUNDS,
    QUICK_SAMPLE,
    ROUNDS,
    SIZES,
    TIMED_QUESTIONS,
    parser,
)
from benchmarks.progress import tell
from benchmarks.report import report
from benchmarks.sets import DataError, QuestionSet, load_sets
from knowledge import KnowledgeError, Limits, PostgresUrl

REPORTS: dict[str, Callable[[Sequence[QuestionSet]], Iterator[str]]] = {
    "fit": fit,
    "fit-near": fit_near,
    "near": near.lines,
}
COMMANDS = (
    "`make bench DATA=FOLDER OPTIONS=…`, which is `python -m benchmarks run --data FOLDER "
    "--together …`; `--only latency` and `--sizes 10000,100000,1000000` measure a part again."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        for line in _lines(options):
            sys.stdout.write(f"{line}\n")
    except (DataError, KnowledgeError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _lines(options: argparse.Namespace) -> Iterable[str]:
    """Run a command and return the lines that it prints."""
    made_here: dict[str, Callable[[], Iterable[str]]] = {
        "bombs": lambda: bombs.lines(Limits(options.seconds, options.megabytes)),
        "forwarded": forwarded.lines,
        "laws": laws.lines,
        "load": lambda: load.lines(load.Plan(options.updates, options.seconds, options.soak)),
        "people": lambda: people.lines(options.articles, options.questions),
        "reload": lambda: reload.lines(options.articles),
        "replicas": lambda: replicas.lines(
            replicas.Plan(
                PostgresUrl(options.url),
                replicas.found_caddy(options.caddy),
                options.seconds,
                options.articles,
            )
        ),
        "server": lambda: server.lines(options.url, options.articles),
        "sizes": lambda: sizes.lines(options.folder),
    }
    if options.command in made_here:
        return made_here[options.command]()
    sets = load_sets(options.data, options.sets)
    if options.command in REPORTS:
        return REPORTS[options.command](sets)
    if options.command == "corpus":
        made(options.output, [one.corpus for one in sets], options.passages, options.seed)
    else:
        _run(options, sets)
    return ()


def _run(options: argparse.Namespace, sets: Sequence[QuestionSet]) -> None:
    """Measure what is asked for; finding comes first, so that timing has the machine to itself."""
    numbers = Numbers.load(options.numbers)
    if options.only != LATENCY:
        _measure_quality(options, sets, numbers)
    if options.only != QUALITY:
        _measure_latency(options, sets, numbers)
    options.output.write_text(report(numbers, _head(options.remark)), encoding="utf-8")
    tell(f"done: {options.output}")


def _measure_quality(
    options: argparse.Namespace, sets: Sequence[QuestionSet], numbers: Numbers
) -> None:
    """Measure finding and telling, saving after each so that a mishap costs one of them."""
    limit = options.questions or (QUICK_SAMPLE if options.quick else None)
    drawn = [one.sampled(limit) for one in sets]
    numbers.add_recalls(quality.recalls_alone(drawn, options.engines))
    numbers.save(options.numbers)
    if options.together and len(drawn) > 1:
        numbers.add_recalls(quality.recalls_together(drawn, options.engines))
        numbers.save(options.numbers)
    if YOUJU in options.engines:
        for one in drawn:
            numbers.add_telling(quality.telling(one))
            numbers.add_nears(near.rates_of(one))
        numbers.save(options.numbers)


def _measure_latency(
    options: argparse.Namespace, sets: Sequence[QuestionSet], numbers: Numbers
) -> None:
    """Measure times over the sets themselves and then over ever larger made corpora."""
    plan = latency.Plan(
        questions=options.questions or (QUICK_SAMPLE if options.quick else TIMED_QUESTIONS),
        rounds=options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS),
        engines=options.engines,
    )
    sizes = options.sizes if options.sizes is not None else () if options.quick else SIZES
    for size in (None, *sizes):
        numbers.add_timings(latency.timings(sets, size, plan))
        numbers.save(options.numbers)


def _head(remark: str) -> list[str]:
    """Return what must be known to read the tables and to make them again."""
    source = "The sets are public (README says where they come from) and not in this repository."
    return [
        f"Machine: {described()}.",
        f"Versions: {versions()}.",
        f"Written on {datetime.now(UTC):%Y-%m-%d} by {COMMANDS}",
        source,
        *filter(None, [remark]),
    ]


if __name__ == "__main__":
    sys.exit(main())
