"""An admin writes /ban or /unban: who is meant, and what is told?

Invariant: whoever is not clearly meant is not banned.
"""

from bot.cards.reply import Reply
from bot.messages import Messages
from bot.service.bans import ban, lift_ban
from bot.telegram.context import Context
from bot.telegram.requests import Command, number_in


async def on_ban(command: Command, context: Context) -> Reply:
    """Ignore whoever wrote the message replied to, or has the number behind the command."""
    person, say = _person(command), command.session.say
    if person is None:
        return _nobody(say)
    if not await ban(person, context.desk):
        return Reply(say("Admins of this bot cannot be banned."))
    words = say("{number} is not answered any more. /unban {number} lifts it.", number=person)
    return Reply(words)


async def on_unban(command: Command, context: Context) -> Reply:
    """Answer somebody again."""
    person, say = _person(command), command.session.say
    if person is None:
        return _nobody(say)
    if await lift_ban(person, context.desk):
        return Reply(say("{number} is answered again.", number=person))
    return Reply(say("{number} was not banned.", number=person))


def _nobody(say: Messages) -> Reply:
    return Reply(say("Reply to a message of the person, or write their number."))


def _person(command: Command) -> int | None:
    """Return the number of the person that is meant, if that is clear."""
    words, answered = command.words, command.message.reply_to_message
    if len(words) == 1:
        return number_in(words[0])
    if not words and answered and answered.from_user and not answered.sender_chat:
        return answered.from_user.id
    return None
