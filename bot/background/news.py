"""Something new is live: who wanted to be told?

Invariant: only whoever asked for it is told, once, with the way to stop, and only of what can be
seen in their chat; where nothing is new, or nothing with the word that was wanted, no letter is
written.
"""

import asyncio
import logging
from collections.abc import Sequence

from bot.cards.letters import packed
from bot.cards.subscription import render_news
from bot.messages import spoken
from bot.records.outbox import Letter
from bot.records.subscriptions import WEEK_SECONDS, Subscription
from bot.service.desk import Desk
from bot.service.visible import visible_in
from knowledge import Arrival, KnowledgeError, Scope, says

log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0  # between two looks for a new version


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
    version = await desk.base.library.record_arrivals()
    arrivals: dict[tuple[int, Scope], list[Arrival]] = {}
    for one in await desk.records.subscriptions.due(version, desk.now()):
        articles = await visible_in(one.chat, desk)
        arrived = (one.version, articles.scope)
        if arrived not in arrivals:
            arrivals[arrived] = await articles.catalogue.arrived_since(one.version)
        news = await asyncio.to_thread(_wanted, one, arrivals[arrived])
        later = WEEK_SECONDS if one.kind == "weekly" else 0.0
        letters = [_letter(one, news, version, desk)] if news else []
        await desk.records.subscriptions.told(
            one.subscription, version, desk.now() + later, letters
        )
        if letters:
            desk.mail.set()


def _wanted(one: Subscription, arrivals: Sequence[Arrival]) -> list[Arrival]:
    if one.kind != "keyword":
        return list(arrivals)
    return [arrival for arrival in arrivals if says(arrival, one.keyword)]


def _letter(one: Subscription, news: Sequence[Arrival], version: int, desk: Desk) -> Letter:
    reply = render_news(one, news, spoken(one.language, desk.settings.language))
    key = f"news:{one.subscription}:{version}"
    return Letter(key, desk.now(), one.chat, packed(reply), one.thread, once=True)
