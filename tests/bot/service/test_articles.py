from dataclasses import replace

from bot.service.articles import exported, listing, may_change, numbered, remove
from bot.service.desk import Desk
from bot.service.session import Session


async def test_the_list_ends_where_it_ends(desk: Desk, reader: Session) -> None:
    """Whoever looks behind it sees the last page."""
    first, behind = [await listing(reader, start, 1, desk) for start in (0, 99)]
    assert (first.start, first.articles, len(first.items)) == (0, 2, 1)
    assert behind.start == 1
    assert behind.items != first.items


async def test_an_article_is_exported_and_removed(desk: Desk, admin: Session) -> None:
    """As Markdown; removed, it is not found any more, and its text is still there."""
    (item,) = (await listing(admin, 0, 9, desk)).items[:1]
    found = await numbered(admin, item.number, desk)
    assert found
    name, content = exported(found[1])
    assert name.endswith(".md")
    assert found[1].title in content.decode()
    report = await remove(admin, found[1], desk)
    assert report.removed == (found[1].title,)
    assert list(desk.settings.articles.rglob("*.removed"))


def test_only_admins_change_articles_where_nobody_sees_it(member: Session, admin: Session) -> None:
    """Not in front of a group."""
    assert may_change(admin)
    assert not may_change(replace(admin, private=False))
    assert not may_change(member)
