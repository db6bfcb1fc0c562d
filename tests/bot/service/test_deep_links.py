from bot.service.answer_views import Gone
from bot.service.asking import Question, ask
from bot.service.deep_links import Linked, open_passage
from bot.service.desk import Desk
from bot.service.session import Session


async def test_a_link_opens_its_passage(desk: Desk, reader: Session) -> None:
    """All of it, as an answer whose buttons work."""
    asked = await ask(reader, Question("上海將新增多少家智能工廠？", "1"), desk)
    cited = asked.answer.citations[0]
    linked = await open_passage(reader, cited.passage, "9", desk)
    assert isinstance(linked, Linked)
    assert linked.citation.highlight.of(linked.citation.quote) == cited.quote
    turn = await desk.records.turns.get(linked.shown.turn)
    assert turn
    assert turn.passages == (cited.passage,)


async def test_a_link_to_what_never_was(desk: Desk, reader: Session) -> None:
    """Says that it is gone."""
    assert await open_passage(reader, "0" * 20, "9", desk) == Gone(None)
