"""Which articles can be seen from where somebody is?

Invariant: this is the one place that decides it, for answers, lists, buttons, reading and news
alike. A group sees what its administrators chose, whoever acts there; everywhere else is all.
"""

from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import Selection


def visible_to(session: Session, desk: Desk) -> Selection:
    """Return the articles that can be seen in the chat of a session."""
    return desk.base.within(session.scope)


async def visible_in(chat: str, desk: Desk) -> Selection:
    """Return the articles that can be seen in a chat to which something is written unasked."""
    group = await desk.records.groups.of(chat)
    return desk.base.within(group.scope)
