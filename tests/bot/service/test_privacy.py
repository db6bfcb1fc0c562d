import json

from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.privacy import forget, own_records
from bot.service.session import Session


async def test_a_person_gets_all_and_has_it_forgotten(desk: Desk, reader: Session) -> None:
    """Afterwards there is nothing to get."""
    await ask(reader, Question("上海將新增多少家智能工廠？", "1"), desk)
    content = await own_records(reader, desk)
    assert content
    (turn,) = json.loads(content)["turns"]
    assert turn["question"] == "上海將新增多少家智能工廠？"
    await forget(reader, desk)
    assert await own_records(reader, desk) is None
