from dataclasses import replace

from bot.cards.group import folder_number
from bot.records.groups import GroupSettings
from bot.service.desk import Desk
from bot.service.group_settings import change, choosable, choose_all, toggle_article, toggle_folder
from bot.service.session import Session


async def test_settings_hold_at_once_and_later(desk: Desk, member: Session) -> None:
    """The session has them, and so has the next one."""
    session = await change(member, replace(member.group, quiet=True), desk)
    assert session.group.quiet
    assert await desk.records.groups.of(member.chat) == GroupSettings(quiet=True)


async def test_a_group_chooses_articles_and_folders(desk: Desk, member: Session) -> None:
    """Twice is not at all; what does not exist cannot be chosen."""
    found = await choosable(0, 9, desk)
    number = found.listing.items[0].number
    once = await toggle_article(member, number, desk)
    assert once
    assert once.scope.articles == (found.listing.items[0].article.id,)
    twice = await toggle_article(once, number, desk)
    assert twice
    assert not twice.scope
    assert await toggle_article(member, 999, desk) is None
    assert await toggle_folder(member, folder_number("nowhere"), desk) is None
    assert not (await choose_all(once, desk)).scope
