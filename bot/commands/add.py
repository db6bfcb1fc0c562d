"""`add`: new articles from files, from pages of the web, from a feed.

Invariant: they are written into the articles folder first and then made live; what cannot be added
is named on stderr, and the others are added all the same.
"""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

from bot.commands.opening import open_base
from bot.commands.output import print_json
from bot.commands.progress import ProgressBar
from bot.commands.reload import as_json, as_text
from bot.settings import Settings
from knowledge import (
    ArticlesMissingError,
    Fetch,
    Folder,
    KnowledgeBase,
    KnowledgeError,
    Offer,
    Progress,
    fetch,
)

MOST_NEW = 50  # items of a feed in one go; the next run takes the next ones


async def add_articles(
    options: argparse.Namespace, settings: Settings, fetch_page: Fetch = fetch
) -> int:
    """Add files, pages or the new items of a feed; 1 if some could not be added."""
    bar = ProgressBar(sys.stderr)
    async with await open_base(settings, bar) as base:
        await _read_folder_once(base, settings, bar)
        if options.feed:
            offers, problems = await _of_feed(options.feed, base, settings, fetch_page, bar)
        else:
            offers, problems = await _of_sources(options.sources, base, fetch_page, bar)
        problems += [str(problem) for offer in offers for problem in offer.problems]
        files = [file for offer in offers for file in offer.files]
        placed = await base.editor.places_for(settings.articles, files)
        report = await base.editor.add(settings.articles, placed, who="shell") if placed else None
        if options.feed:
            await base.editor.follow(options.feed)
    bar.end()
    names = [one.path for one in placed]
    if options.json:
        print_json({**(as_json(report) if report else {}), "files": names, "problems": problems})
    elif report:
        written = "".join(f"written: {name}\n" for name in names)
        sys.stdout.write(written + as_text(report))
    elif not problems:
        sys.stdout.write("nothing new\n")
    problems += [str(problem) for problem in report.rejected] if report else []
    warnings = (warning for offer in offers for warning in offer.warnings)
    sys.stderr.writelines(f"warning: {warning}\n" for warning in warnings)
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


async def _read_folder_once(base: KnowledgeBase, settings: Settings, bar: Progress) -> None:
    """Read the folder if nothing was read yet: the new article shall not be the only one."""
    if not await base.catalogue.version():
        with suppress(ArticlesMissingError):  # the first article of an empty folder
            await base.reload(Folder(settings.articles), bar)


async def _of_sources(
    sources: Sequence[str], base: KnowledgeBase, fetch_page: Fetch, bar: Progress
) -> tuple[list[Offer], list[str]]:
    def offer(source: str) -> Callable[[], Awaitable[Offer]]:
        if "://" in source:
            return lambda: _of_page(source, base, fetch_page)
        return lambda: _of_file(source, base)

    return await _collected([offer(source) for source in sources], bar)


async def _of_feed(
    url: str, base: KnowledgeBase, settings: Settings, fetch_page: Fetch, bar: Progress
) -> tuple[list[Offer], list[str]]:
    fetched = await fetch_page(url, feed=True)
    entries = await base.editor.feed(fetched.content, fetched.url)
    new = await base.editor.unknown_entries(settings.articles, entries)

    def offer(address: str) -> Callable[[], Awaitable[Offer]]:
        return lambda: _of_page(address, base, fetch_page, fixed=True)

    offers, problems = await _collected([offer(entry.url) for entry in new[:MOST_NEW]], bar)
    if len(new) > MOST_NEW:
        problems.append(f"{url}: {len(new) - MOST_NEW} more items are new: run it again for them")
    return offers, problems


async def _collected(
    wanted: Sequence[Callable[[], Awaitable[Offer]]], bar: Progress
) -> tuple[list[Offer], list[str]]:
    """Return the offers, one after another, and the problems of those that there are none of."""
    offers, problems = [], []
    for number, offer in enumerate(wanted):
        bar("fetching", number, len(wanted))
        try:
            offers.append(await offer())
        except KnowledgeError as problem:
            problems.append(str(problem))
    return offers, problems


async def _of_page(
    url: str, base: KnowledgeBase, fetch_page: Fetch, *, fixed: bool = False
) -> Offer:
    page = await fetch_page(url)
    return await base.editor.offer(page.content, page.name, page.url, fixed=fixed)


async def _of_file(source: str, base: KnowledgeBase) -> Offer:
    path = Path(source)
    try:
        content = await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        remedy = "check its name and permissions"
        raise KnowledgeError(f"{source}: cannot be read ({error.strerror}): {remedy}") from error
    return await base.editor.offer(content, path.name)
