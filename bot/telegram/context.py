"""What does every handler have at hand?

Invariant: the only casts of the program are here; handlers see typed objects only.
"""

from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, cast

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.cards.buttons import Door, Manner
from bot.delivery.allowance import Allowance
from bot.delivery.handling import current
from bot.messages import LANGUAGES, Language, Messages, language_of, messages
from bot.records.groups import GroupSettings
from bot.records.preferences import Preference
from bot.service.desk import Desk
from knowledge import KnowledgeError

Data = dict[str, Any]
App = Application[ExtBot[int], "Context", Data, Data, Data, None]

DESK = "desk"  # the key in bot_data
ALLOWANCE = "allowance"  # as above
BACKGROUND = "background"  # the name of tasks that outlive their handler


class Context(CallbackContext[ExtBot[int], Data, Data, Data]):
    """python-telegram-bot's context with the desk, and with what whoever asks has chosen.

    There is one context an update.
    """

    _preference: Preference | None = None
    _group: GroupSettings | None = None

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

    def preference(self, update: Update) -> Preference:
        """Return what the person of an update chose; read once an update."""
        if self._preference is None:
            user = update.effective_user
            self._preference = Preference()
            with suppress(KnowledgeError):  # a bot that cannot read has to say so in some language
                if user:
                    self._preference = self.desk.records.preferences.of(str(user.id))
        return self._preference

    def group(self, update: Update) -> GroupSettings:
        """Return the settings of the group of an update, the defaults elsewhere; read once."""
        if self._group is None:
            chat = update.effective_chat
            self._group = GroupSettings()
            with suppress(KnowledgeError):  # as above
                if chat and chat.type != chat.PRIVATE:
                    self._group = self.desk.records.groups.of(str(chat.id))
        return self._group

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

    def has_changed(self) -> None:
        """Have choices read again that this update has changed."""
        self._preference = self._group = None

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
