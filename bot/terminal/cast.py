"""Who can be played in the terminal, and where?

Invariant: the places are those that make a difference to the bot: alone with it, a group that it is
in, and one that it is not in.
"""

from dataclasses import dataclass

from bot.emulator import Delivery, Person, Room, Telegram


class Cast:
    """Who can be played: an ordinary reader and an admin, alone with the bot or in a group."""

    def __init__(self, telegram: Telegram) -> None:
        self.reader = telegram.person("Reader", username="reader", started=True)
        self.admin = telegram.person("Admin", username="admin", started=True)
        self.group = telegram.group("Readers", members=[self.reader], admins=[self.admin])
        everyone = [self.reader, self.admin]
        self.elsewhere = telegram.group("Elsewhere", members=everyone, bot="left")

    @property
    def chats(self) -> tuple[int, ...]:
        """The chats that the bot can write to."""
        return self.reader.id, self.admin.id, self.group.id

    def role_in(self, chat: int) -> str:
        """Return what to type to be where a message of the bot has come to."""
        roles = {self.reader.id: "reader", self.admin.id: "admin", self.group.id: "group"}
        return roles.get(chat, "")


@dataclass(slots=True)
class Role:
    """Who is played now, where they write, and their last message."""

    person: Person
    group: Room | None = None
    said: Delivery | None = None

    @property
    def chat_id(self) -> int:
        """Return the chat in which this person writes."""
        return self.group.id if self.group else self.person.id
