"""`eval`: how good are the answers to questions whose answers are known?"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from os.path import commonpath
from pathlib import Path
from typing import Any

from bot.commands.opening import complain, opened
from bot.commands.output import print_json
from bot.commands.progress import ProgressBar
from bot.errors import BotError
from bot.settings import Settings
from knowledge import Folder, KnowledgeBase, KnowledgeError
from knowledge.evaluation import Case, Golden, case_of, read_golden
from knowledge.evaluation import evaluate as measured

COLUMNS = (
    "questions",
    "recall@1",
    "recall@3",
    "recall@5",
    "mrr@10",
    "highlight",
    "answered",
    "related",
    "unanswered",
)


async def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Measure the answers to the golden questions, or to other ones; 1 if something was rejected.

    Articles that are named are read into a knowledge base of their own; else the live ones answer.
    """
    if options.articles is None:
        return await _evaluate_live(options, settings)
    if options.questions is None:
        raise BotError("--articles needs --questions: name a file of JSON lines, too")
    cases, folder = list(_cases(options.questions)), _folder(options.articles)
    bar = ProgressBar(sys.stderr)
    with tempfile.TemporaryDirectory(prefix="youju-eval-") as data:
        async with await KnowledgeBase.open(Path(data)) as base:
            started = time.perf_counter()
            report = await base.reload(folder, bar)
            seconds = time.perf_counter() - started
            tally = await measured(base, cases)
    bar.end()
    _print({**tally.to_json(), "index_seconds": round(seconds, 2)}, as_json=options.json)
    complain(report)
    return 1 if report.rejected else 0


async def _evaluate_live(options: argparse.Namespace, settings: Settings) -> int:
    if options.questions is not None:
        golden = Golden(tuple(_cases(options.questions)))
    else:
        golden = read_golden(Folder(settings.articles).questions())
    if not golden.cases and not golden.problems:
        raise BotError(
            f"{settings.articles}: no golden questions here: write some into a file that ends in "
            ".questions.jsonl, or name one with --questions"
        )
    async with opened(settings, fresh=False) as base:
        tally = await measured(base, golden.cases)
    _print(tally.to_json(), as_json=options.json)
    sys.stderr.write("".join(f"{problem}\n" for problem in golden.problems))
    return 1 if golden.problems else 0


def _print(numbers: dict[str, Any], *, as_json: bool) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    numbers = {**numbers, "peak_rss_mb": round(peak, 1)}
    if as_json:
        print_json(numbers)
    else:
        sys.stdout.write(_table(numbers))


def _folder(paths: Sequence[Path]) -> Folder:
    """Return a folder, or some files, as what is to be read."""
    first, *others = paths
    if first.is_dir() and not others:
        return Folder(first)
    if any(path.is_dir() for path in paths):
        raise BotError("--articles takes one folder, or files: name one or the others")
    return Folder(Path(commonpath([path.resolve().parent for path in paths])), tuple(paths))


def _cases(path: Path) -> Iterator[Case]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BotError(f"{path}: cannot be read ({error}): name a file of JSON lines") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield case_of(json.loads(line))
            except (ValueError, KnowledgeError, AttributeError) as error:
                raise BotError(f"{path}:{number}: not a question: {error}") from error


def _table(numbers: dict[str, Any]) -> str:
    rows = {**numbers["kinds"], "all": numbers["all"]}
    width = max(map(len, rows))
    lines = [" " * width + "".join(f"{column:>11}" for column in COLUMNS)]
    for kind, row in rows.items():
        cells = ("–" if row[column] is None else f"{row[column]:.4g}" for column in COLUMNS)
        lines.append(f"{kind:<{width}}" + "".join(f"{cell:>11}" for cell in cells))
    times = ", ".join(f"{name} {value} ms" for name, value in numbers["milliseconds"].items())
    auroc = "–" if numbers["auroc"] is None else numbers["auroc"]
    lines.append(f"AUROC {auroc} · {times}")
    indexed = f"indexed in {numbers['index_seconds']} s · " if "index_seconds" in numbers else ""
    lines.append(f"{indexed}peak memory {numbers['peak_rss_mb']} MB")
    return "\n".join(lines) + "\n"
