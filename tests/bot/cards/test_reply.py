from hypothesis import given
from hypothesis import strategies as st

from bot.cards.reply import MOST_MARKS, Composition, shortened, units
from knowledge import Span


def test_composition_places_marks() -> None:
    """Marks stand where their piece stands, also those inside a piece."""
    reply = Composition().add("ab").add("cde", "bold", inside=[("italic", Span(1, 3))]).reply()
    assert reply.text == "abcde"
    assert [(m.style, m.span) for m in reply.marks] == [
        ("bold", Span(2, 5)),
        ("italic", Span(3, 5)),
    ]


def test_empty_pieces_have_no_marks() -> None:
    """A piece without text leaves no mark, which Telegram would refuse."""
    assert Composition().add("", "bold").add("x").reply().marks == ()


def test_marks_are_limited() -> None:
    """A message never carries more marks than Telegram keeps."""
    text = Composition()
    for _ in range(MOST_MARKS + 5):
        text.add("x", "bold")
    assert len(text.reply().marks) == MOST_MARKS


@given(st.text(), st.integers(1, 50), st.sampled_from(["start", "end"]))
def test_shortened_fits(text: str, room: int, keep: str) -> None:
    """A shortened text fits its room and is the beginning or the end of the original."""
    short = shortened(text, room, keep="start" if keep == "start" else "end")
    assert units(short) <= room
    if short != text:
        kept = short.strip("…") if "…" not in text else short[:-1] if keep == "start" else short[1:]
        assert text.startswith(kept) if keep == "start" else text.endswith(kept)
