from datetime import UTC, datetime

from telegram import CallbackQuery, Chat, Message, Update, User

from bot.emulator import Person, Room, Telegram
from bot.telegram.context import Context
from bot.telegram.handlers.permissions import ANONYMOUS_ADMIN, is_group_admin
from tests.bot.conftest import Talk


def said(chat: int, user: int, sender: int | None = None) -> Update:
    """Return an update with a message in a group."""
    kind = Chat(chat, "supergroup", title="R")
    by = Chat(sender, "supergroup", title="S") if sender else None
    person = User(user, "P", is_bot=False)
    now = datetime.now(UTC)
    return Update(1, message=Message(1, now, kind, from_user=person, sender_chat=by, text="x"))


async def leads(update: Update, context: Context) -> bool:
    """Tell whether whoever acts in an update decides about its group."""
    return await is_group_admin(context.session(update), context)


async def test_who_leads_a_group(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person, room: Room
) -> None:
    """Its administrators, the bot's admins, and who writes in the name of the group itself."""
    context = Context(talk.application)
    assert not await leads(said(room.id, ana.id), context)
    assert await leads(said(room.id, boss.id), context)
    room.promotes(ana)
    assert await leads(said(room.id, ana.id), context)
    assert await leads(said(room.id, ANONYMOUS_ADMIN, room.id), context)
    assert not await leads(said(room.id, ANONYMOUS_ADMIN, room.id - 1), context)
    assert not await leads(said(room.id, ANONYMOUS_ADMIN), context)
    telegram.fail("getChatMember", 400, "Bad Request: user not found")
    assert not await leads(said(room.id, ana.id), context)


async def test_an_anonymous_administrator_presses(talk: Talk, room: Room) -> None:
    """Only administrators can press in the name of the group."""
    message = said(room.id, 1).message
    person = User(ANONYMOUS_ADMIN, "Group", is_bot=True)
    query = CallbackQuery("1", person, "1", message=message, data="x")
    assert await leads(Update(1, callback_query=query), Context(talk.application))


async def test_nobody_leads_a_private_chat_but_an_admin(talk: Talk, ana: Person) -> None:
    """A reader alone with the bot is no administrator of anything."""
    person = User(ana.id, "Ana", is_bot=False)
    chat = Chat(ana.id, "private")
    message = Message(1, datetime.now(UTC), chat, from_user=person, text="x")
    assert not await leads(Update(1, message=message), Context(talk.application))
    assert not await leads(Update(1), Context(talk.application))
