"""`reload`: what has changed on disk?"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.commands.opening import complain, open_base
from bot.commands.output import print_json
from bot.commands.progress import ProgressBar
from bot.errors import BotError
from bot.settings import Settings
from knowledge import Folder, Report

TOLD = 20  # titles of a kind


async def reload(options: argparse.Namespace, settings: Settings) -> int:
    """Read articles again and tell what changed; 1 if some were rejected."""
    folder = _folder(options.paths, settings)
    bar = ProgressBar(sys.stderr)
    async with await open_base(settings, bar) as base:
        report = await base.reload(folder, bar, who="shell", force=options.force)
    bar.end()
    if options.json:
        print_json(as_json(report))
    else:
        sys.stdout.write(as_text(report))
    complain(report)
    return 1 if report.rejected else 0


def _folder(paths: Sequence[Path], settings: Settings) -> Folder:
    """Return what is to be read: the articles folder, another one, or some files of it."""
    folders = [path for path in paths if path.is_dir()]
    if not paths:
        return Folder(settings.articles)
    if folders and len(paths) > 1:
        raise BotError(f"{folders[0]}: name one folder, or any number of files, not both")
    return Folder(folders[0]) if folders else Folder(settings.articles, tuple(paths))


def as_json(report: Report) -> dict[str, Any]:
    """Return a report as JSON."""
    rejected, warnings = (
        [{"file": one.file, "line": one.line, "problem": one.problem} for one in told]
        for told in (report.rejected, report.warnings)
    )
    return {
        "version": report.version,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "moved": report.moved,
        "rejected": rejected,
        "warnings": warnings,
        "unread": {one.ending: one.count for one in report.unread},
        "held": report.held,
        "broken": report.broken,
        "synonyms": report.synonyms,
        "articles": report.articles,
        "passages": report.passages,
        "seconds": round(report.seconds, 3),
    }


def as_text(report: Report) -> str:
    """Return a report as lines."""
    kinds = {"added": report.added, "changed": report.changed, "removed": report.removed}
    kinds["moved"] = report.moved
    lines = [f"{kind}: {title}" for kind, titles in kinds.items() for title in titles[:TOLD]]
    counts = ", ".join(f"{len(titles)} {kind}" for kind, titles in kinds.items())
    lines.append(f"{counts}, {len(report.rejected)} rejected in {report.seconds:.2f} s")
    lines += [f"golden question answered wrong now: {words}" for words in report.broken]
    if report.synonyms:
        lines.append("other synonyms count now")
    if report.held:
        lines.append(f"held back until they change, or reload --force: {', '.join(report.held)}")
    lines.append(
        f"version {report.version}: {report.articles} articles, {report.passages} passages"
    )
    return "\n".join(lines) + "\n"
