from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, MessageOriginHiddenUser, Update, User

from bot.application import build
from bot.context import Context, Desk


@pytest.fixture
def context(desk: Desk) -> Context:
    """Return a context of the application, as a handler gets it."""
    return Context(build(desk))


def update(user: User, *, edited: bool = False, forwarded: bool = False) -> Update:
    """Return an update with a message of a user."""
    now = datetime.now(UTC)
    origin = MessageOriginHiddenUser(now, "x") if forwarded else None
    chat = Chat(user.id, "private")
    message = Message(1, now, chat, from_user=user, text="/reload", forward_origin=origin)
    return Update(1, edited_message=message) if edited else Update(1, message=message)


def test_admin_is_a_number(context: Context) -> None:
    """An admin is who has the number; a name, a forward or an edit does not make one."""
    (number,) = context.desk.settings.admins
    boss = User(number, "Boss", is_bot=False)
    assert context.is_admin(update(boss))
    assert not context.is_admin(update(User(number + 1, "Boss", is_bot=False)))
    assert not context.is_admin(update(boss, forwarded=True))
    assert not context.is_admin(update(boss, edited=True))
    assert not context.is_admin(Update(1))


def test_language_of_the_sender(context: Context) -> None:
    """The bot speaks the sender's language, or the operator's choice where it is not known."""
    english = User(1, "E", is_bot=False, language_code="en")
    assert context.say(update(english)).language == "en"
    assert context.say(Update(1)).language == context.desk.settings.language
