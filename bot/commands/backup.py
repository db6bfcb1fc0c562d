"""`backup`, `restore` and `export`: how does everything leave, and come back?"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bot.errors import BotError
from bot.settings import Settings
from knowledge import Article, KnowledgeBase, as_json_line, file_names, markdown_of

MEGABYTE = 1_000_000
LINES = "articles.jsonl"  # what an export holds beside a Markdown file an article


async def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Write database and articles folder to one file, also while the bot runs."""
    file: Path = options.file
    async with await KnowledgeBase.open(settings.data, settings.database) as base:
        size = await base.back_up(file, settings.articles)
    sys.stdout.write(f"{file}: {size / MEGABYTE:.1f} MB\n")
    return 0


async def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Put a backup in the place of database and articles folder."""
    aside = await KnowledgeBase.restore(
        options.file, settings.data, settings.articles, settings.database
    )
    sys.stdout.write(f"{options.file}: restored\n")
    if aside:
        sys.stdout.write(f"the articles that were there are in {aside} now\n")
    return 0


async def export(options: argparse.Namespace, settings: Settings) -> int:
    """Write the live articles to a new folder: a Markdown file each, and one file of lines."""
    folder: Path = options.folder
    _free(folder)
    async with await KnowledgeBase.open(settings.data, settings.database) as base:
        found = [await base.articles.article(name) for name in sorted(await base.articles.live())]
    articles = [article for article in found if article]
    await asyncio.to_thread(_write, articles, folder)
    sys.stdout.write(f"{folder}: {len(articles)} articles\n")
    return 0


def _free(folder: Path) -> None:
    """Raise BotError if something is where an export is to go."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BotError(f"{folder}: is there already: name a new folder, or an empty one")


def _write(articles: list[Article], folder: Path) -> None:
    names = file_names(article.id for article in articles)
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as parent:
            new = Path(parent) / folder.name
            new.mkdir()
            with (new / LINES).open("w", encoding="utf-8", errors="surrogatepass") as lines:
                for article in articles:
                    lines.write(as_json_line(article))
                    content = markdown_of(article, named=True).encode("utf-8", "surrogatepass")
                    (new / names[article.id]).write_bytes(content)
            new.replace(folder)
    except OSError as error:
        raise BotError(f"{folder}: cannot be written ({error.strerror}): name another") from error
