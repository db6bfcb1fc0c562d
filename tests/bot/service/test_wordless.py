from dataclasses import replace

from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.wordless import QUIET_SECONDS, is_to_be_told, told


async def test_it_is_told_once_an_hour(desk: Desk, reader: Session) -> None:
    """To each person, and again when an hour is over."""
    assert await is_to_be_told(reader, "1", desk)
    await told(reader, "1", "2", desk)
    assert not await is_to_be_told(reader, "3", desk)
    other = replace(reader, person="77", author="77", chat="77")
    assert await is_to_be_told(other, "1", desk)
    now = desk.now()
    assert await is_to_be_told(reader, "3", replace(desk, now=lambda: now + QUIET_SECONDS + 9))


async def test_it_is_no_question(desk: Desk, reader: Session) -> None:
    """Nobody is asked to answer it, and nothing follows it up."""
    await told(reader, "1", "2", desk)
    assert await desk.records.turns.unanswered(0.0) == []
    assert await desk.records.turns.latest(reader.place("3"), 0.0) is None
