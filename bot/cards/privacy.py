"""How does what is remembered of a person, and how to end that, read?

Invariant: nothing is deleted with one press: the question comes first.
"""

from bot.cards.article import card_button
from bot.cards.reply import Composition, Reply
from bot.messages import Messages


def render_privacy(days: int, say: Messages) -> Reply:
    """Return the message that says what is remembered, and for how many days."""
    text = Composition().add(say("Privacy"), "bold")
    remembered = say.count(
        "What you ask or forward, the numbers of the chat, of your account and of the message are "
        "kept for {number} day, so that follow-ups, edits and buttons work. Then they are "
        "deleted.",
        "What you ask or forward, the numbers of the chat, of your account and of the message are "
        "kept for {number} days, so that follow-ups, edits and buttons work. Then they are "
        "deleted.",
        days,
    )
    lasting = say("Subscriptions and settings are kept until you end them.")
    given = say(
        "Nothing is given to anyone else, unless you ask a person: then those who run this bot see "
        "your question and your name."
    )
    own = say("/mydata sends you all of it, /forget deletes it.")
    return text.add(f"\n\n{remembered} {lasting}\n\n{given}\n\n{own}").reply()


def render_forget(person: int, say: Messages) -> Reply:
    """Return the question whether everything about a person shall be forgotten."""
    text = Composition().add(say("Forget everything about you?"), "bold")
    lost = say(
        "Your questions, replies that you wait for, subscriptions and settings are deleted at "
        "once. Messages in this chat stay: delete them in Telegram."
    )
    button = card_button(say("Forget everything"), "forget", person)
    return text.add("\n\n" + lost).reply((button,))
