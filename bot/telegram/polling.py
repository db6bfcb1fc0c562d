"""How do updates come from Telegram when we ask for them?

Invariant: asking for the next updates tells Telegram that the ones before were received, so they
are asked for only when those are stored; whatever goes wrong, the loop goes on with growing pauses.
"""

import asyncio
import logging
import random
from collections.abc import Sequence
from math import ceil

from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.delivery.outage import Outage
from bot.errors import BotError
from bot.telegram.capabilities import Capabilities, is_of_kinds
from bot.telegram.inbox import Inbox
from bot.telegram.rate_limiter import seconds_of

log = logging.getLogger(__name__)

POLL_SECONDS = 25  # that Telegram waits for an update before it answers with none
READ_SECONDS = 10.0  # beyond that: a connection is half open when it is silent for longer
MOST_CONFLICTS = 3  # that a newcomer meets before it believes that it is one
SETTLED_SECONDS = 60.0  # without conflict: from then on the other one is the newcomer
CONFLICT_SECONDS = 1.0, 3.0  # of pause, drawn, so that two newcomers do not leave together
LOOK_SECONDS = 5.0  # the other one asks again within CONFLICT_SECONDS after our look
STANDBY_SECONDS = 30.0  # between two looks: longer than a poll, which then shows a settled bot
TOUCH_SECONDS = 60.0  # between two signs of life of Telegram where nothing else is asked
QUIET_LOOKS = 2  # in a row that find nobody

NOT_KNOWN = "YOUJU_TELEGRAM_TOKEN: Telegram does not know this token: copy it again from @BotFather"
REMEDY = (
    "another bot asks for updates with the same token: stop one of the two, or set "
    "YOUJU_STANDBY=true to have this one wait for the end of the other"
)


async def poll(
    bot: Bot, inbox: Inbox, network: Outage, kinds: Sequence[str], capabilities: Capabilities
) -> None:
    """Fetch updates of some kinds for ever, without those that the server does not know.

    Raise BotError if Telegram does not know the token any more, or another bot was there before.
    """
    offset, conflicts, began = 0, 0, _now()
    while True:
        await inbox.room()
        try:
            updates = await _fetched(bot, offset, kinds)
            inbox.contact()
            await inbox.receive(updates)
        except Conflict as error:
            conflicts += 1
            if conflicts >= MOST_CONFLICTS and _now() - began < SETTLED_SECONDS:
                raise BotError(REMEDY) from error
            network.failed(error)
            await asyncio.sleep(random.uniform(*CONFLICT_SECONDS))  # noqa: S311 - a pause
        except InvalidToken as error:
            raise BotError(NOT_KNOWN) from error
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except BadRequest as error:
            asked, kinds = kinds, await _taken(bot, kinds, capabilities, error)
            if len(kinds) == len(asked):
                await asyncio.sleep(network.failed(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look may do better
            await asyncio.sleep(network.failed(error))
        else:
            network.ended()
            conflicts = 0
            offset = updates[-1].update_id + 1 if updates else offset


async def keep_in_touch(bot: Bot, inbox: Inbox, network: Outage) -> None:
    """Look now and then whether Telegram answers, for a replica that has nothing to ask it."""
    while True:
        try:
            await bot.get_me()
            inbox.contact()
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except TelegramError as error:
            await asyncio.sleep(network.failed(error))
        else:
            network.ended()
            await asyncio.sleep(TOUCH_SECONDS)


async def stand_by(
    bot: Bot, network: Outage, look: float = LOOK_SECONDS, pause: float = STANDBY_SECONDS
) -> None:
    """Wait until no other bot asks for updates with the same token.

    A look takes what would come next without confirming it, so that nothing is lost. It ends the
    call that the other one waits in, who asks again soon and so shows that it is there; one that is
    busy shows it by confirming what the look before has seen.
    """
    quiet, seen, told = 0, None, False
    while quiet < QUIET_LOOKS:
        try:
            updates = await bot.get_updates(limit=1, timeout=ceil(look), read_timeout=READ_SECONDS)
        except Conflict:
            quiet = 0
            if not told:
                log.warning("another bot serves this token: waiting for its end")
            told = True
        except TelegramError as error:
            await asyncio.sleep(network.failed(error))
            continue
        else:
            first = updates[0].update_id if updates else None
            quiet = quiet + 1 if first in {None, seen} else 0
            seen = first
        network.ended()
        if quiet < QUIET_LOOKS:
            await asyncio.sleep(pause)


async def _taken(
    bot: Bot, kinds: Sequence[str], capabilities: Capabilities, refused: BadRequest
) -> list[str]:
    """Return the kinds that the server takes, all of them if a refusal is not about kinds.

    Nothing is confirmed, so nothing is lost.
    """
    if not is_of_kinds(refused):
        return list(kinds)

    async def ask(some: list[str]) -> None:
        await bot.get_updates(limit=1, timeout=0, allowed_updates=some)

    try:
        return await capabilities.taken("getUpdates", kinds, ask)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next refusal has it done again
        log.debug("the kinds of updates could not be tried: %r", error)
        return list(kinds)


async def _fetched(bot: Bot, offset: int, kinds: Sequence[str]) -> tuple[Update, ...]:
    return await bot.get_updates(
        offset=offset or None,
        timeout=POLL_SECONDS,
        read_timeout=READ_SECONDS,
        allowed_updates=list(kinds) or None,
    )


def _now() -> float:
    return asyncio.get_running_loop().time()
