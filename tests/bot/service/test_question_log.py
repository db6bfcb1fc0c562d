from bot.emulator import Person, Room, Telegram
from bot.service.desk import Desk
from tests.bot.conftest import Talk

QUESTION = "浙江省的數字化改革元年是哪一年？"


async def test_questions_are_counted_by_outcome_and_entrance(
    talk: Talk, desk: Desk, ana: Person, room: Room
) -> None:
    """In private, in a group and as a guest; with the time that it took."""
    await talk(ana.says(QUESTION))
    await talk(ana.says("/ask 如何重設密碼 xyzzy？", chat=room))
    assert desk.figures.questions["answered", "private"] == 1
    assert desk.figures.questions["unanswered", "group"] == 1
    assert sum(desk.figures.answering.counts) == 2


async def test_small_talk_is_not_counted(talk: Talk, desk: Desk, ana: Person) -> None:
    """Nor is a summary before it is clear of which article."""
    for said in ("你好", "總結一下", "謝謝"):
        await talk(ana.says(said))
    assert not desk.figures.questions


async def test_guests_are_counted(talk: Talk, telegram: Telegram, desk: Desk, ana: Person) -> None:
    """Also where the bot never was."""
    elsewhere = telegram.group("別處", members=[ana], bot="left")
    await talk.handled(ana.summons(f"@youju_bot {QUESTION}", chat=elsewhere))
    assert desk.figures.questions["answered", "guest"] == 1
