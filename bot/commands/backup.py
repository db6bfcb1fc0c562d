"""`backup`, `restore` and `export`: how does everything leave, and come back?"""

import argparse
import asyncio
import sys
from pathlib import Path

from bot.errors import BotError
from bot.records.records import settle
from bot.settings import Settings
from knowledge import KnowledgeBase, write_export

MEGABYTE = 1_000_000


async def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Write database and articles folder to one file, also while the bot runs."""
    file: Path = options.file
    async with await KnowledgeBase.open(settings.data, settings.database) as base:
        size = await base.library.back_up(file, settings.articles)
    sys.stdout.write(f"{file}: {size / MEGABYTE:.1f} MB\n")
    return 0


async def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Put a backup in the place of database and articles folder."""
    aside = await KnowledgeBase.restore(
        options.file, settings.data, settings.articles, settings.database, settle
    )
    async with await KnowledgeBase.open(settings.data, settings.database):
        pass  # which indexes it, or says what is wrong with it
    sys.stdout.write(f"{options.file}: restored\n")
    if aside:
        sys.stdout.write(f"the articles that were there are in {aside} now\n")
    return 0


async def export(options: argparse.Namespace, settings: Settings) -> int:
    """Write the live articles to a new folder: a Markdown file each, and one file of lines."""
    folder: Path = options.folder
    _free(folder)
    async with await KnowledgeBase.open(settings.data, settings.database) as base:
        articles = [article async for article in base.catalogue.articles()]
    await asyncio.to_thread(write_export, articles, folder)
    sys.stdout.write(f"{folder}: {len(articles)} articles\n")
    return 0


def _free(folder: Path) -> None:
    """Raise BotError if something is where an export is to go."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BotError(f"{folder}: is there already: name a new folder, or an empty one")
