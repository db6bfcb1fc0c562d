from datetime import date

import pytest
from hypothesis import given

from bot.cards import picture
from bot.cards.reply import units
from bot.emulator import Person
from bot.errors import BotError
from bot.messages import LANGUAGES, messages
from bot.records.statistics import Day, Statistics
from bot.telegram.handlers.stats import render_statistics
from tests.bot.cards.test_article import LONG
from tests.bot.conftest import Talk

LONGEST_CAPTION = 1024  # units that Telegram takes below a picture


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


@given(LONG)
def test_the_numbers_fit_below_a_picture(words: str) -> None:
    """Whatever was asked, in every language."""
    rows = ((words, 10**6),) * picture.LISTED
    day = Day(date(2026, 11, 24), 10**6, 10**6, 10**6)
    for language in LANGUAGES:
        reply = render_statistics(
            Statistics((day, day), 10**6, rows, rows),
            messages(language),
        )
        assert units(reply.text) <= LONGEST_CAPTION
