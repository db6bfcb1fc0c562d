"""What can happen to a group or a channel as a whole?

Invariant: everything that happens leaves the service message and the update that Telegram makes of
it, and roles are those the methods tell.
"""

from itertools import count

from bot.emulator.people import Person
from bot.emulator.world.delivery import Delivery, change_role, deliver_message
from bot.emulator.world.entities import detect
from bot.emulator.world.posting import post
from bot.emulator.world.state import Chat, Json, Role, State, User

FIRST_SUPERGROUP = -1_001_000_000_001  # supergroups and channels count down from -100…
TOPIC_COLOUR = 0x6FB9F0  # the first of the six colours that Telegram offers

# Telegram's own account: the author of posts forwarded from a channel into its discussion group.
FORWARDER = User(777000, "Telegram", is_bot=False)


class Room:
    """A group or supergroup; made by `Telegram.group`."""

    def __init__(self, state: State, chat: Chat, owner: User) -> None:
        self._state = state
        self._chat = chat
        self._owner = owner

    @property
    def id(self) -> int:
        """Return the chat id, which changes when the group migrates."""
        return self._chat.id

    @property
    def chat(self) -> Chat:
        """Return the chat itself."""
        return self._chat

    @property
    def topics(self) -> dict[str, int]:
        """Return the thread ids of the topics by name."""
        return dict(self._chat.topics)

    def adds_bot(self, *, by: Person | None = None, role: Role = "member") -> Delivery:
        """Add the bot; it gets the change of its role and the service message."""
        change_role(self._state, self._chat, self._actor(by), self._state.bot, role)
        return self._service({"new_chat_members": [self._state.bot.as_json()]}, by)

    def kicks_bot(self, *, by: Person | None = None) -> Delivery:
        """Remove the bot for good."""
        return change_role(self._state, self._chat, self._actor(by), self._state.bot, "kicked")

    def promotes_bot(self, *, by: Person | None = None) -> Delivery:
        """Make the bot an administrator, who hears everything."""
        return change_role(
            self._state, self._chat, self._actor(by), self._state.bot, "administrator"
        )

    def mutes_bot(self) -> None:
        """Forbid ordinary members to write; the bot is not told."""
        self._chat.muted = True

    def welcomes(self, person: Person) -> Delivery:
        """Let a person join."""
        change_role(self._state, self._chat, person.user, person.user, "member")
        return self._service({"new_chat_members": [person.user.as_json()]}, person)

    def loses(self, person: Person) -> Delivery:
        """Let a person leave."""
        change_role(self._state, self._chat, person.user, person.user, "left")
        return self._service({"left_chat_member": person.user.as_json()}, person)

    def promotes(self, person: Person, *, anonymous: bool = False) -> Delivery:
        """Make a person an administrator, who may remain anonymous."""
        if anonymous:
            self._chat.anonymous.add(person.id)
        return change_role(self._state, self._chat, self._owner, person.user, "administrator")

    def opens_topic(self, name: str, *, by: Person | None = None) -> Delivery:
        """Open a topic; its thread id is the id of the service message."""
        if self._chat.type != "supergroup":
            raise ValueError(f"{self._chat.title} is a basic group, which has no topics")
        self._chat.is_forum = True
        content = {"forum_topic_created": {"name": name, "icon_color": TOPIC_COLOUR}}
        message = post(self._state, self._chat, {"from": self._actor(by).as_json()}, content)
        thread_id = self._chat.topics[name] = message["message_id"]
        message |= {"message_thread_id": thread_id, "is_topic_message": True}
        return deliver_message(self._state, self._chat, message)

    def migrates(self) -> int:
        """Turn the basic group into a supergroup; return the old id, which no longer works."""
        old = self._chat
        if old.type != "group":
            raise ValueError(f"{old.title} is a {old.type} already")
        new = self._state.new_chat(new_room_id(self._state), "supergroup", old.title, None)
        new.roles, new.anonymous = old.roles, old.anonymous
        self._service({"migrate_to_chat_id": new.id}, None)
        old.migrated_to = new.id
        self._chat = new
        self._service({"migrate_from_chat_id": old.id}, None)
        return old.id

    def _service(self, content: Json, by: Person | None) -> Delivery:
        author = {"from": self._actor(by).as_json()}
        message = post(self._state, self._chat, author, content)
        return deliver_message(self._state, self._chat, message)

    def _actor(self, by: Person | None) -> User:
        return self._owner if by is None else by.user


class Channel:
    """A channel, perhaps with a linked discussion group; made by `Telegram.channel`."""

    def __init__(self, state: State, chat: Chat, linked: Room | None) -> None:
        self._state = state
        self._chat = chat
        self._linked = linked

    @property
    def id(self) -> int:
        """Return the chat id."""
        return self._chat.id

    @property
    def chat(self) -> Chat:
        """Return the chat itself."""
        return self._chat

    def posts(self, text: str) -> Delivery:
        """Publish a text; a linked group gets it as an automatic forward from 777000.

        The delivery is the forward's where a group is linked, otherwise the channel post's.
        """
        found = detect(text)
        content: Json = {"text": text, **({"entities": found} if found else {})}
        channel = self._chat.as_json()
        original = post(self._state, self._chat, {"sender_chat": channel}, dict(content))
        posted = deliver_message(self._state, self._chat, original, "channel_post")
        if self._linked is None:
            return posted
        content["is_automatic_forward"] = True
        content["forward_origin"] = {
            "type": "channel",
            "date": original["date"],
            "chat": channel,
            "message_id": original["message_id"],
        }
        author = {"from": FORWARDER.as_json(), "sender_chat": channel}
        forward = post(self._state, self._linked.chat, author, content)
        return deliver_message(self._state, self._linked.chat, forward)


def new_room_id(state: State) -> int:
    """Return an id for a supergroup or channel that no chat has."""
    return next(number for number in count(FIRST_SUPERGROUP, -1) if number not in state.chats)
