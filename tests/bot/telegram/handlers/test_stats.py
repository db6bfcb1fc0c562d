import pytest

from bot.emulator import Person
from bot.errors import BotError
from tests.bot.conftest import Talk


async def test_admins_get_a_picture_and_the_numbers(talk: Talk, ana: Person, boss: Person) -> None:
    """What was asked, and how it was answered; nobody is named."""
    await talk(ana.says("浙江省的數字化改革元年是哪一年？"))
    sent = await talk.answer(boss.says("/stats"))
    assert sent["photo"]
    assert "1 question · 1 person" in sent["caption"]
    assert "1 × 浙江省的數字化改革元年是哪一年？" in sent["caption"]
    assert str(ana.id) not in sent["caption"]


async def test_without_the_library_the_numbers_come_alone(
    talk: Talk, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is missing."""

    def missing(*_: object) -> bytes:
        raise BotError("the picture needs an extra")

    monkeypatch.setattr("bot.telegram.handlers.stats.draw", missing)
    sent = await talk.answer(boss.says("/stats"))
    assert sent["text"].endswith("(the picture needs an extra)")


async def test_only_admins_count(talk: Talk, ana: Person) -> None:
    """What others ask is not for everyone."""
    told = await talk.answer(ana.says("/stats"))
    assert told["text"] == "只有這個機器人的管理員能這麼做。"
