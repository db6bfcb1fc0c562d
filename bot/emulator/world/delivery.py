"""What becomes of something people do: does the bot get an update of it?

Invariant: a message that privacy mode hides makes no update at all, and what a delivery holds is a
copy: nothing that happens later changes it.
"""

import copy
from dataclasses import dataclass

from bot.emulator.world.privacy import is_shown
from bot.emulator.world.state import Chat, Json, Role, State, User


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a person did (`message`, where there is one) and the update the bot gets, if any."""

    update: Json | None
    message: Json | None = None

    @property
    def seen(self) -> bool:
        """Tell whether the bot gets an update."""
        return self.update is not None

    @property
    def query_id(self) -> str:
        """Return the id of the callback, inline or guest query that wants an answer."""
        for body in (self.update or {}).values():
            if isinstance(body, dict):
                return str(body.get("guest_query_id", body.get("id")))
        raise LookupError("the bot got no query")


def deliver(state: State, kind: str, body: Json) -> Delivery:
    """Queue an update of some kind."""
    return Delivery(state.updates.add(kind, body))


def deliver_message(state: State, chat: Chat, message: Json, kind: str = "message") -> Delivery:
    """Queue the update of a message, unless it is not for the bot's eyes."""
    update = state.updates.add(kind, message) if is_shown(state, chat, message) else None
    return Delivery(update, copy.deepcopy(message))


def change_role(state: State, chat: Chat, by: User, who: User, role: Role) -> Delivery:
    """Give a user a role in a chat and queue the update that tells of it."""
    before = member_json(chat, who)
    chat.roles[who.id] = role
    change = {
        "chat": chat.as_json(),
        "from": by.as_json(),
        "date": int(state.now()),
        "old_chat_member": before,
        "new_chat_member": member_json(chat, who),
    }
    return deliver(state, "my_chat_member" if who == state.bot else "chat_member", change)


# What Bot API 10.0 tells of an administrator; the emulated ones may do everything.
RIGHTS = (
    """can_be_edited can_manage_chat can_delete_messages can_manage_video_chats
    can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories
    can_edit_stories can_delete_stories can_pin_messages can_manage_topics"""
).split()


def member_json(chat: Chat, user: User) -> Json:
    """Return the ChatMember object of a user in a chat."""
    role = chat.roles.get(user.id, "left")
    member: Json = {"status": role, "user": user.as_json()}
    if role in {"creator", "administrator"}:
        member["is_anonymous"] = user.id in chat.anonymous
    if role == "administrator":
        member |= dict.fromkeys(RIGHTS, True)
    if role == "kicked":
        member["until_date"] = 0
    return member
