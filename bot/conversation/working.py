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
    begun = asyncio.Event()
    sign = asyncio.create_task(_show(message, begun), name="sign of work")
    try:
        yield
    finally:
        sign.cancel()
        await asyncio.gather(sign, return_exceptions=True)
        if begun.is_set() and message.chat.type != message.chat.PRIVATE:
            with suppress(TelegramError):
                await message.set_reaction(None)


async def _show(message: Message, begun: asyncio.Event) -> None:
    await asyncio.sleep(LONG_SECONDS)
    begun.set()
    with suppress(TelegramError):  # a group may not allow reactions: a sign is no answer
        if message.chat.type == message.chat.PRIVATE:
            await message.reply_chat_action(ChatAction.TYPING)
        else:
            await message.set_reaction(ReactionEmoji.EYES)
