"""Somebody wants to be told of what is new: what, and how does it stop?

Invariant: nobody is told who did not ask; a chat has a few subscriptions at most.
"""

from bot.records.subscriptions import WEEK_SECONDS, Kind, Subscription
from bot.service.desk import Desk
from bot.service.session import Session

MOST = 20  # subscriptions of a chat


async def subscriptions(session: Session, desk: Desk) -> list[Subscription]:
    """Return what a chat and thread are told of."""
    return await desk.records.subscriptions.of_chat(session.chat, session.thread)


async def subscribe(session: Session, kind: Kind, keyword: str, desk: Desk) -> None:
    """Tell a chat of something from now on, unless it is told of very much already."""
    if len(await subscriptions(session, desk)) >= MOST:
        return
    now = desk.now()
    await desk.records.subscriptions.put(
        Subscription(
            at=now,
            chat=session.chat,
            thread=session.thread,
            person=session.person,
            language=session.language,
            kind=kind,
            keyword=keyword,
            version=await desk.base.library.record_arrivals(),
            due=now + WEEK_SECONDS if kind == "weekly" else now,
        )
    )


async def unsubscribe(session: Session, number: int, desk: Desk) -> bool:
    """Stop one of the subscriptions of a chat; tell whether it was one."""
    return await desk.records.subscriptions.stop(number, session.chat)
