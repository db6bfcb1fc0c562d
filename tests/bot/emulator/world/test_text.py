import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.world.errors import ApiError
from bot.emulator.world.text import CAPTION_LIMIT, TEXT_LIMIT, Entity, checked_text, utf16_length


def bold(offset: int, length: int) -> Entity:
    """Return a bold entity."""
    return {"type": "bold", "offset": offset, "length": length}


def test_limit_counts_utf16_units() -> None:
    """A text of 2048 emoji fits, and one more character does not."""
    longest = "😀" * (TEXT_LIMIT // 2)
    assert checked_text(longest, [])[0] == longest
    with pytest.raises(ApiError, match="message is too long"):
        checked_text(longest + "據", [])


def test_caption_has_its_own_limit() -> None:
    """A caption ends at 1024 UTF-16 units."""
    with pytest.raises(ApiError, match="message caption is too long"):
        checked_text("據" * (CAPTION_LIMIT + 1), [], CAPTION_LIMIT)


@pytest.mark.parametrize(("text", "problem"), [("", "is empty"), (" \n\u3000", "non-empty")])
def test_text_must_say_something(text: str, problem: str) -> None:
    """A text without a visible character is refused."""
    with pytest.raises(ApiError, match=problem):
        checked_text(text, [])


def test_lone_surrogate_is_refused() -> None:
    """A text that cannot be UTF-8 is refused."""
    with pytest.raises(ApiError, match="UTF-8"):
        checked_text("a\ud83d", [])


@pytest.mark.parametrize(
    "entity",
    [
        bold(0, 4),
        bold(-1, 2),
        bold(2, 1),
        bold(1, 1),
        bold(0, 0),
        {"type": "bold"},
        {"type": "shiny", "offset": 0, "length": 1},
        {"type": "text_link", "offset": 0, "length": 1},
        {"type": "text_mention", "offset": 0, "length": 1},
    ],
)
def test_bad_entity_is_refused(entity: Entity) -> None:
    """An entity outside "據😀", through its emoji, without extent or incomplete is a 400."""
    with pytest.raises(ApiError, match=r"[eE]ntity"):
        checked_text("據😀", [entity])


def test_hundred_and_first_entity_is_refused() -> None:
    """More entities than Telegram keeps are an error here, not a loss."""
    text = "a" * 101
    assert len(checked_text(text, [bold(at, 1) for at in range(100)])[1]) == 100
    with pytest.raises(ApiError, match="101 entities"):
        checked_text(text, [bold(at, 1) for at in range(101)])


def test_trimming_moves_entities() -> None:
    """White space around the text goes, and entities stay on their words."""
    text, entities = checked_text("  \n有據 可查 \n", [bold(6, 2), bold(3, 4), bold(0, 3)])
    assert text == "有據 可查"
    assert entities == [bold(0, 4), bold(3, 2)]


def test_ideographic_space_is_kept() -> None:
    """Telegram trims ASCII white space only."""
    assert checked_text("\u3000\u3000段落", [])[0] == "\u3000\u3000段落"


@given(st.text(alphabet="a據😀 \n", min_size=1), st.data())
def test_entities_stay_on_their_characters(text: str, data: st.DataObject) -> None:
    """For any text, a trimmed entity covers the trimmed part of what it covered."""
    if not text.strip():
        return
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    marked = bold(utf16_length(text[:first]), utf16_length(text[first:last]))
    kept, entities = checked_text(text, [marked])
    assert kept == text.strip()
    assert [_cut(kept, entity).strip() for entity in entities] in (
        [text[first:last].strip()],
        [],
    )
    assert bool(entities) >= bool(text[first:last].strip())


def _cut(text: str, entity: Entity) -> str:
    units = text.encode("utf-16-le")
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return units[2 * start : 2 * end].decode("utf-16-le")
