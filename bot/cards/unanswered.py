"""How do the questions that were not answered read, all and one of them?

Invariant: who asked is never shown here, only how often and by how many.
"""

from collections.abc import Sequence

from bot.cards.article import IN_A_ROW, LISTED, card_button
from bot.cards.reply import Button, Composition, Reply, shortened
from bot.messages import Messages
from bot.records.unanswered import Gathered

LONGEST_QUESTION = 200  # units in the list
WORDINGS = 8  # of one question


def render_unanswered(found: Sequence[Gathered], start: int, days: int, say: Messages) -> Reply:
    """Return a page of the list, whose first has a place from 0 in the whole."""
    if not found:
        return Reply(say("Every question of the last {days} days was answered.", days=days))
    text = Composition().add(say("Not answered in {days} days", days=days), "bold")
    page = found[start : start + LISTED]
    for place, one in enumerate(page, start=start + 1):
        text.add(f"\n\n{place}. {shortened(one.latest.question, LONGEST_QUESTION)}")
        text.add(f" · {_how_often(one, say)}", "italic")
    buttons = [
        card_button(str(place), "unanswered", one.latest.turn)
        for place, one in enumerate(page, start=start + 1)
    ]
    rows = [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
    turns = _turns(start, len(found))
    return text.reply(*rows, *((turns,) if turns else ()))


def render_gathered(one: Gathered, say: Messages) -> Reply:
    """Return the card of a question: its wordings, and the ways to answer it."""
    text = Composition().add(shortened(one.latest.question, LONGEST_QUESTION), "bold")
    text.add(f"\n{_how_often(one, say)}", "italic")
    others = one.wordings[1 : WORDINGS + 1]
    text.add("".join(f"\n• {shortened(wording, LONGEST_QUESTION)}" for wording in others))
    return text.reply(
        (card_button(say("Write the answer"), "write", one.latest.turn),),
        (card_button(say("Back to the list"), "notanswered", 0),),
    )


def _how_often(one: Gathered, say: Messages) -> str:
    times = say.count("{number} time", "{number} times", one.times)
    people = say.count("{number} person", "{number} people", one.people)
    return f"{times} · {people}"


def _turns(start: int, total: int) -> tuple[Button, ...]:
    turns = []
    if start > 0:
        turns.append(card_button("‹", "notanswered", max(0, start - LISTED)))
    if start + LISTED < total:
        turns.append(card_button("›", "notanswered", start + LISTED))
    return tuple(turns)
