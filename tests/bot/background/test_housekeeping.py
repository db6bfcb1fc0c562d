import asyncio
import dataclasses
from contextlib import suppress

from bot.background.housekeeping import (
    BOOKMARK_DAYS,
    forget_old,
    forget_old_bookmarks,
    heartbeat_file,
    keep_house,
)
from bot.records.bookmarks import Bookmark
from bot.records.turns import Place, Turn
from bot.service.desk import DAY_SECONDS, Desk
from tests.patience import patience


async def test_old_questions_are_deleted(desk: Desk) -> None:
    """What was asked longer ago than the retention is deleted, newer questions stay."""
    ages = {"old": desk.settings.retention_days + 1, "new": desk.settings.retention_days - 1}
    for message, days in ages.items():
        at = desk.now() - days * DAY_SECONDS
        turn = Turn(Place("1", "", "1", message), at, "q", (), "answered", ())
        await desk.records.turns.put(turn)
    await forget_old(desk)
    assert await desk.records.turns.of_message("1", "old") is None
    assert await desk.records.turns.of_message("1", "new") is not None


async def test_old_bookmarks_are_deleted(desk: Desk) -> None:
    """Who has not read on for a year begins anew."""
    for article, days in (("old", BOOKMARK_DAYS + 1), ("new", BOOKMARK_DAYS - 1)):
        await desk.records.bookmarks.put(Bookmark("1", article, 9, desk.now() - days * DAY_SECONDS))
    await forget_old_bookmarks(desk)
    assert await desk.records.bookmarks.get("1", "old") is None
    assert await desk.records.bookmarks.get("1", "new") is not None


async def test_what_a_clock_that_ran_ahead_dated_is_deleted_in_time(desk: Desk) -> None:
    """Its days begin when the clock is found to be right again."""
    turn = Turn(Place("1", "", "1", "1"), desk.now() + 900 * DAY_SECONDS, "q", (), "answered", ())
    await desk.records.turns.put(turn)
    await desk.records.not_after(desk.now())
    later = desk.now() + (desk.settings.retention_days + 1) * DAY_SECONDS
    await forget_old(dataclasses.replace(desk, now=lambda: later))
    assert await desk.records.turns.of_message("1", "1") is None


async def test_heart_beats(desk: Desk) -> None:
    """While the bot serves, its heartbeat file is touched."""
    task = asyncio.create_task(keep_house(desk))
    async with patience():
        while not heartbeat_file(desk.settings.data).exists():  # noqa: ASYNC110 - a file cannot be awaited
            await asyncio.sleep(0)
    assert not task.done()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
