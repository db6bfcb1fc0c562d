"""A person got a question: how does the reply come back to whoever asked?

Invariant: only who got a question can answer it; a reply travels as letters, to the chat and topic
of the question, and an edit of it changes the messages that they have become.
"""

import re
from typing import Literal

from bot.cards.answer import render_citation
from bot.cards.buttons import Shown
from bot.cards.handoff import render_no_answer, render_pointer, render_reply, render_request
from bot.cards.letters import packed
from bot.cards.reply import Reply
from bot.messages import Messages, messages, spoken
from bot.records.handoffs import Handoff
from bot.records.outbox import Letter
from bot.service.desk import Desk
from bot.service.handoff import closest_passages
from bot.service.session import Session
from bot.service.visible import visible_in
from knowledge import Verdict

REQUEST = re.compile(r"ask:(\d+):-?\d+")  # key of a letter: which question it tells whom

Decided = Literal["done", "closed", "not an admin", "passage gone"]
"""What became of a decision about a question."""


async def request_of(session: Session, message: str, desk: Desk) -> Handoff | None:
    """Return the question that a message of this chat asks a person to answer."""
    letter = await desk.records.outbox.of_message(session.chat, message)
    match = REQUEST.fullmatch(letter.key) if letter else None
    return await desk.records.handoffs.get(int(match[1])) if match else None


def is_helper(session: Session, desk: Desk, *, is_admin: bool) -> bool:
    """Tell whether questions are answered from here: by admins, or by all of the admins' chat."""
    return is_admin or session.chat == str(desk.settings.admin_chat)


async def answer(handoff: Handoff, text: str, message: str, helper: str, desk: Desk) -> bool:
    """Store a person's reply, by the id of its message; tell whether somebody waits for it."""
    letters = _letters(handoff, text, message, desk)
    await desk.records.handoffs.answer(handoff.handoff, text, helper, *letters)
    desk.mail.set()
    return bool(letters)


async def correct(handoff: Handoff, text: str, message: str, desk: Desk) -> None:
    """Have an edit of a reply reach whoever has the reply already."""
    before = await desk.records.outbox.about(_key(handoff, message))
    if text and (before or not handoff.place.chat):
        letters = _letters(handoff, text, message, desk, at_least=len(before))
        await desk.records.handoffs.correct(handoff.handoff, text, *letters)
        desk.mail.set()


async def decide(
    session: Session, message: str, number: int, position: int | None, desk: Desk
) -> Decided:
    """Point whoever asked to one of the closest passages, or without a position close a question.

    The message is the one that asked for an answer.
    """
    request = await request_of(session, message, desk)
    handoff = await desk.records.handoffs.get(number)
    if request is None or request.handoff != number or handoff is None:
        return "closed"
    if not is_helper(session, desk, is_admin=session.is_from_admin):
        return "not an admin"
    if handoff.state != "open":
        return "closed"
    if position is None:
        await _close(handoff, desk)
    elif not await _point(handoff, position, session.name, desk):
        return "passage gone"
    desk.mail.set()
    return "done"


async def request_now(number: int, desk: Desk) -> tuple[Reply | None, list[Letter]]:
    """Return how a request reads now, and the letters that have become it somewhere."""
    handoff = await desk.records.handoffs.get(number)
    if handoff is None:
        return None, []
    closest = await closest_passages(handoff, desk)
    reply = render_request(handoff, "", closest, messages(desk.settings.language))
    letters = await desk.records.outbox.about(f"ask:{number}")
    return reply, [letter for letter in letters if letter.message]


async def _close(handoff: Handoff, desk: Desk) -> None:
    if handoff.place.chat:
        reply = render_no_answer(handoff.question, _say(handoff, desk))
        letter = _to_asker(handoff, f"answer:{handoff.handoff}:none", reply, desk)
        await desk.records.outbox.put(letter)
    await desk.records.handoffs.dismiss(handoff.handoff)


async def _point(handoff: Handoff, position: int, helper: str, desk: Desk) -> bool:
    if position >= len(handoff.passages):
        return False
    articles = await visible_in(handoff.place.chat, desk)
    citation = await articles.cite(handoff.question, handoff.passages[position])
    if citation is None:
        return False
    say = _say(handoff, desk)
    shown = Shown(handoff.turn, position, len(handoff.passages), Verdict.ANSWERED)
    reply = render_pointer(handoff.question, render_citation(citation, shown, say), say)
    letter = _to_asker(handoff, f"answer:{handoff.handoff}:p{position}", reply, desk)
    await desk.records.handoffs.answer(handoff.handoff, "", helper, letter)
    return True


def _letters(
    handoff: Handoff, text: str, message: str, desk: Desk, *, at_least: int = 0
) -> list[Letter]:
    """Return the letters that bring a reply to who asked; none if nobody waits for it."""
    if not handoff.place.chat:
        return []
    parts = render_reply(handoff.question, text, _say(handoff, desk))
    nothing = (Reply("…"),) * (at_least - len(parts))  # in place of what an edit has taken away
    key = _key(handoff, message)
    return [
        _to_asker(handoff, f"{key}:{n}", part, desk) for n, part in enumerate((*parts, *nothing))
    ]


def _key(handoff: Handoff, message: str) -> str:
    return f"answer:{handoff.handoff}:{message}"


def _to_asker(handoff: Handoff, key: str, reply: Reply, desk: Desk) -> Letter:
    place = handoff.place
    return Letter(key, desk.now(), place.chat, packed(reply), place.thread, place.message)


def _say(handoff: Handoff, desk: Desk) -> Messages:
    """Return the messages in the language of whoever asked."""
    return spoken(handoff.language, desk.settings.language)
