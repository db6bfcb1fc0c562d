from dataclasses import replace

import pytest

from bot.service.desk import Desk
from bot.service.offers import add, discard, offer, pending_offer, read_file, read_page
from bot.service.session import Session
from knowledge import NEVER, Fetched, KnowledgeError, Seen

PAGE = b"# Ferries\n\nThe ferry to the island runs twice a day."


async def test_what_is_offered_is_added_after_a_yes(desk: Desk, admin: Session) -> None:
    """By who sent it, where it was sent; then it does not wait any more."""
    offered = await offer(admin, await read_file(PAGE, "ferries.md", desk), desk)
    assert await pending_offer(replace(admin, chat="-70"), offered.number, desk) is None
    assert await pending_offer(replace(admin, is_from_admin=False), offered.number, desk) is None
    pending = await pending_offer(admin, offered.number, desk)
    assert pending
    assert (await add(pending, desk)).added == ("Ferries",)
    assert await pending_offer(admin, offered.number, desk) is None


async def test_what_is_discarded_is_not_added(desk: Desk, admin: Session) -> None:
    """Nothing of it is left."""
    offered = await offer(admin, await read_file(PAGE, "ferries.md", desk), desk)
    pending = await pending_offer(admin, offered.number, desk)
    assert pending
    await discard(pending, desk)
    assert await pending_offer(admin, offered.number, desk) is None
    assert not list(desk.settings.articles.glob("ferries*"))


async def test_a_page_is_fetched(desk: Desk) -> None:
    """With what Telegram has no hand in."""

    async def fetch(url: str, *, feed: bool = False, seen: Seen = NEVER) -> Fetched:
        assert (feed, seen) == (False, NEVER)
        if "nowhere" in url:
            raise KnowledgeError("nothing there")
        return Fetched(PAGE, "ferries.md", url)

    connected = replace(desk, fetch=fetch)
    assert (await read_page("https://example.org/f", connected)).articles[0].title == "Ferries"
    with pytest.raises(KnowledgeError):
        await read_page("https://nowhere.example", connected)
