import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.world.entities import detect
from bot.emulator.world.text import checked_text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/ask 數位轉型", [("bot_command", "/ask")]),
        ("/ask@articles_bot 數位", [("bot_command", "/ask@articles_bot")]),
        ("@articles_bot 數位", [("mention", "@articles_bot")]),
        ("問 @articles_bot", [("mention", "@articles_bot")]),
        ("https://a.example/x?y=1#z 見此", [("url", "https://a.example/x?y=1#z")]),
        ("見「https://a.example」", [("url", "https://a.example")]),
        ("#數位 轉型", [("hashtag", "#數位")]),
        ("/ask數位", []),
        ("@articles_bot數位", []),
        ("mail@example and 1/2", []),
    ],
)
def test_typed_text_has_entities(text: str, found: list[tuple[str, str]]) -> None:
    """Commands, mentions, links and hashtags are found where Telegram's own patterns find them."""
    cut = [
        (entity["type"], text[entity["offset"] :][: entity["length"]]) for entity in detect(text)
    ]
    assert cut == found


def test_offsets_count_utf16_units() -> None:
    """A command after an emoji begins at unit 3."""
    assert detect("😀 /ask") == [{"type": "bot_command", "offset": 3, "length": 4}]


@given(st.text(alphabet="/@# a據😀_b.:h", max_size=40))
def test_found_entities_are_valid(text: str) -> None:
    """Whatever is typed, the entities found lie inside the text and cut no surrogate pair."""
    if text.strip():
        checked_text(text, detect(text))
