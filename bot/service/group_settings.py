"""The administrators of a group settle how the bot behaves there: what holds from then on?

Invariant: a choice is stored before it holds; whether somebody may make it is asked before. Who
chooses sees all titles and folders, else nothing could be taken in again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards.group import folder_number
from bot.records.groups import GroupSettings
from bot.service.articles import Listing, part_of
from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import WHOLE


@dataclass(frozen=True, slots=True)
class Choosable:
    """The folders and a page of the articles from which a group can choose."""

    folders: Sequence[str]
    listing: Listing


async def change(session: Session, settings: GroupSettings, desk: Desk) -> Session:
    """Store the settings of a group, and return the session as it is with them."""
    if not session.chat:
        return session
    await desk.records.groups.put(session.chat, settings)
    return session.with_group(settings)


async def toggle_article(session: Session, number: int, desk: Desk) -> Session | None:
    """Let the article of a number answer in a group, or no more; None if there is none."""
    found = await desk.base.catalogue.numbered(number)
    if found is None:
        return None
    scope = session.scope.with_article(found[0].article.id)
    return await change(session, replace(session.group, scope=scope), desk)


async def toggle_folder(session: Session, number: int, desk: Desk) -> Session | None:
    """Let the articles of a folder answer in a group, or no more; None if there is none."""
    known = {*await desk.base.catalogue.folders(), *session.scope.folders}
    named = [folder for folder in sorted(known) if folder_number(folder) == number]
    if not named:
        return None
    scope = session.scope.with_folder(named[0])
    return await change(session, replace(session.group, scope=scope), desk)


async def choose_all(session: Session, desk: Desk) -> Session:
    """Let all articles answer in a group."""
    return await change(session, replace(session.group, scope=WHOLE), desk)


async def choosable(start: int, most: int, desk: Desk) -> Choosable:
    """Return what a group can choose from, a page of articles at a time."""
    found = await part_of(desk.base, start, most)
    return Choosable(await desk.base.catalogue.folders(), found)
