from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.handoff import hand_on
from bot.service.handoff_replies import answer
from bot.service.kept_answers import answered_question, keep
from bot.service.session import Session

ANSWER = "在設定裡按「安全」，再按「重設」。"


async def test_a_reply_becomes_an_article(desk: Desk, reader: Session, admin: Session) -> None:
    """It is found from then on, word for word."""
    asked = await ask(reader, Question("如何重設密碼 xyzzy？", "1"), desk)
    await hand_on(reader, asked.turn, "Ana", desk)
    handoff = await desk.records.handoffs.of_turn(asked.turn)
    assert handoff
    assert await answered_question(handoff.handoff, desk) is None
    await answer(handoff, ANSWER, "60", "Boss", desk)
    replied = await answered_question(handoff.handoff, desk)
    assert replied
    await keep(admin, replied, desk)
    again = await ask(reader, Question("怎么重设密码 xyzzy", "2"), desk)
    assert again.answer.citations[0].quote == ANSWER
