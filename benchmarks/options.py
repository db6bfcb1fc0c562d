"""What can be asked of `python -m benchmarks`?

Invariant: whatever the options, the same ones give the same questions and corpora.
"""

import argparse
from pathlib import Path

from benchmarks.engines.registry import ENGINES
from benchmarks.sets import SEED

QUALITY, LATENCY = "quality", "latency"
PARTS = (QUALITY, LATENCY)
HERE = Path(__file__).parent

SIZES = (10_000, 100_000)  # passages; a million takes longer than anything else here, so ask for it
TIMED_QUESTIONS = 100  # clean ones a set in a timed round
ROUNDS = 5
RELOADED = 10_000  # articles of ten passages
SERVED = 300  # articles in each database
QUICK_SAMPLE, QUICK_ROUNDS = 20, 2  # questions a kind, or a set where they are timed


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measures this project beside its peers."
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="measure, and write the tables")
    corpus = commands.add_parser("corpus", help="write a corpus made from the sets' sentences")
    fit = commands.add_parser("fit", help="print the weights that rank best")
    fit_near = commands.add_parser("fit-near", help="print the weights that tell a near miss")
    near = commands.add_parser("near", help="count the near misses that are told as answers")
    commands.add_parser("forwarded", help="compare forwarded texts with the articles")
    commands.add_parser("laws", help="ask for articles of made laws by their numbers")
    people = commands.add_parser("people", help="ask questions as people ask them")
    people.add_argument("--articles", type=Path, default=Path("seeds"), metavar="FOLDER")
    people.add_argument("--questions", type=Path, required=True, metavar="FILE")
    reload = commands.add_parser("reload", help="time reloads, and questions meanwhile")
    reload.add_argument("--articles", type=_count, default=RELOADED, metavar="N")
    sizes = commands.add_parser("sizes", help="tell how much disk a passage takes")
    sizes.add_argument("folder", type=Path, metavar="FOLDER", help="a data folder (YOUJU_DATA)")
    several = commands.add_parser("replicas", help="ask three replicas beside one process")
    several.add_argument("--url", required=True, metavar="postgresql://…", help="an empty database")
    several.add_argument("--caddy", metavar="FILE", help="the balancer; else the one on the path")
    several.add_argument("--seconds", type=float, default=20.0, help="a round")
    several.add_argument("--articles", type=_count, default=10_000, metavar="N")
    server = commands.add_parser("server", help="time a database on a server beside one in a file")
    server.add_argument("--url", required=True, metavar="postgresql://…", help="an empty database")
    server.add_argument("--articles", type=_count, default=SERVED, metavar="N")
    bombs = commands.add_parser(
        "bombs", help="read files that were made to hurt, and ask meanwhile"
    )
    bombs.add_argument("--seconds", type=_count, default=30, metavar="N", help="for one file")
    bombs.add_argument("--megabytes", type=_count, default=512, metavar="N", help="for one file")
    load = commands.add_parser("load", help="time answers through a Telegram on loopback")
    load.add_argument("--updates", type=_count, default=1000, metavar="N", help="asked at once")
    load.add_argument("--seconds", type=_count, default=20, metavar="N", help="asked steadily")
    load.add_argument("--soak", type=int, default=0, metavar="SECONDS", help="3600 for an hour")
    for command in (run, corpus, fit, fit_near, near):
        add = command.add_argument
        add("--data", type=Path, required=True, metavar="FOLDER", help="where the sets are")
        add("--sets", type=_names, default=(), metavar="NAMES", help="some of them: cmrc,drcd")
    _add_run_options(run)
    corpus.add_argument("--passages", type=_count, required=True, metavar="N")
    corpus.add_argument("--seed", type=int, default=SEED)
    corpus.add_argument("output", type=Path, metavar="OUT.jsonl")
    return whole


def _add_run_options(run: argparse.ArgumentParser) -> None:
    add = run.add_argument
    add("--only", choices=PARTS, help="measure one part and keep the other's numbers")
    add(
        "--engines", type=_engines, default=tuple(ENGINES), metavar="NAMES", help=", ".join(ENGINES)
    )
    add("--together", action="store_true", help="all sets in one index, too")
    add("--questions", type=_count, metavar="N", help="at most so many a kind, a set")
    add("--sizes", type=_sizes, metavar="N,N", help="passages of made corpora; 0 for none")
    add("--rounds", type=_count, metavar="N", help="timed rounds that count")
    add("--quick", action="store_true", help="a few questions and rounds, no made corpora")
    add("--output", type=Path, default=HERE / "RESULTS.md", metavar="FILE", help="the tables")
    add("--remark", default="", metavar="TEXT", help="a sentence for the head of the tables")
    add("--numbers", type=Path, default=HERE / "numbers.json", metavar="FILE", help="kept numbers")


def _names(value: str) -> tuple[str, ...]:
    return tuple(filter(None, value.split(",")))


def _engines(value: str) -> tuple[str, ...]:
    """Return known engines in the order of the registry."""
    unknown = set(_names(value)) - set(ENGINES)
    if unknown:
        known = ", ".join(ENGINES)
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: take some of {known}")
    return tuple(name for name in ENGINES if name in _names(value))


def _sizes(value: str) -> tuple[int, ...]:
    return () if value == "0" else tuple(_count(size) for size in _names(value))


def _count(value: str) -> int:
    """Return a number from 1 on; `10_000` and `10000` are the same."""
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value}: take a number from 1 on")
    return number
