"""A letter can never arrive: who must know?

Invariant: whoever blocked the bot hears nothing more and is dropped; whoever waits for something
that cannot arrive is told so.
"""

import logging

from bot.cards.letters import packed
from bot.cards.reply import Composition, shortened
from bot.messages import messages, spoken
from bot.records.handoffs import Handoff
from bot.records.outbox import Letter
from bot.service.desk import Desk

log = logging.getLogger(__name__)

LONGEST_QUESTION = 300  # units of the question that could not be passed on


async def on_refused(letter: Letter, desk: Desk) -> None:
    """Draw the consequences of a letter that was refused for good."""
    subject, _, rest = letter.key.partition(":")
    number = int(rest.partition(":")[0]) if rest.partition(":")[0].isdecimal() else 0
    if subject == "news":
        await desk.records.subscriptions.drop(letter.chat)
        return
    handoff = await desk.records.handoffs.get(number)
    if handoff is None:
        return
    if subject == "answer":
        await _tell_helpers(handoff, desk)
    elif subject == "ask":
        log.warning("chat %s cannot be asked: a question for a person did not arrive", letter.chat)
        await _tell_asker(handoff, desk)


async def _tell_helpers(handoff: Handoff, desk: Desk) -> None:
    """Tell those who got the question that its reply found nobody."""
    say = messages(desk.settings.language)
    text = Composition().add(say("Your reply could not be delivered"), "bold")
    text.add("\n").add(shortened(handoff.question, LONGEST_QUESTION), "italic")
    text.add("\n\n" + say("The chat of the person who asked cannot be written to any more."))
    body, key = packed(text.reply()), f"undelivered:{handoff.handoff}"
    asked = await desk.records.outbox.about(f"ask:{handoff.handoff}")
    await desk.records.outbox.put(
        *(
            Letter(f"{key}:{one.chat}", desk.now(), one.chat, body, answers=one.message)
            for one in asked
            if one.state == "sent"
        )
    )
    desk.mail.set()


async def _tell_asker(handoff: Handoff, desk: Desk) -> None:
    """Tell whoever asked that the question reached nobody, if that is so."""
    asked = await desk.records.outbox.about(f"ask:{handoff.handoff}")
    if any(one.state != "refused" for one in asked):
        return
    say = spoken(handoff.language, desk.settings.language)
    text = Composition().add(say("Your question could not be passed on"), "bold")
    text.add("\n").add(shortened(handoff.question, LONGEST_QUESTION), "italic")
    if desk.settings.contact:
        contact = say("You can ask a person: {contact}", contact=desk.settings.contact)
        text.add("\n\n" + contact)
    place = handoff.place
    letter = Letter(
        f"unreachable:{handoff.handoff}",
        desk.now(),
        place.chat,
        packed(text.reply()),
        place.thread,
        place.message,
    )
    await desk.records.outbox.put(letter)
    desk.mail.set()
