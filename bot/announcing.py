"""Something new is live: who wanted to be told?

Invariant: only whoever asked for it is told, once, with the way to stop; where nothing is new, or
nothing with the word that was wanted, no letter is written.
"""

import asyncio
import logging
from collections.abc import Sequence

from bot.cards.subscription import render_news
from bot.context import Desk
from bot.messages import spoken
from bot.traffic.letters import packed
from knowledge import Arrival, KnowledgeError, Letter, Subscription

log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0  # between two looks for a new version
WEEK_SECONDS = 7 * 86_400.0


async def keep_announcing(desk: Desk) -> None:
    """Write to whoever wanted to be told, until cancelled."""
    while True:
        try:
            await announce(desk)
        except KnowledgeError as error:
            log.warning("news wait: %s", error)
        await asyncio.sleep(LOOK_SECONDS)


async def announce(desk: Desk) -> None:
    """Put the letters to whoever has not been told of the live version."""
    version = await desk.base.arrivals.record()
    arrivals: dict[int, list[Arrival]] = {}
    for one in await desk.people.subscriptions.due(version, desk.now()):
        if one.version not in arrivals:
            arrivals[one.version] = await desk.base.arrivals.since(one.version)
        news = await asyncio.to_thread(_wanted, one, arrivals[one.version])
        later = WEEK_SECONDS if one.kind == "weekly" else 0.0
        letters = [_letter(one, news, version, desk)] if news else []
        await desk.people.subscriptions.told(one.subscription, version, desk.now() + later, letters)
        if letters:
            desk.mail.set()


def _wanted(one: Subscription, arrivals: Sequence[Arrival]) -> list[Arrival]:
    if one.kind != "keyword":
        return list(arrivals)
    return [arrival for arrival in arrivals if arrival.says(one.keyword)]


def _letter(one: Subscription, news: Sequence[Arrival], version: int, desk: Desk) -> Letter:
    reply = render_news(one, news, spoken(one.language, desk.settings.language))
    key = f"news:{one.subscription}:{version}"
    return Letter(key, desk.now(), one.chat, packed(reply), one.thread, once=True)
