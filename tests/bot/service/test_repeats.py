from dataclasses import replace

from bot.records.turns import Turn
from bot.service.asking import Question, ask, shown
from bot.service.desk import Desk
from bot.service.repeats import REPEATED_SECONDS, earlier_answer
from bot.service.session import Session

FACTORIES = "上海將新增多少家智能工廠？"


async def asked_before(member: Session, desk: Desk) -> Turn:
    """Have a question answered in a group, and return its turn as it would be asked again."""
    asked = await ask(member, Question(FACTORIES, "1"), desk)
    await shown(asked.turn, "2", desk)
    turn = await desk.records.turns.get(asked.turn)
    assert turn
    return replace(turn, place=member.place("3"))


async def test_only_a_sure_answer_in_a_group_repeats(
    desk: Desk, member: Session, reader: Session
) -> None:
    """Alone with the bot, everything is answered again."""
    again = await asked_before(member, desk)
    found = await earlier_answer(again, member, desk)
    assert found
    assert found.reply == "2"
    assert await earlier_answer(again, reader, desk) is None
    assert await earlier_answer(replace(again, verdict="related"), member, desk) is None


async def test_an_old_answer_is_too_far_up(desk: Desk, member: Session) -> None:
    """After some hours the same is answered again."""
    again = await asked_before(member, desk)
    later = replace(desk, now=lambda: again.at + REPEATED_SECONDS + 1)
    assert await earlier_answer(again, member, later) is None
