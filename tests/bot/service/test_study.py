from bot.records.groups import GroupSettings
from bot.service.article_choice import articles_meant
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.study import keywords_of, quote_of_the_day, summary_of
from knowledge import Scope


async def test_an_article_in_its_own_words(desk: Desk, reader: Session) -> None:
    """Keywords and sentences stand in it; an article that is not there has none."""
    (item,) = await articles_meant(reader, "海上壹周", desk)
    keywords = await keywords_of(reader, item.number, desk)
    summary = await summary_of(reader, item.number, desk)
    assert keywords
    assert summary
    assert all(word.text in keywords.article.text for word in keywords.words[:1])
    assert summary.citations
    assert await keywords_of(reader, 999, desk) is None
    assert await summary_of(reader, 999, desk) is None


async def test_the_quote_of_the_day_is_of_what_may_answer(desk: Desk, member: Session) -> None:
    """The same all day; a group hears its own articles only."""
    quote = await quote_of_the_day(member, desk)
    assert quote
    assert quote == await quote_of_the_day(member, desk)
    (client,) = await articles_meant(member, "client", desk)
    scope = Scope((client.article.id,))
    own = await quote_of_the_day(member.with_group(GroupSettings(scope=scope)), desk)
    assert own
    assert own.item.article.id == client.article.id
