"""What else can be seen of an answer that was given: another passage, its context, its paragraph?

Invariant: a turn is found only in the chat in which it was answered; what is seen follows from the
articles that can be seen now, and a passage that is gone is told as gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.buttons import Shown
from bot.records.turns import Turn
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Changed, Citation, StoredPassage, Verdict


@dataclass(frozen=True, slots=True)
class View:
    """One of the passages of an answer; `around` it for its context, `cited` all for a passage."""

    citation: Citation
    shown: Shown
    around: tuple[StoredPassage | None, StoredPassage | None] = (None, None)
    cited: Sequence[StoredPassage] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A passage that is not in the articles any more; `changed` if it is known how."""

    changed: Changed | None


async def turn_here(session: Session, number: int, desk: Desk) -> Turn | None:
    """Return a turn by its number if it belongs to the chat of a session."""
    turn = await desk.records.turns.get(number)
    return turn if turn and turn.place.chat == session.chat else None


async def view(
    session: Session, turn: Turn, name: str, position: int, desk: Desk
) -> View | Gone | None:
    """Return a view of a passage of a turn's answer; None if there is none at that position.

    The views are `passage`, `context` (between its neighbours) and `whole` (its paragraph).
    """
    if position >= len(turn.passages):
        return None
    articles, key = visible_to(session, desk), turn.passages[position]
    citation = await articles.cite(turn.question, key)
    if citation is None:
        return await gone(session, key, desk)
    shown = Shown(turn.turn, position, len(turn.passages), Verdict(turn.verdict))
    if name == "context":
        return View(citation, shown, around=await articles.catalogue.around(citation.passage))
    if name == "whole":
        return View(citation, shown)
    found = [await articles.catalogue.passage(other) for other in turn.passages]
    return View(citation, shown, cited=[p for p in found if p] if all(found) else ())


async def gone(session: Session, key: str, desk: Desk) -> Gone:
    """Return what is known of a passage that is not there any more as it was."""
    return Gone(await visible_to(session, desk).catalogue.changed(key))
