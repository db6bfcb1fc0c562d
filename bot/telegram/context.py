"""What does every handler have at hand?

Invariant: the only casts of the program are here; handlers see typed objects only.
"""

from collections.abc import Coroutine
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, cast

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.cards.buttons import Door, Manner
from bot.delivery.allowance import Allowance
from bot.delivery.handling import current
from bot.messages import LANGUAGES, Language, Messages, language_of, messages
from bot.records.groups import GroupSettings
from bot.records.memory import Memory
from bot.records.preferences import Preference
from bot.service.desk import Desk
from knowledge import KnowledgeError

Data = dict[str, Any]
App = Application[ExtBot[int], "Context", Data, Data, Data, None]

DESK = "desk"  # the key in bot_data
ALLOWANCE = "allowance"  # as above
BACKGROUND = "background"  # the name of tasks that outlive their handler


# What is remembered for the update (by its number) that this task handles. A variable of the task,
# because python-telegram-bot makes another context for an error.
_MEMORY: ContextVar[tuple[int, Memory]] = ContextVar("memory")


class Context(CallbackContext[ExtBot[int], Data, Data, Data]):
    """python-telegram-bot's context with the desk, and with what whoever asks has chosen.

    What is remembered is loaded once an update, before every handler.
    """

    @property
    def desk(self) -> Desk:
        """The desk that `application.build` put there."""
        return cast("Desk", self.bot_data[DESK])

    @property
    def allowance(self) -> Allowance:
        """Who has asked how much, since the bot was started."""
        return cast("Allowance", self.bot_data[ALLOWANCE])

    def say(self, update: Update) -> Messages:
        """Return the messages in the language for an update.

        It is the one that a group's administrators chose, else the one that the person chose, else
        that of the person's client.
        """
        return messages(self.language(update))

    def language(self, update: Update) -> Language:
        """Return the language for an update."""
        chosen = self.group(update).language or self.preference(update).language
        if chosen in LANGUAGES:
            return chosen
        user = update.effective_user
        return language_of(user.language_code if user else None, self.desk.settings.language)

    async def remember(self, update: Update) -> None:
        """Load what is remembered of whoever acts; it is there for an apology, too.

        A bot that cannot read its database has to say so in some language: the defaults stay then.
        """
        user, chat = update.effective_user, update.effective_chat
        _MEMORY.set((update.update_id, Memory()))
        group = str(chat.id) if chat and chat.type != chat.PRIVATE else ""
        with suppress(KnowledgeError):
            found = await self.desk.records.memory(str(user.id) if user else "", group)
            _MEMORY.set((update.update_id, found))

    def memory(self, update: Update) -> Memory:
        """Return what is remembered of the person and the group of an update."""
        number, memory = _MEMORY.get((0, Memory()))
        return memory if number == update.update_id else Memory()

    def preference(self, update: Update) -> Preference:
        """Return what the person of an update chose."""
        return self.memory(update).preference

    def group(self, update: Update) -> GroupSettings:
        """Return the settings of the group of an update, the defaults elsewhere."""
        return self.memory(update).group

    def manner(self, update: Update) -> Manner:
        """Return how answers to an update are shown."""
        chat = update.effective_chat
        if chat and chat.type != chat.PRIVATE:
            return "short"
        return "easy" if self.preference(update).easy else "full"

    def door(self, update: Update) -> Door:
        """Return where answers to an update are shown."""
        me = self.bot.bot
        today = datetime.fromtimestamp(self.desk.now(), UTC).date()
        inline = bool(me.supports_inline_queries)
        return Door(self.manner(update), me.username or "", inline, today)

    def in_background(self, work: Coroutine[Any, Any, None], update: Update) -> None:
        """Go on with some work after the handler has returned; the update is done when it ends."""
        task = self.application.create_task(work, update, name=BACKGROUND)
        current().background.append(task)

    def is_from_admin(self, update: Update) -> bool:
        """Tell whether an admin pressed a button or sent something, be it forwarded.

        For what only shows something or was shown before: an order must be `is_admin`.
        """
        user = update.effective_user
        return user is not None and user.id in self.desk.settings.admins

    def is_admin(self, update: Update) -> bool:
        """Tell whether a message comes from an admin, written by that person just now.

        Admins are numeric ids: a name can be taken by anyone. An anonymous admin of a group and a
        forwarded message have no id that could be trusted.
        """
        message, user = update.message, update.effective_user
        if message is None or user is None or message.sender_chat or message.forward_origin:
            return False
        return user.id in self.desk.settings.admins
