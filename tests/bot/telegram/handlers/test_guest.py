import pytest

from bot.emulator import Person, Room, Telegram
from bot.records.groups import GroupSettings
from bot.service.desk import Desk
from knowledge import Scope
from tests.bot.conftest import Talk, labels

FACTORIES = "上海將新增多少家智能工廠？"


@pytest.fixture
def elsewhere(telegram: Telegram, ana: Person) -> Room:
    """Return a group in which the bot is not."""
    return telegram.group("別處", members=[ana], bot="left")


async def test_a_guest_answers_once(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person, elsewhere: Room
) -> None:
    """Mentioned where it is not, the bot posts the passage with its source, and a way to it."""
    await talk.handled(ana.summons(f"@youju_bot {FACTORIES}", chat=elsewhere))
    (said,) = telegram.replies(elsewhere)
    assert "新增40家智能工廠" in said["text"]
    assert labels(said) == ["看原文出處"]
    assert await desk.records.turns.get(1) is None


async def test_a_guest_says_when_it_does_not_know(
    talk: Talk, telegram: Telegram, ana: Person, elsewhere: Room
) -> None:
    """Who calls somebody in gets an answer, also that there is none."""
    await talk.handled(ana.summons("@youju_bot 如何重設密碼 xyzzy?", chat=elsewhere))
    await talk.handled(ana.summons("@youju_bot 北京的數字化轉型方案是什麼？", chat=elsewhere))
    none, close = telegram.replies(elsewhere)
    assert none["text"] == "文章沒有提到。"
    assert close["text"].startswith("文章沒有直接說明")


async def test_a_bare_mention_is_no_question(
    talk: Talk, telegram: Telegram, ana: Person, elsewhere: Room
) -> None:
    """Nothing asked, nothing answered; and an update that comes twice is answered once."""
    await talk.handled(ana.summons("@youju_bot", chat=elsewhere))
    assert telegram.replies(elsewhere) == []
    asked = ana.summons(f"@youju_bot {FACTORIES}", chat=elsewhere)
    await talk.handled(asked)
    telegram.redeliver(asked)
    await talk.caught_up(ana.says("/about"))
    assert len(telegram.replies(elsewhere)) == 1


async def test_a_guest_keeps_to_what_the_chat_chose(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person, elsewhere: Room
) -> None:
    """Where the bot was a member once, the choice of that group still holds."""
    client = GroupSettings(scope=Scope(("client.md",)))
    await desk.records.groups.put(str(elsewhere.id), client)
    await talk.handled(ana.summons(f"@youju_bot {FACTORIES}", chat=elsewhere))
    await talk.handled(ana.summons("@youju_bot Where was the client released?", chat=elsewhere))
    outside, inside = telegram.replies(elsewhere)
    assert outside["text"] == "文章沒有提到。"
    assert "Lisbon" in inside["text"]
