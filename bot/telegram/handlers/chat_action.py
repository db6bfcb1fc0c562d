"""What does whoever asked see while an answer takes long?

Invariant: an answer that comes at once shows nothing; a sign that was shown in a group is taken
away when the answer is there, whatever went wrong in between.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Message
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import TelegramError

LONG_SECONDS = 1.0  # most answers take milliseconds: a sign before this would only flicker


@asynccontextmanager
async def at_work(message: Message) -> AsyncIterator[None]:
    """Look at a question (👀) while its answer takes long; alone with the reader, type."""
    shown: list[asyncio.Task[None]] = []

    def show() -> None:
        shown.append(asyncio.create_task(_show(message), name="sign of work"))

    # A timer and no task: nearly every answer is there before it would have begun.
    timer = asyncio.get_running_loop().call_later(LONG_SECONDS, show)
    try:
        yield
    finally:
        timer.cancel()
        for sign in shown:
            sign.cancel()
            await asyncio.gather(sign, return_exceptions=True)
            if message.chat.type != message.chat.PRIVATE:
                with suppress(TelegramError):
                    await message.set_reaction(None)


async def _show(message: Message) -> None:
    with suppress(TelegramError):  # a group may not allow reactions: a sign is no answer
        if message.chat.type == message.chat.PRIVATE:
            await message.reply_chat_action(ChatAction.TYPING)
        else:
            await message.set_reaction(ReactionEmoji.EYES)
