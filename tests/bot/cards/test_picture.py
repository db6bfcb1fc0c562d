from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.cards import picture
from bot.cards.picture import ANSWERED, HEIGHT, RELATED, WIDTH, draw
from bot.errors import BotError
from bot.languages import LANGUAGES, Language
from bot.messages import messages
from bot.records.statistics import Day, Statistics

DAY = Day(date(2026, 11, 24), 30, 10, 2)


def statistics(words: str = "隨申碼？", days: tuple[Day, ...] = (DAY,)) -> Statistics:
    """Return statistics whose texts are some words."""
    return Statistics(days, 5, ((words, 9), (words, 1)), ((words, 3),))


def colours(png: bytes) -> set[str]:
    """Return the colours of a picture."""
    image = Image.open(BytesIO(png)).convert("RGB")
    assert image.size == (WIDTH, HEIGHT)
    found = image.getcolors(WIDTH * HEIGHT)
    assert found
    return {"#{:02X}{:02X}{:02X}".format(*colour) for _, colour in found}  # type: ignore[misc]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars_are_drawn_in_every_language(language: Language) -> None:
    """Each outcome in its colour."""
    found = colours(draw(statistics(), messages(language)))
    assert {ANSWERED, RELATED} <= found


def test_chinese_has_glyphs_of_its_own() -> None:
    """Two characters never look alike, as they would if the font had neither."""
    one, other = (draw(statistics(words), messages("zh-Hant")) for words in ("據", "据"))
    assert one != other


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.integers(0, 10**6))
def test_any_words_and_numbers_can_be_drawn(words: str, number: int) -> None:
    """Whatever people ask, however much."""
    days = (Day(date(2026, 11, 23)), Day(date(2026, 11, 24), number, 0, number))
    assert colours(draw(statistics(words, days), messages("en")))


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers can be told without the picture."""
    monkeypatch.setitem(__import__("sys").modules, "PIL", None)
    with pytest.raises(BotError, match="needs an extra"):
        draw(statistics(), messages("en"))
    assert picture.LISTED == 5
