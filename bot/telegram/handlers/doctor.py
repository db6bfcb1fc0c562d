"""An admin asks whether everything is as it should be.

Invariant: what is told names no person and no token.
"""

from bot.cards.reply import LONGEST_TEXT, Composition, Reply, shortened
from bot.messages import Messages
from bot.observing import diagnosis
from bot.telegram.context import Context
from bot.telegram.requests import Command


async def on_doctor(command: Command, context: Context) -> Reply:
    """Tell an admin what is fine and what to mend."""
    say, desk = command.session.say, context.desk
    found = [
        *await diagnosis.of_telegram(context.bot, say),
        *await diagnosis.of_server(desk, say),
        *await diagnosis.of_traffic(desk, say),
        *await diagnosis.of_chat(context.bot, command.message.chat, say),
        *await diagnosis.of_articles(desk, say),
        *await diagnosis.of_replicas(desk, say),
        *await diagnosis.of_people(desk, say),
        *diagnosis.of_machine(desk.settings, say),
    ]
    text = Composition().add(_verdict(diagnosis.worst(found), say), "bold")
    text.add("\n\n" + shortened("\n".join(map(str, found)), LONGEST_TEXT // 2))
    return text.reply()


def _verdict(state: diagnosis.State, say: Messages) -> str:
    if state == "broken":
        return say("Something is broken.")
    return say("All is well.") if state == "fine" else say("It works; some things could be better.")
