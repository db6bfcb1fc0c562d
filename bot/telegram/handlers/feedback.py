"""A reader says whether an answer was useful: what does the reader see?

Invariant: feedback is thanked for and shown to nobody else, so in a group the message stays as it
is, and reasons are asked for in private.
"""

import re
from dataclasses import replace

from telegram import Message

from bot.cards.buttons import BUTTONS_FORM, Shown, reason_rows
from bot.cards.links import REASON, start_link
from bot.cards.reply import Reply
from bot.records.feedback import Reason
from bot.records.turns import Turn
from bot.service.feedback import give, has_complained
from bot.service.session import Session
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.browse import shown_view
from bot.telegram.requests import Press, out_of_date
from knowledge import Verdict

DATA = re.compile(
    rf"{BUTTONS_FORM}:(useful|useless|wrong|outdated|noanswer):(\d{{1,18}}):(\d{{1,3}})"
)
REASONS: dict[str, Reason] = {
    "useful": "",
    "useless": "",
    "wrong": "passage",
    "outdated": "outdated",
    "noanswer": "unanswered",
}


async def on_button(press: Press, context: Context) -> None:
    """Store feedback, thank for it, and ask for a reason where nobody else sees that."""
    session, verb, desk = press.session, press.verb, context.desk
    useful, reason = verb == "useful", REASONS[verb]
    given = await give(session, press.number, desk, useful=useful, reason=reason)
    if given is None:
        await press.answer(out_of_date(session.say))
        return
    elsewhere = given.turn.place.chat != session.person
    if elsewhere and verb == "useless" and given.is_repeated_complaint:
        await sending.open_link(press.query, start_link(session.bot, f"{REASON}{press.number}"))
        return
    await press.answer(_thanks(session, in_private=elsewhere and verb == "useless"), alert=False)
    if press.message and session.chat == session.person:
        await _show(press, given.turn, context)


async def ask_for_reason(turn: int, message: Message, session: Session, context: Context) -> bool:
    """Ask who found an answer of a group not useful why; tell whether they had said so."""
    if not await has_complained(session, turn, context.desk):
        return False
    say = session.say
    rows = reason_rows(Shown(turn, 0, 1, Verdict.ANSWERED), say, back=False)
    words = say("Why was the answer not useful?")
    await sending.send(message, Reply(words, buttons=tuple(rows)))
    return True


def _thanks(session: Session, *, in_private: bool) -> str:
    if in_private:
        return session.say(
            "Noted, and nobody else sees it. Press again to tell me why, in private."
        )
    return session.say("Thank you. Nobody else sees it.")


async def _show(press: Press, turn: Turn, context: Context) -> None:
    """Ask for a reason below the answer, or show the answer as it was."""
    session, position = press.session, press.position or 0
    if turn.place.chat != session.chat:
        reply: Reply | None = Reply(session.say("Thank you. Nobody else sees it."))
    else:
        reply = await shown_view(turn, "passage", position, session, context.desk)
    if reply and press.verb == "useless":
        shown = Shown(turn.turn, position, len(turn.passages), Verdict(turn.verdict))
        reply = replace(reply, buttons=tuple(reason_rows(shown, session.say)))
    if reply:
        await press.show(reply)
