"""What does every handler have at hand?

Invariant: the only casts of the program are here; handlers see typed objects only.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, cast

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.allowance import Allowance
from bot.figures import Figures
from bot.handling import current
from bot.messages import Messages, language_of, messages
from bot.pace import Limits
from bot.settings import Settings
from knowledge import Fetched, KnowledgeBase, People, fetch

Data = dict[str, Any]
App = Application[ExtBot[int], "Context", Data, Data, Data, None]

DESK = "desk"  # the key in bot_data
ALLOWANCE = "allowance"  # as above
BACKGROUND = "background"  # the name of tasks that outlive their handler


@dataclass(frozen=True, slots=True)
class Desk:
    """What the handlers work with."""

    base: KnowledgeBase
    settings: Settings
    now: Callable[[], float] = time.time  # seconds since 1970, UTC
    fetch: Callable[[str], Awaitable[Fetched]] = fetch  # a page of the web; only tests take another
    mail: asyncio.Event = field(default_factory=asyncio.Event)  # set when letters were written
    limits: Limits = Limits()  # noqa: RUF009 - frozen; what Telegram takes, tests are in a hurry

    figures: Figures = field(default_factory=Figures)

    @property
    def people(self) -> People:
        """What people gave."""
        return self.base.people


class Context(CallbackContext[ExtBot[int], Data, Data, Data]):
    """python-telegram-bot's context with the desk."""

    @property
    def desk(self) -> Desk:
        """The desk that `application.build` put there."""
        return cast("Desk", self.bot_data[DESK])

    @property
    def allowance(self) -> Allowance:
        """Who has asked how much, since the bot was started."""
        return cast("Allowance", self.bot_data[ALLOWANCE])

    def say(self, update: Update) -> Messages:
        """Return the messages in the language of whoever sent an update."""
        user = update.effective_user
        code = user.language_code if user else None
        return messages(language_of(code, self.desk.settings.language))

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

    async def leads(self, update: Update) -> bool:
        """Tell whether somebody decides for a chat: one's own, or a group that one leads."""
        chat, user, message = update.effective_chat, update.effective_user, update.effective_message
        if chat is None or user is None:
            return False
        if chat.type == chat.PRIVATE or self.is_from_admin(update):
            return True
        written = update.message is not None
        if written and message and message.sender_chat:  # an anonymous admin writes as the group
            return message.sender_chat.id == chat.id
        member = await self.bot.get_chat_member(chat.id, user.id)
        return member.status in {member.ADMINISTRATOR, member.OWNER}
