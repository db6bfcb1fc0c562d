from bot.service.article_choice import articles_meant
from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.reading import Opened, beginning, contents, open_answer, open_at, resume, turn_to
from bot.service.session import Session

SHARING = "靜安區怎麼治理共享單車亂停放？"


async def test_reading_goes_on_where_it_stopped(desk: Desk, reader: Session) -> None:
    """Looking at the contents moves nothing; a page behind the end is the last."""
    (item,) = await articles_meant(reader, "海上壹周", desk)
    first = await resume(reader, item.number, desk)
    assert first
    assert first.page == 0
    last = await turn_to(reader, item.number, 999, desk)
    assert last
    assert last.page == len(last.pages) - 1 > 0
    assert await contents(reader, item.number, desk)
    resumed = await resume(reader, item.number, desk)
    assert resumed
    assert resumed.page == last.page
    assert await resume(reader, 999, desk) is None


async def test_an_answer_opens_its_article(desk: Desk, reader: Session, member: Session) -> None:
    """Where the passage stands, which is marked; from its own chat only."""
    asked = await ask(reader, Question(SHARING, "1"), desk)
    opened = await open_answer(reader, asked.turn, 0, desk)
    assert isinstance(opened, Opened)
    assert opened.marked
    assert opened.marked.of(opened.article.text) == asked.answer.citations[0].quote
    assert await open_answer(member, asked.turn, 0, desk) is None
    assert await open_answer(reader, asked.turn, 77, desk) is None


async def test_a_link_leads_to_the_beginning(desk: Desk, reader: Session) -> None:
    """Or nowhere, if its passage is gone."""
    (item,) = await articles_meant(reader, "海上壹周", desk)
    key = await beginning(reader, item, desk)
    assert key
    opened = await open_at(reader, key, desk)
    assert opened
    assert opened.page == 0
    assert await open_at(reader, "0" * 20, desk) is None
