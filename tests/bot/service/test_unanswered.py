from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.unanswered import gathered, unanswered, write_answer


async def test_what_was_not_answered_is_gathered(desk: Desk, reader: Session) -> None:
    """Like questions together; one that was written about is not asked for twice."""
    for message, question in enumerate(("如何重設密碼 xyzzy？", "怎么重设密码 xyzzy")):
        await ask(reader, Question(question, str(message)), desk)
    (one,) = await unanswered(desk)
    assert one.times == 2
    assert await gathered(one.latest.turn, desk) == one
    assert await gathered(999, desk) is None
    assert await write_answer(one.latest.turn, 5, desk) == "requested"
    assert await write_answer(one.latest.turn, 5, desk) == "already"
    assert await write_answer(999, 5, desk) == "gone"
