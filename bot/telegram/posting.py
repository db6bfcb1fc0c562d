"""How do messages reach people who are not waiting for an answer in this very moment?

Letters lie in the outbox until Telegram took them. Invariant: one letter of a chat at a time, in
their order, chats beside each other; a letter is given up only when Telegram says that it can never
arrive, and then whoever wrote it is told. A letter that was written anew changes the message that
it has become.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
)
from telegram.ext import ExtBot

from bot.cards.letters import unpacked
from bot.cards.reply import Reply
from bot.records.outbox import Letter
from bot.service.desk import Desk
from bot.telegram import sending
from bot.telegram.answers import UnreadableError
from bot.telegram.rate_limiter import seconds_of
from knowledge import KnowledgeError

log = logging.getLogger(__name__)

MOST_AT_ONCE = 20  # chats; the limiter spaces what they send
LOOK_SECONDS = 5.0  # between two looks for letters that became due
FIRST_PAUSE_SECONDS = 2.0  # before a letter is tried again; doubled each time …
LONGEST_PAUSE_SECONDS = 300.0  # … up to this
NEVER_SENT = (httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ConnectError)

Refused = Callable[[Letter, Desk], Awaitable[None]]


async def keep_posting(desk: Desk, bot: ExtBot[int], refused: Refused) -> None:
    """Send letters as they become due, until cancelled; `refused` hears of the hopeless ones."""
    lost = await desk.records.outbox.recover()
    if lost:
        log.warning("%s letters may be lost: the bot stopped while it was sending them", lost)
    flying: dict[str, asyncio.Task[None]] = {}
    try:
        while True:
            flying = {chat: task for chat, task in flying.items() if not task.done()}
            desk.mail.clear()
            try:
                letters = await desk.records.outbox.next(
                    desk.now(), MOST_AT_ONCE - len(flying), tuple(flying)
                )
            except KnowledgeError as error:
                log.warning("the outbox cannot be read: %s", error)
                letters = []
            for letter in letters:
                work = _deliver(letter, desk, bot, refused)
                flying[letter.chat] = asyncio.create_task(work)
                flying[letter.chat].add_done_callback(lambda _: desk.mail.set())
            await _something_to_do(desk)
    finally:
        for task in flying.values():
            task.cancel()
        await asyncio.gather(*flying.values(), return_exceptions=True)


async def _something_to_do(desk: Desk) -> None:
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            await desk.mail.wait()
    except TimeoutError:
        return


async def _deliver(letter: Letter, desk: Desk, bot: ExtBot[int], refused: Refused) -> None:
    """Send a letter and note what became of it; whatever goes wrong, it is tried again."""
    try:
        await _try(letter, desk, bot, refused)
    except Exception as error:  # noqa: BLE001 - the other letters of the chat must not wait for it
        log.warning("letter %s waits: %r", letter.letter, error)
        await asyncio.sleep(FIRST_PAUSE_SECONDS)


async def _try(letter: Letter, desk: Desk, bot: ExtBot[int], refused: Refused) -> None:
    outbox = desk.records.outbox
    await outbox.sending(letter.letter)
    try:
        reply = unpacked(letter.body)
    except Exception:
        log.exception("letter %s cannot be read any more and is left out", letter.letter)
        await outbox.refused(letter.letter)
        return
    try:
        message = await _sent(letter, reply, bot)
    except RetryAfter as error:
        await outbox.later(letter.letter, desk.now() + seconds_of(error))
    except ChatMigrated as moved:
        await desk.records.move(letter.chat, str(moved.new_chat_id))
        await outbox.later(letter.letter, desk.now())
    except (Forbidden, BadRequest) as error:
        log.info("letter %s is refused for good: %s", letter.letter, error.message)
        if letter.message:  # it has arrived, and stays as it is
            await outbox.sent(letter, letter.message)
            return
        await outbox.refused(letter.letter)
        await refused(letter, desk)
    except NetworkError as error:
        if letter.once and _may_have_arrived(error):
            await outbox.unknown(letter.letter)
        else:
            await outbox.later(letter.letter, desk.now() + _pause(letter.tries))
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not wait for a restart
        log.warning("letter %s waits: %r", letter.letter, error)
        await outbox.later(letter.letter, desk.now() + _pause(letter.tries))
    else:
        await outbox.sent(letter, message)


async def _sent(letter: Letter, reply: Reply, bot: ExtBot[int]) -> str:
    """Send a letter, or change the message that it has become; return the number of the message."""
    if letter.message:
        await sending.edit(bot, int(letter.chat), int(letter.message), reply)
        return letter.message
    try:
        sent = await sending.write(bot, letter.chat, letter.thread, letter.answers, reply)
    except BadRequest as error:
        if "thread not found" not in error.message.lower():
            raise
        # a deleted topic
        sent = await sending.write(bot, letter.chat, "", letter.answers, reply)
    return str(sent.message_id)


def _may_have_arrived(error: NetworkError) -> bool:
    """Tell whether the connection broke after the request had left; with a 5xx it was not taken."""
    if isinstance(error, UnreadableError):
        return error.may_be_done
    cause = error.__cause__
    return isinstance(cause, httpx.HTTPError) and not isinstance(cause, NEVER_SENT)


def _pause(tries: int) -> float:
    return min(FIRST_PAUSE_SECONDS * 2.0 ** min(tries, 10), LONGEST_PAUSE_SECONDS)
