"""The articles do not say: how does a question reach a person, and how does the reply come back?

A button hands the question to the admins; whoever answers replies to the message that tells of it.
Invariant: question and reply travel as letters, so a restart loses neither; only who asked can hand
a question on, only who got it can answer, and the reply goes to the chat and topic of the question.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from telegram import CallbackQuery, Message, Update, User
from telegram.error import TelegramError

from bot.cards.answer import render_citation
from bot.cards.buttons import BUTTONS_FORM, Shown
from bot.cards.handoff import (
    CLOSEST,
    handoff_button,
    person_row,
    render_no_answer,
    render_pointer,
    render_reply,
    render_request,
)
from bot.cards.letters import packed
from bot.cards.reply import Reply
from bot.messages import Messages, messages, spoken
from bot.records.handoffs import Handoff
from bot.records.outbox import Letter
from bot.records.turns import Place, Turn
from bot.service.desk import Desk
from bot.telegram import sending
from bot.telegram.context import Context
from knowledge import Verdict

DATA = re.compile(rf"{BUTTONS_FORM}:(person|pick|dismiss):(\d{{1,18}})(?::(\d{{1,3}}))?")
REQUEST = re.compile(r"ask:(\d+):-?\d+")  # key of a letter: which question it tells whom
MOST_OPEN = 5  # questions of one person that wait at a time


def with_person(reply: Reply, turn: int, verdict: str, update: Update, context: Context) -> Reply:
    """Return an answer with the way to a person, where the articles do not say."""
    if verdict == Verdict.ANSWERED.value or not context.desk.settings.helpers:
        return reply
    above = reply.buttons
    if context.manner(update) == "easy":  # two buttons at most
        above = tuple(row[:1] for row in above[:1])
    return Reply(reply.text, reply.marks, (*above, person_row(turn, context.say(update))))


async def on_button(update: Update, context: Context) -> None:
    """Hand a question on, point to a passage, or close it."""
    query, say = update.callback_query, context.say(update)
    match = DATA.fullmatch((query.data if query else None) or "")
    if query is None:
        return
    alert = None
    if match is None or not isinstance(query.message, Message):
        alert = say("This button is out of date. Ask again, please.")
    elif match[1] == "person":
        alert = await _hand_on(int(match[2]), query, update, context)
    else:
        place = int(match[3]) if match[3] else None
        alert = await _decide(int(match[2]), place, query, update, context)
    await sending.acknowledge(query, alert)


async def replied(update: Update, context: Context) -> bool:
    """Pass on what somebody wrote in reply to a handed question; tell whether it was that."""
    message, user = update.message, update.effective_user
    handoff = await _request_above(message, context, admin=context.is_admin(update))
    if message is None or handoff is None:
        return False
    say = context.say(update)
    if not message.text:
        await sending.send(message, Reply(say("Only text can be passed on. Write it, please.")))
        return True
    letters = _letters(handoff, message, context)
    helper = _name(message, user)
    await context.desk.records.handoffs.answer(handoff.handoff, message.text, helper, *letters)
    context.desk.mail.set()
    keep = handoff_button(say("Keep as an answer"), "keep", handoff.handoff)
    done = say("Passed on to the person who asked.") if letters else say("Written down.")
    await sending.send(message, Reply(done, buttons=((keep,),)))
    await _show_state(handoff.handoff, context)
    return True


async def corrected(update: Update, context: Context) -> bool:
    """Have an edit of what was passed on reach the asker; tell whether it was that."""
    message, records = update.edited_message, context.desk.records
    handoff = await _request_above(message, context, admin=context.is_from_admin(update))
    if message is None or handoff is None:
        return False
    before = await records.outbox.about(_key(handoff, message))
    if message.text and (before or not handoff.place.chat):
        letters = _letters(handoff, message, context, at_least=len(before))
        await records.handoffs.correct(handoff.handoff, message.text, *letters)
        context.desk.mail.set()
    return True


def _letters(
    handoff: Handoff, message: Message, context: Context, *, at_least: int = 0
) -> list[Letter]:
    """Return the letters that bring a reply to who asked; none if nobody waits for it."""
    if not handoff.place.chat:
        return []
    parts = render_reply(handoff.question, message.text or "", _theirs(handoff, context))
    nothing = (Reply("…"),) * (at_least - len(parts))  # in place of what an edit has taken away
    key = _key(handoff, message)
    return [
        _to_asker(handoff, f"{key}:{n}", part, context) for n, part in enumerate((*parts, *nothing))
    ]


def _key(handoff: Handoff, message: Message) -> str:
    return f"answer:{handoff.handoff}:{message.message_id}"


async def _request_above(
    message: Message | None, context: Context, *, admin: bool
) -> Handoff | None:
    """Return the question that a message replies to, if it is one and may be answered from here."""
    records = context.desk.records
    answered = message.reply_to_message if message else None
    if message is None or answered is None or message.forward_origin:
        return None
    if message.chat_id != context.desk.settings.admin_chat and not admin:
        return None
    letter = await records.outbox.of_message(str(message.chat_id), str(answered.message_id))
    match = REQUEST.fullmatch(letter.key) if letter else None
    return await records.handoffs.get(int(match[1])) if match else None


async def _hand_on(number: int, query: CallbackQuery, update: Update, context: Context) -> str:
    """Hand the question of a turn to the admins and return what to tell who pressed."""
    desk, say = context.desk, context.say(update)
    turn = await desk.records.turns.get(number)
    message = query.message
    if not isinstance(message, Message) or turn is None or turn.place.chat != str(message.chat_id):
        return say("This button is out of date. Ask again, please.")
    if turn.place.person != str(query.from_user.id):
        return say("Only the person who asked can pass the question on.")
    if await desk.records.handoffs.open_of(turn.place.person) >= MOST_OPEN:
        return say("Several of your questions are waiting already. Wait for a reply, please.")
    asker = _asker(message, query.from_user)
    handoff = _handoff(turn, turn.place, say.language, desk)
    if not await _open(handoff, asker, desk.settings.helpers, desk):
        return say("This question has been passed on already.")
    with suppress(TelegramError):
        await query.edit_message_reply_markup(sending.without(message, query.data))
    return say("Passed on to a person. The reply will come here.")


async def request_answer(turn: Turn, chat: int, context: Context) -> bool:
    """Ask a chat for the answer to a question of which nobody waits for a reply any more.

    Tell whether that question had not been handed on before.
    """
    nowhere = Place("", "", turn.place.person, "")
    handoff = _handoff(turn, nowhere, context.desk.settings.language, context.desk)
    return await _open(handoff, "", (chat,), context.desk)


def _handoff(turn: Turn, to: Place, language: str, desk: Desk) -> Handoff:
    """Return the question of a turn as one for a person, whose reply goes to a place."""
    return Handoff(turn.turn, desk.now(), to, language, turn.question, turn.passages[:CLOSEST])


async def _open(handoff: Handoff, asker: str, helpers: Sequence[int], desk: Desk) -> bool:
    """Store a question with the letters that tell of it; tell whether it is a new one."""
    closest = [await desk.base.cite(handoff.question, key) for key in handoff.passages]
    theirs = messages(desk.settings.language)

    def letters(number: int) -> list[Letter]:
        request = render_request(replace(handoff, handoff=number), asker, closest, theirs)
        return [
            Letter(f"ask:{number}:{chat}", handoff.at, str(chat), packed(request))
            for chat in helpers
        ]

    opened = await desk.records.handoffs.open(handoff, letters)
    desk.mail.set()
    return opened is not None


async def _decide(
    number: int, place: int | None, query: CallbackQuery, update: Update, context: Context
) -> str | None:
    """Point to a passage, or close a question, for one of those who got it."""
    desk, say = context.desk, context.say(update)
    message = query.message
    letter = message and await desk.records.outbox.of_message(
        str(message.chat.id), str(message.message_id)
    )
    match = REQUEST.fullmatch(letter.key) if letter else None
    handoff = await desk.records.handoffs.get(number)
    if match is None or int(match[1]) != number or handoff is None or message is None:
        return say("This question is not waiting any more.")
    if message.chat.id != desk.settings.admin_chat and not context.is_from_admin(update):
        return say("Only admins of this bot can do that.")
    if handoff.state != "open":
        return say("This question is not waiting any more.")
    if place is None:
        await _close(handoff, context)
    elif not await _point(handoff, place, query.from_user, context):
        return say("The articles have changed, and this passage is gone.")
    desk.mail.set()
    await _show_state(number, context)
    return None


async def _close(handoff: Handoff, context: Context) -> None:
    if handoff.place.chat:
        reply = render_no_answer(handoff.question, _theirs(handoff, context))
        letter = _to_asker(handoff, f"answer:{handoff.handoff}:none", reply, context)
        await context.desk.records.outbox.put(letter)
    await context.desk.records.handoffs.dismiss(handoff.handoff)


async def _point(handoff: Handoff, place: int, helper: User, context: Context) -> bool:
    base = context.desk.base
    if place >= len(handoff.passages):
        return False
    citation = await base.cite(handoff.question, handoff.passages[place])
    if citation is None:
        return False
    shown = Shown(handoff.turn, place, len(handoff.passages), Verdict.ANSWERED)
    passage = render_citation(citation, shown, _theirs(handoff, context))
    reply = render_pointer(handoff.question, passage, _theirs(handoff, context))
    letter = _to_asker(handoff, f"answer:{handoff.handoff}:p{place}", reply, context)
    await context.desk.records.handoffs.answer(handoff.handoff, "", helper.full_name, letter)
    return True


async def _show_state(number: int, context: Context) -> None:
    """Show everywhere that a question was answered or closed; a comfort, not worth failing for."""
    desk = context.desk
    handoff = await desk.records.handoffs.get(number)
    if handoff is None:
        return
    closest = [await desk.base.cite(handoff.question, key) for key in handoff.passages]
    reply = render_request(handoff, "", closest, messages(desk.settings.language))
    for letter in await desk.records.outbox.about(f"ask:{number}"):
        if letter.message:
            with suppress(TelegramError):
                await sending.edit(context.bot, int(letter.chat), int(letter.message), reply)


def _to_asker(handoff: Handoff, key: str, reply: Reply, context: Context) -> Letter:
    place = handoff.place
    return Letter(key, context.desk.now(), place.chat, packed(reply), place.thread, place.message)


def _theirs(handoff: Handoff, context: Context) -> Messages:
    """Return the messages in the language of whoever asked."""
    return spoken(handoff.language, context.desk.settings.language)


def _asker(message: Message, user: User) -> str:
    name = f"{user.full_name} (@{user.username})" if user.username else user.full_name
    title = message.chat.title
    return f"{name} · {title}" if title else name


def _name(message: Message, user: User | None) -> str:
    sender = message.sender_chat
    return (sender.title or "" if sender else "") or (user.full_name if user else "")
