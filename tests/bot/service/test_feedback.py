from dataclasses import replace

from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.feedback import give, has_complained
from bot.service.session import Session

FACTORIES = "上海將新增多少家智能工廠？"


async def test_a_complaint_is_changed_and_repeated(desk: Desk, member: Session) -> None:
    """The last word counts, and what was said before is known."""
    turn = (await ask(member, Question(FACTORIES, "1"), desk)).turn
    first = await give(member, turn, desk, useful=False)
    again = await give(member, turn, desk, useful=False, reason="outdated")
    assert first
    assert again
    assert (first.is_repeated_complaint, again.is_repeated_complaint) == (False, True)
    assert await has_complained(member, turn, desk)
    await give(member, turn, desk, useful=True)
    assert not await has_complained(member, turn, desk)


async def test_who_complained_in_a_group_gives_the_reason_in_private(
    desk: Desk, member: Session
) -> None:
    """Nobody else can say anything of an answer from another chat."""
    turn = (await ask(member, Question(FACTORIES, "1"), desk)).turn
    alone = replace(member, chat=member.person, private=True)
    assert await give(alone, turn, desk, useful=False, reason="passage") is None
    await give(member, turn, desk, useful=False)
    assert await give(alone, turn, desk, useful=False, reason="passage")
    told = await desk.records.feedback.get(turn, member.person)
    assert told
    assert told.reason == "passage"
