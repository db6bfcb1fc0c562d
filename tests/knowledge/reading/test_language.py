import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.language import language_of
from tests.knowledge.reading.examples import ENGLISH, SIMPLIFIED, TRADITIONAL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TRADITIONAL, "zh-Hant"),
        (SIMPLIFIED, "zh-Hans"),
        (ENGLISH, "en"),
        (f"{TRADITIONAL} {ENGLISH}", "zh-Hant"),
        (f"{ENGLISH * 5} (白沙島)", "en"),
        ("之乎者也", None),
        ("これは日本語の文章です。明日は雨が降るでしょう。", None),
        ("오늘은 날씨가 좋습니다.", None),
        ("Die Fähre nach Weißsand fährt jetzt elektrisch, sagt der Kapitän.", None),
        ("2022 — 40%", None),
        ("", None),
    ],
)
def test_the_letters_tell_the_language(text: str, language: str | None) -> None:
    """Chinese in both scripts and English are told; whatever is neither has no language."""
    assert language_of(text) == language


@given(st.text())
def test_any_text_has_one_of_three_languages_or_none(text: str) -> None:
    """A guess is one of the three tags or none, and the same every time."""
    assert language_of(text) in {"zh-Hant", "zh-Hans", "en", None}
    assert language_of(text) == language_of(text)
