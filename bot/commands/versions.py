"""`versions` and `rollback`: what was live before, and how does it come back?"""

import argparse
import sys
from typing import Any

from bot.commands.output import print_json
from bot.settings import Settings
from knowledge import KnowledgeBase, Version

LISTED = 10


async def versions(options: argparse.Namespace, settings: Settings) -> int:
    """List the last knowledge versions, newest first."""
    async with await KnowledgeBase.open(settings.data, settings.database) as base:
        listed = await base.library.versions(LISTED)
    if options.json:
        print_json([_as_json(version) for version in listed])
    else:
        sys.stdout.write("".join(_as_text(version) for version in listed))
    return 0


async def rollback(options: argparse.Namespace, settings: Settings) -> int:
    """Go back to the version before the live one, or to a kept one by its number."""
    async with await KnowledgeBase.open(settings.data, settings.database) as base:
        version = await base.roll_back(options.version, who="shell")
        held = list(await base.library.held())
    if options.json:
        print_json({**_as_json(version), "held": held})
        return 0
    sys.stdout.write(_as_text(version))
    if held:
        sys.stdout.write(f"held back until they change, or reload --force: {', '.join(held)}\n")
    return 0


def _as_json(version: Version) -> dict[str, Any]:
    counts = version.counts
    return {
        "version": version.version,
        "at": version.at,
        "who": version.who,
        "added": counts.added,
        "changed": counts.changed,
        "removed": counts.removed,
        "moved": counts.moved,
        "restores": version.restores,
        "kept": version.kept,
    }


def _as_text(version: Version) -> str:
    counts, who = version.counts, version.who or "–"
    back = f"back to {version.restores}: " if version.restores is not None else ""
    kept = "" if version.kept else "  (not kept)"
    what = f"{counts.added} added, {counts.changed} changed, {counts.removed} removed"
    head = f"{version.version:>5}  {version.at}  {who:<12}"
    return f"{head}  {back}{what}, {counts.moved} moved{kept}\n"
