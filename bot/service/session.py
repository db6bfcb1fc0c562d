"""Who acts, where, and what is remembered of them?

Every service is asked for somebody. Invariant: nothing here tells whether the person came through
Telegram, a web page or a voice; what is remembered was loaded before, so reading it costs nothing.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.cards.buttons import Manner, Surface
from bot.languages import LANGUAGES, Language, language_of
from bot.messages import Messages, messages
from bot.records.groups import GroupSettings
from bot.records.memory import Memory
from bot.records.preferences import Preference
from bot.records.turns import Place
from bot.service.figures import Entrance
from knowledge import Scope


@dataclass(frozen=True, slots=True)
class Session:
    """A person (by id, '' if unknown) in a chat and one of its threads ('' for none).

    `author` is in whose name something is written: the person's, or that of a group or channel.
    `client_language` is the IETF code of the person's app. `is_admin` is true for an order that an
    admin of the bot has written just now, `is_from_admin` for whatever comes from one.
    """

    person: str = ""
    author: str = ""
    name: str = ""
    chat: str = ""
    thread: str = ""
    private: bool = True
    client_language: str | None = None
    default_language: Language = LANGUAGES[0]
    is_admin: bool = False
    is_from_admin: bool = False
    is_press: bool = False  # of a button, instead of something written
    memory: Memory = field(default_factory=Memory)
    bot: str = ""  # the user name of the bot, which links need
    inline: bool = False  # whether other chats can be offered what the bot says
    today: date = date(2026, 1, 1)

    @property
    def preference(self) -> Preference:
        """What the person chose."""
        return self.memory.preference

    @property
    def group(self) -> GroupSettings:
        """The settings of the group; the defaults elsewhere."""
        return self.memory.group

    @property
    def scope(self) -> Scope:
        """The articles that may answer here."""
        return self.group.scope

    @property
    def is_in_group(self) -> bool:
        """Whether others read along."""
        return bool(self.chat) and not self.private

    @property
    def language(self) -> Language:
        """The language of the group, else the person's choice, else that of the person's app."""
        chosen = self.group.language or self.preference.language
        if chosen in LANGUAGES:
            return chosen
        return language_of(self.client_language, self.default_language)

    @property
    def say(self) -> Messages:
        """The messages in the language of this session."""
        return messages(self.language)

    @property
    def manner(self) -> Manner:
        """How much of an answer is shown here."""
        if self.is_in_group:
            return "short"
        return "easy" if self.preference.easy else "full"

    @property
    def surface(self) -> Surface:
        """Where answers are shown, as cards need it."""
        return Surface(self.manner, self.bot, self.inline, self.today)

    @property
    def entrance(self) -> Entrance:
        """How a question comes in, for the figures."""
        return "private" if self.private else "group"

    def place(self, message: str) -> Place:
        """Return where and by whom a message is written."""
        return Place(self.chat, self.thread, self.author, message)

    def with_preference(self, preference: Preference) -> "Session":
        """Return the session as it is after the person's choice."""
        return replace(self, memory=replace(self.memory, preference=preference))

    def with_group(self, group: GroupSettings) -> "Session":
        """Return the session as it is after a choice for the group."""
        return replace(self, memory=replace(self.memory, group=group))
