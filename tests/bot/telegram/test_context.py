from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, MessageOriginHiddenUser, Update, User

from bot.emulator import Person, Telegram
from bot.records.groups import GroupSettings
from bot.records.preferences import Preference
from bot.service.desk import Desk
from bot.telegram.context import Context
from knowledge import StoreError
from tests.bot.conftest import Talk


@pytest.fixture
def context(talk: Talk) -> Context:
    """Return a context of the application, as a handler gets it."""
    return Context(talk.application)


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
    assert context.session(update(boss)).is_admin
    assert not context.session(update(User(number + 1, "Boss", is_bot=False))).is_admin
    assert not context.session(update(boss, forwarded=True)).is_admin
    assert not context.session(update(boss, edited=True)).is_admin
    assert not context.session(Update(1)).is_admin


def test_language_of_the_sender(context: Context) -> None:
    """The bot speaks the sender's language, or the operator's choice where it is not known."""
    english = User(1, "E", is_bot=False, language_code="en")
    assert context.session(update(english)).say.language == "en"
    assert context.session(Update(1)).say.language == context.desk.settings.language


async def test_what_was_chosen_comes_first(context: Context, talk: Talk, desk: Desk) -> None:
    """A group's language, then the person's, then the client's; read once an update."""
    english = update(User(7, "E", is_bot=False, language_code="en"))
    await desk.records.preferences.put("7", Preference("zh-Hans", easy=True))
    await context.begin(english)
    assert context.session(english).say.language == "zh-Hans"
    assert context.session(english).manner == "easy"
    room = Chat(-7, "supergroup")
    now = datetime.now(UTC)
    message = Message(1, now, room, from_user=english.effective_user, text="x")
    in_group = Update(1, message=message)
    await desk.records.groups.put("-7", GroupSettings("zh-Hant"))
    fresh = Context(talk.application)
    await fresh.begin(in_group)
    assert fresh.session(in_group).say.language == "zh-Hant"
    assert fresh.session(in_group).manner == "short"
    await desk.records.groups.put("-7", GroupSettings("en"))
    assert fresh.session(in_group).say.language == "zh-Hant"
    await fresh.begin(in_group)
    assert fresh.session(in_group).say.language == "en"


async def test_a_database_that_cannot_be_read(
    context: Context, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The apology for it is in the client's language: choices are not known then."""

    async def broken(*_: object) -> None:
        raise StoreError("locked")

    monkeypatch.setattr(type(desk.records), "memory", broken)
    english = update(User(7, "E", is_bot=False, language_code="en"))
    await context.begin(english)
    assert context.session(english).say.language == "en"


async def test_a_forgotten_language_is_the_clients(context: Context, desk: Desk) -> None:
    """A language that this version does not speak any more is as if it was never chosen."""
    await desk.records.preferences.put("7", Preference("eo"))
    english = update(User(7, "E", is_bot=False, language_code="en"))
    await context.begin(english)
    assert context.session(english).say.language == "en"


async def test_an_apology_knows_the_language(context: Context, talk: Talk, desk: Desk) -> None:
    """Another context of the same update knows what was loaded; another update does not."""
    english = update(User(7, "E", is_bot=False, language_code="en"))
    await desk.records.preferences.put("7", Preference("zh-Hans"))
    await context.begin(english)
    assert Context(talk.application).session(english).say.language == "zh-Hans"
    assert context.session(Update(2, message=english.message)).say.language == "en"


def test_a_session_knows_topic_and_author(
    context: Context, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """A place is chat, topic, person and message; an anonymous admin is the chat itself."""
    forum = telegram.group("論壇", members=[ana], admins=[boss], topics=["問答"])
    topic = Update.de_json(ana.says("x", chat=forum, thread="問答").update or {})
    plain = Update.de_json(boss.says("x", chat=forum, anonymous=True).update or {})
    assert context.session(topic).place("1").thread == str(forum.topics["問答"])
    place = context.session(plain).place("1")
    assert (place.thread, place.person) == ("", str(forum.id))
