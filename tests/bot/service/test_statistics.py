from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.statistics import statistics


async def test_questions_and_people_are_counted(desk: Desk, reader: Session) -> None:
    """By how they came out, with the most asked."""
    await ask(reader, Question("上海將新增多少家智能工廠？", "1"), desk)
    found = await statistics(reader, 3, desk)
    assert (found.total.questions, found.total.answered, found.people) == (1, 1, 1)
    assert found.asked == (("上海將新增多少家智能工廠？", 1),)
