"""An admin sends a link or a file: how does it become an article?

Invariant: nothing is added before somebody saw what it is; only who sent it decides, where it was
sent, and the offer waits in the database, so that a restart loses nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.records.offers import PendingOffer
from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import Offer, Placement, Report

WAITING_SECONDS = 86_400.0  # an offer that nobody answered for a day is forgotten


@dataclass(frozen=True, slots=True)
class Offered:
    """What would be added, to which places, and the number by which that is decided."""

    offer: Offer
    placed: Sequence[Placement]
    number: int


async def read_page(link: str, desk: Desk) -> Offer:
    """Return what stands at an address; raise KnowledgeError if it cannot be read."""
    page = await desk.fetch(link)
    return await desk.base.editor.offer(page.content, page.name, page.url)


async def read_file(content: bytes, name: str, desk: Desk) -> Offer:
    """Return what a file says."""
    return await desk.base.editor.offer(content, name)


async def offer(session: Session, found: Offer, desk: Desk) -> Offered:
    """Store what would be added until somebody has decided about it."""
    files = found.files
    placed = await desk.base.editor.places_for(desk.settings.articles, files)
    chat, person = session.chat, session.person
    number = await desk.records.offers.put(desk.now(), chat, person, files) if files else 0
    return Offered(found, placed, number)


async def pending_offer(session: Session, number: int, desk: Desk) -> PendingOffer | None:
    """Return an offer that waits if whoever acts may decide about it."""
    if not session.is_from_admin or not session.chat:
        return None
    pending = await desk.records.offers.get(number, desk.now() - WAITING_SECONDS)
    if pending is None or (pending.chat, pending.person) != (session.chat, session.person):
        return None
    return pending


async def add(pending: PendingOffer, desk: Desk) -> Report:
    """Add what was offered; raise KnowledgeError where it stays out, and then it still waits."""
    editor, folder = desk.base.editor, desk.settings.articles
    placed = await editor.places_for(folder, pending.files)
    report = await editor.add(folder, placed, who=pending.person)
    await desk.records.offers.answered(pending.offer)
    return report


async def discard(pending: PendingOffer, desk: Desk) -> None:
    """Add nothing of what was offered."""
    await desk.records.offers.answered(pending.offer)
