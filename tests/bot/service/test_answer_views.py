from dataclasses import replace

from bot.records.turns import Turn
from bot.service.answer_views import Gone, View, turn_here, view
from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.session import Session

SHARING = "靜安區怎麼治理共享單車亂停放？"


async def asked(session: Session, desk: Desk) -> Turn:
    """Ask a question and return its turn."""
    turn = await turn_here(session, (await ask(session, Question(SHARING, "1"), desk)).turn, desk)
    assert turn
    return turn


async def test_an_answer_is_seen_from_several_sides(desk: Desk, reader: Session) -> None:
    """Its passages, and each between its neighbours; there is none behind the last."""
    turn = await asked(reader, desk)
    passage = await view(reader, turn, "passage", 0, desk)
    context = await view(reader, turn, "context", 0, desk)
    assert isinstance(passage, View)
    assert isinstance(context, View)
    assert passage.citation.passage == turn.passages[0]
    assert [one.key for one in passage.cited] == list(turn.passages)
    assert any(context.around)
    assert isinstance(await view(reader, turn, "whole", 0, desk), View)
    assert await view(reader, turn, "passage", len(turn.passages), desk) is None


async def test_an_answer_belongs_to_its_chat(desk: Desk, reader: Session, member: Session) -> None:
    """Whoever knows its number sees nothing elsewhere."""
    turn = await asked(reader, desk)
    assert await turn_here(member, turn.turn, desk) is None


async def test_a_passage_that_is_gone(desk: Desk, reader: Session) -> None:
    """Is told as gone, with what is known of it."""
    turn = replace(await asked(reader, desk), passages=("0" * 20,))
    assert await view(reader, turn, "passage", 0, desk) == Gone(None)
