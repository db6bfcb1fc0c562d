from bot.emulator import Person, Telegram
from bot.service.desk import Desk
from tests.bot.conftest import Talk, running

QUESTION = "深圳什麼時候出台行動計劃？"


def only(desk: Desk, *chats: int) -> Desk:
    """Return a desk that is open to some chats."""
    settings = desk.settings.model_copy(update={"chats": frozenset(chats)})
    return Desk(desk.base, settings, desk.now)


async def test_a_banned_person_hears_nothing(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person, boss: Person
) -> None:
    """No answer, no apology, no alert; others are answered."""
    answer = await talk.answer(ana.says(QUESTION))
    await desk.records.bans.put(str(ana.id), 1.0)
    calls = len(telegram.calls)
    ana.says(QUESTION)
    ana.says("/help")
    ana.presses(answer, "前後文")
    assert await talk(boss.says(QUESTION))
    assert {call.parameters["chat_id"] for call in telegram.calls[calls:]} == {boss.id}


async def test_chats_that_are_not_open_are_not_answered(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """In private, /start says what would open it; admins and open groups are answered."""
    room = telegram.group("讀書會", members=[ana, boss])
    async with running(only(desk, room.id), telegram) as talk:
        ana.says("/start")
        (told,) = await talk.told(ana)
        assert str(ana.id) in told["text"]
        ana.says(QUESTION)
        assert await talk(ana.says(f"/ask {QUESTION}", chat=room))
        assert await talk(boss.says(QUESTION))
        assert len(telegram.replies(ana)) == 1


async def test_a_person_can_be_opened_to(desk: Desk, telegram: Telegram, ana: Person) -> None:
    """By their number."""
    async with running(only(desk, ana.id), telegram) as talk:
        assert await talk(ana.says(QUESTION))
