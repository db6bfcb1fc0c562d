"""Which buttons stand under an answer?

Invariant: a button carries a verb, a turn and a position, and everything else is in the database;
it has words on it; there are two rows in a group, three alone with the reader, one where answers
are made easy.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.cards.links import PASSAGE, reading_link
from bot.cards.reply import Button
from bot.messages import Messages
from knowledge import Citation, Verdict, reference

BUTTONS_FORM = "1"  # first part of what buttons send back; other forms are refused politely

Manner = Literal["full", "short", "easy"]
"""How much of an answer is shown: all of it; in a group the sentence and its source; to a person
who reads with difficulty the sentence in plain words."""

Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which of the citations of a turn is shown, counted from 0."""

    turn: int
    position: int
    total: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Surface:
    """Where an answer is shown.

    `bot` is the bot's user name, `inline` whether other chats can be offered what it says, `today`
    the day on which a page is cited.
    """

    manner: Manner = "full"
    bot: str = ""
    inline: bool = False
    today: date = date(2026, 1, 1)


def answer_rows(citation: Citation, shown: Shown, say: Messages, surface: Surface) -> list[Row]:
    """Return the buttons under an answer."""
    if not citation.passage:  # a field of an article stands in no paragraph
        return [(remove_button(shown.turn, say),)] if surface.manner == "short" else []
    if surface.manner == "easy":
        row = _next(shown, say("Another passage"))
        if citation.highlight.of(citation.quote) != citation.quote:
            row.insert(0, Button(say("Show the whole paragraph"), _press("whole", shown)))
        return [tuple(row)] if row else []
    words = say(
        "Next passage ({number} of {total})",
        number=(shown.position + 1) % shown.total + 1,
        total=shown.total,
    )
    first = (Button(say("Context"), _press("context", shown)), *_next(shown, words))
    kept = [] if surface.manner == "short" else [taking_row(citation, shown, say, surface)]
    return [first, *kept, feedback_row(shown, say)]


def context_rows(citation: Citation, shown: Shown, say: Messages, surface: Surface) -> list[Row]:
    """Return the buttons under an answer that stands between its neighbours."""
    back = Button(say("Back to the passage"), _press("passage", shown))
    words = say(
        "Next passage ({number} of {total})",
        number=(shown.position + 1) % shown.total + 1,
        total=shown.total,
    )
    return [(back, *_next(shown, words)), taking_row(citation, shown, say, surface)]


def whole_rows(shown: Shown, say: Messages) -> list[Row]:
    """Return the buttons under a whole paragraph of easy answers."""
    back = Button(say("Back to the sentence"), _press("passage", shown))
    return [(back, *_next(shown, say("Another passage")))]


def taking_row(citation: Citation, shown: Shown, say: Messages, surface: Surface) -> Row:
    """Return the buttons that take something along: a reference, the passage, the article."""
    row = [Button(say("Copy citation"), copied=reference(citation.article, surface.today))]
    if surface.inline:
        row.append(Button(say("Share"), shared=PASSAGE + citation.passage))
    if surface.manner == "short":  # nobody reads a whole article in a group
        row.append(Button(say("Read the article"), url=reading_link(surface.bot, citation.passage)))
    else:
        row.append(Button(say("Read the article"), _press("open", shown)))
    return tuple(row)


def feedback_row(shown: Shown, say: Messages) -> Row:
    """Return the buttons that say something of the answer."""
    return (
        Button(say("Useful"), _press("useful", shown)),
        Button(say("Not useful"), _press("useless", shown)),
        remove_button(shown.turn, say),
    )


def reason_rows(shown: Shown, say: Messages, *, back: bool = True) -> list[Row]:
    """Return the buttons that say why an answer was not useful, and one that leads back to it."""
    last = [Button(say("Not an answer"), _press("noanswer", shown))]
    if back:
        last.append(Button(say("Back to the passage"), _press("passage", shown)))
    wrong = Button(say("Wrong passage"), _press("wrong", shown))
    return [(wrong, Button(say("Out of date"), _press("outdated", shown))), tuple(last)]


def remove_button(turn: int, say: Messages) -> Button:
    """Return the button that takes an answer away."""
    return Button(say("Remove"), f"{BUTTONS_FORM}:delete:{turn}")


def _press(view: str, shown: Shown) -> str:
    """Return what a button about what is shown sends back."""
    return button_data(view, shown.turn, shown.position)


def button_data(view: str, turn: int, position: int) -> str:
    """Return what a button sends back.

    >>> button_data("context", 17, 0)
    '1:context:17:0'
    """
    return f"{BUTTONS_FORM}:{view}:{turn}:{position}"


def _next(shown: Shown, words: str) -> list[Button]:
    if shown.total < 2:  # noqa: PLR2004 - there is no other one
        return []
    following = (shown.position + 1) % shown.total
    return [Button(words, button_data("passage", shown.turn, following))]
