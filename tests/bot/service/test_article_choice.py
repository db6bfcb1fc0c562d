from bot.records.groups import GroupSettings
from bot.service.article_choice import articles_meant
from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.reading import resume
from bot.service.session import Session
from knowledge import Scope


async def titles(session: Session, words: str, desk: Desk) -> list[str]:
    """Return the titles of the articles that some words may mean."""
    return [item.article.title for item in await articles_meant(session, words, desk)]


async def test_words_name_an_article(desk: Desk, reader: Session) -> None:
    """By a part of its title; words that name nothing mean nothing."""
    assert await titles(reader, "client of the bot", desk) == ["The client of the bot"]
    assert await titles(reader, "zeppelin", desk) == []


async def test_without_words_the_last_one_is_meant(desk: Desk, reader: Session) -> None:
    """The one that was asked about or read last; for a newcomer it may be any."""
    assert len(await titles(reader, "", desk)) == 2
    (client,) = await articles_meant(reader, "client", desk)
    await resume(reader, client.number, desk)
    assert await titles(reader, "", desk) == ["The client of the bot"]
    await ask(reader, Question("上海將新增多少家智能工廠？", "1"), desk)
    assert await titles(reader, "", desk) != ["The client of the bot"]


async def test_a_group_means_what_it_has_chosen(desk: Desk, member: Session) -> None:
    """Nothing else can be read there."""
    (client,) = await articles_meant(member, "client", desk)
    scope = Scope((client.article.id,))
    chosen = member.with_group(GroupSettings(scope=scope))
    assert await titles(chosen, "", desk) == ["The client of the bot"]
    assert await titles(chosen, "海上壹周", desk) == []


async def test_what_was_read_elsewhere_is_not_meant_in_a_group(
    desk: Desk, reader: Session, member: Session
) -> None:
    """Alone with the bot it is; the group has not chosen it."""
    (read,) = await articles_meant(reader, "海上壹周", desk)
    await resume(reader, read.number, desk)
    assert await titles(reader, "", desk) == [read.article.title]
    chosen = GroupSettings(scope=Scope(("client.md",)))
    assert await titles(member.with_group(chosen), "", desk) == ["The client of the bot"]
