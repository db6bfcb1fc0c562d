import pytest

from bot.emulator import Person, Telegram
from bot.records.subscriptions import Subscription
from bot.service.desk import Desk
from tests.bot.conftest import Talk, running
from tests.bot.telegram.handlers.test_admission import only


@pytest.fixture
def telegram() -> Telegram:
    """Return a Telegram with privacy mode, as bots have it unless changed."""
    return Telegram(username="youju_bot")


async def test_a_group_is_told_what_the_bot_hears(
    talk: Talk, telegram: Telegram, boss: Person
) -> None:
    """With privacy mode it hears commands and replies, and says how to change that."""
    room = telegram.group("讀書會", owner=boss, bot="left")
    await talk.caught_up(room.adds_bot())
    (told,) = await talk.told(room)
    assert "/ask" in told["text"]
    assert "I cannot hear “@youju_bot question” here" in told["text"]


async def test_an_administrator_hears_everything(
    talk: Talk, telegram: Telegram, boss: Person
) -> None:
    """Then mentioning works."""
    room = telegram.group("讀書會", owner=boss, bot="left")
    await talk.caught_up(room.adds_bot(role="administrator"))
    (told,) = await talk.told(room)
    assert "Mentioning @youju_bot works, too." in told["text"]


async def test_a_group_that_is_not_open_is_left(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """After saying its number, which opens it."""
    room = telegram.group("讀書會", owner=ana, bot="left")
    async with running(only(desk, 5), telegram):
        room.adds_bot(by=ana)
        await telegram.wait_for("leaveChat")
        assert str(room.id) in telegram.replies(room)[0]["text"]


async def test_where_it_was_removed_nothing_is_told(
    talk: Talk, telegram: Telegram, desk: Desk, boss: Person
) -> None:
    """The subscriptions of that group are dropped; nobody who blocks the bot hears from it."""
    room = telegram.group("讀書會", owner=boss)
    one = Subscription(1.0, str(room.id), "", "5", "en", "new", "", 0, 0.0)
    await desk.records.subscriptions.put(one)
    await talk.handled(room.kicks_bot())
    assert await desk.records.subscriptions.count() == 0
    assert telegram.replies(room) == []
