"""What exists in the emulated Telegram, and who is where?

Invariant: `State` is the only home of anything that changes; methods and drivers are functions over
it. Messages are kept in Telegram's own JSON, so what is stored is what travels.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal, Protocol, TypeAlias

from bot.emulator.world.updates import UpdateQueue
from bot.emulator.world.webhook import Webhook

Json: TypeAlias = dict[str, Any]
ChatType = Literal["private", "group", "supergroup", "channel"]
Role = Literal["creator", "administrator", "member", "left", "kicked"]
QueryKind = Literal["callback", "inline", "guest"]
EventKind = Literal["sent", "edited", "deleted", "answered", "reacted", "acted", "drafted"]

PRESENT: frozenset[Role] = frozenset({"creator", "administrator", "member"})
ADMINISTRATORS: frozenset[Role] = frozenset({"creator", "administrator"})


@dataclass(frozen=True, slots=True)
class User:
    """An account: a person or a bot."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    def as_json(self) -> Json:
        """Return the User object of the Bot API."""
        optional = {"username": self.username, "language_code": self.language_code}
        return {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            **{name: value for name, value in optional.items() if value is not None},
        }


@dataclass(slots=True)
class Chat:
    """A place where messages stand, with the roles of its members by user id."""

    id: int
    type: ChatType
    title: str
    message_ids: Iterator[int]
    username: str | None = None
    is_forum: bool = False
    muted: bool = False
    migrated_to: int | None = None
    linked_chat_id: int | None = None
    roles: dict[int, Role] = field(default_factory=dict)
    anonymous: set[int] = field(default_factory=set)
    topics: dict[str, int] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return the Chat object of the Bot API."""
        name = "first_name" if self.type == "private" else "title"
        chat: Json = {"id": self.id, "type": self.type, name: self.title}
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    def holds(self, user_id: int) -> bool:
        """Tell whether a user is in the chat now."""
        return self.roles.get(user_id, "left") in PRESENT

    def is_led_by(self, user_id: int) -> bool:
        """Tell whether a user is an administrator or the creator."""
        return self.roles.get(user_id, "left") in ADMINISTRATORS


class Place(Protocol):
    """Whatever stands for a chat: a person (their private chat), a room, a channel."""

    @property
    def chat(self) -> Chat:
        """Return the chat it stands for."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way to Telegram."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on Telegram's side; `path` is what getFile tells and downloads use."""

    id: str
    path: str
    upload: Upload


@dataclass(slots=True)
class Query:
    """A question that wants one answer from the bot in time, and the answer once given."""

    kind: QueryKind
    asked_at: float
    chat_id: int | None = None
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the bot did and that people see."""

    kind: EventKind
    chat_id: int | None
    content: Json


@dataclass(slots=True)
class Profile:
    """How the bot presents itself: commands by scope and language, texts by field and language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """Everything the emulated Telegram knows; its messages are counted from `first_message` on."""

    bot: User
    now: Callable[[], float]
    hears_everything: bool = False
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    inline_messages: dict[str, Json] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook | None = None
    listeners: list[Callable[[Event], None]] = field(default_factory=list)
    first_message: int = 1
    ids: Iterator[int] = field(default_factory=lambda: count(1001))
    shared_message_ids: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count messages."""
        self.shared_message_ids = count(self.first_message)

    def new_chat(self, chat_id: int, kind: ChatType, title: str, username: str | None) -> Chat:
        """Add a chat; like Telegram's, private chats and basic groups count messages together."""
        shared = kind in {"private", "group"}
        # Message 1 of a supergroup is its creation, and 1 is the thread of the topic General.
        ids = self.shared_message_ids if shared else count(self.first_message + 1)
        chat = Chat(chat_id, kind, title, ids, username)
        self.chats[chat_id] = chat
        return chat

    def new_query(self, kind: QueryKind, chat_id: int | None = None) -> str:
        """Add a query asked now and return its id."""
        query_id = f"{kind}-{next(self.ids)}"
        self.queries[query_id] = Query(kind, self.now(), chat_id)
        return query_id

    def store(self, upload: Upload, folder: str) -> StoredFile:
        """Keep a file and give it an id and a path."""
        number = next(self.ids)
        extension = upload.name.rpartition(".")[2]
        stored = StoredFile(f"{folder}-{number}", f"{folder}/file_{number}.{extension}", upload)
        self.files[stored.id] = stored
        return stored

    def announce(self, kind: EventKind, chat_id: int | None, content: Json) -> None:
        """Tell every listener what the bot just did."""
        event = Event(kind, chat_id, copy.deepcopy(content))
        for listener in tuple(self.listeners):
            listener(event)
