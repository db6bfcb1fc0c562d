from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.buttons import Surface
from bot.cards.comparison import render_comparison
from bot.cards.reply import LONGEST_TEXT, MOST_MARKS, units
from bot.messages import messages
from knowledge import Compared, Comparison, Difference, DifferenceKind, Source, Span, StoredPassage

SAY = messages("en")
BOT = Surface(bot="youju_bot")
SOURCE = Source("a", "The harbour light", None, None, None, "https://example.org/light")


def passage(quote: str) -> StoredPassage:
    """Return a passage of an article."""
    return StoredPassage(1, "5a0c13e98d6fa7b4c2d1", quote, 0, len(quote), 2, "", SOURCE)


def compared(
    text: str, quote: str, *differences: tuple[DifferenceKind, str, str], times: int = 1
) -> Compared:
    """Return what a quote says of a text, with differences as words of both."""
    found = tuple(
        Difference(kind, _span(text, said), _span(quote, written))
        for kind, said, written in differences
    )
    one = Comparison(passage(quote), 0.876, Span(0, len(quote)), found)
    return Compared(text, 0.876, (one,) * times, 1)


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


LIGHT = compared(
    "Built in 1878 by Reeve, it does not stand.",
    "Built in 1887 by Reeve, it stands.",
    (DifferenceKind.NUMBER, "1878", "1887"),
    (DifferenceKind.NEGATION, "does not stand", "stands"),
)


def test_a_comparison_reads() -> None:
    """The share, what differs, the passage with a link to its page, and where it can be opened."""
    reply = render_comparison(LIGHT, 7, SAY, surface=BOT, helped=True)
    assert reply.text == (
        "87 % of this text stands in the articles. 2 things differ.\n\n"
        "The harbour light · paragraph 2\n"
        "Built in 1887 by Reeve, it stands.\n"
        "• Number: “1878” here, “1887” in the article.\n"
        "• Yes or no: “does not stand” here, “stands” in the article."
    )
    shown = [(button.label, button.data or button.url) for row in reply.buttons for button in row]
    assert shown == [
        ("Open the place", "https://t.me/youju_bot?start=p5a0c13e98d6fa7b4c2d1"),
        ("None of these", "1:person:7"),
    ]
    marked = {(mark.style, mark.span.of(reply.text)) for mark in reply.marks}
    assert {("underline", "1887"), ("bold", "1887"), ("underline", "stands")} <= marked


def test_words_that_one_side_lacks() -> None:
    """What was added, and what was left out."""
    added = compared("It is not so.", "It is so.", (DifferenceKind.NEGATION, "not", ""))
    assert "Yes or no: the article does not have “not”." in render_comparison(added, 7, SAY).text
    left = compared("It is so.", "It is not so.", (DifferenceKind.NEGATION, "", "not"))
    assert "Yes or no: the article has “not”." in render_comparison(left, 7, SAY).text


def test_several_passages_are_numbered() -> None:
    """Each with its share; in a group the first alone."""
    three = compared("It is so.", "It is so.", times=3)
    reply = render_comparison(three, 7, SAY, surface=BOT)
    assert "2. The harbour light · paragraph 2 · 87 %\n" in reply.text
    assert [row[0].label for row in reply.buttons] == [f"Open passage {n}" for n in (1, 2, 3)]
    short = render_comparison(three, 7, SAY, surface=replace(BOT, manner="short"))
    assert [row[0].label for row in short.buttons] == ["Open the place", "Remove"]


def test_nothing_found() -> None:
    """It is said of the words alone, with the ways to a person."""
    nothing = Compared("It is so.", 0.0, (), 1)
    reply = render_comparison(nothing, 7, SAY, "@editor", helped=True)
    assert reply.text == (
        "None of the articles says this in these words.\n\nYou can ask a person: @editor"
    )
    assert [button.label for row in reply.buttons for button in row] == ["Ask a person"]
    assert render_comparison(nothing, 7, SAY).buttons == ()


@given(st.text("據😀a ", min_size=1, max_size=4000), st.integers(1, 3))
def test_it_fits_a_message(words: str, times: int) -> None:
    """However long the text, the passages and what differs are."""
    every = [(kind, words, words) for kind in DifferenceKind] * 5
    long = compared(words, words, *every, times=times)
    reply = render_comparison(long, 7, SAY, "@editor", BOT, helped=True)
    assert units(reply.text) <= LONGEST_TEXT
    assert len(reply.marks) <= MOST_MARKS
    assert all(mark.span.end <= len(reply.text) for mark in reply.marks)
