"""What does every handler have at hand?

Invariant: the only casts of the program are here; handlers see typed objects only.
"""

from collections.abc import Coroutine
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from telegram import Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.delivery.allowance import Allowance
from bot.delivery.handling import current
from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import KnowledgeError

Data = dict[str, Any]
App = Application[ExtBot[int], "Context", Data, Data, Data, None]

DESK = "desk"  # the key in bot_data
ALLOWANCE = "allowance"  # as above
CAPABILITIES = "capabilities"  # as above
PACE = "pace"  # as above
SIEVE = "sieve"  # as above
BACKGROUND = "background"  # the name of tasks that outlive their handler


# The update that this task handles, with its session. A variable of the task, because
# python-telegram-bot makes another context for an error.
_BEGUN: ContextVar[tuple[Update, Session]] = ContextVar("begun")


class Context(CallbackContext[ExtBot[int], Data, Data, Data]):
    """python-telegram-bot's context with the desk, and with the session of whoever acts.

    What is remembered of them is loaded once an update, before every handler.
    """

    @property
    def desk(self) -> Desk:
        """The desk that `application.build` put there."""
        return cast("Desk", self.bot_data[DESK])

    @property
    def allowance(self) -> Allowance:
        """Who has asked how much, since the bot was started."""
        return cast("Allowance", self.bot_data[ALLOWANCE])

    async def begin(self, update: Update) -> Session:
        """Begin the session of an update with what is remembered; an apology finds it, too.

        A bot that cannot read its database has to say so in some language: the defaults stay then.
        Unless another replica may answer: then StoreError is raised, and the update waits.
        """
        session = self._unknown(update)
        _BEGUN.set((update, session))
        with suppress(*([KnowledgeError] if self.desk.standing.alone else [])):
            group = session.chat if session.is_in_group else ""
            written = update.message.message_id if update.message else ""
            place = session.place(str(written))
            memory = await self.desk.records.memory(session.person, group, place)
            session = replace(session, memory=memory)
            _BEGUN.set((update, session))
        return session

    def session(self, update: Update) -> Session:
        """Return who acts in an update, and where; without a memory if it has not begun."""
        begun = _BEGUN.get(None)
        same = begun is not None and begun[0].update_id == update.update_id
        return begun[1] if begun and same else self._unknown(update)

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Go on with some work after the handler has returned; the update is done when it ends."""
        begun = _BEGUN.get(None)
        task = self.application.create_task(work, begun[0] if begun else None, name=BACKGROUND)
        current().background.append(task)

    def _unknown(self, update: Update) -> Session:
        """Return the session of an update before anything is remembered."""
        user, author, chat = update.effective_user, update.effective_sender, update.effective_chat
        message, me, settings = update.effective_message, self.bot.bot, self.desk.settings
        in_topic = isinstance(message, Message) and message.is_topic_message
        return Session(
            person=str(user.id) if user else "",
            author=str(author.id) if author else "",
            name=user.full_name if user else "",
            chat=str(chat.id) if chat else "",
            thread=str(message.message_thread_id) if message and in_topic else "",
            private=chat is not None and chat.type == chat.PRIVATE,
            client_language=user.language_code if user else None,
            default_language=settings.language,
            is_admin=user is not None and user.id in settings.admins and _is_order(update),
            is_from_admin=user is not None and user.id in settings.admins,
            is_press=update.callback_query is not None,
            bot=me.username or "",
            inline=bool(me.supports_inline_queries),
            today=datetime.fromtimestamp(self.desk.now(), UTC).date(),
        )


def _is_order(update: Update) -> bool:
    """Tell whether whoever an update names has written its message just now.

    Admins are numeric ids: a name can be taken by anyone. An anonymous admin of a group and a
    forwarded message have no id that could be trusted.
    """
    message = update.message
    return message is not None and not message.sender_chat and not message.forward_origin
