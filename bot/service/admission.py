"""Who is answered at all?

Invariant: a banned person is not, nor is a chat that is not on the operator's list, if there is
one; admins always are.
"""

from typing import Literal

from bot.service.desk import Desk
from bot.service.session import Session

Admission = Literal["open", "banned", "closed"]
"""Whether whoever acts is answered here; a chat that is closed may be told how to be opened."""


def admission(session: Session, desk: Desk) -> Admission:
    """Tell whether whoever acts is answered; what belongs to no chat counts as its person's."""
    if not session.person or session.is_from_admin:
        return "open"
    if session.memory.banned:
        return "banned"
    chats = {str(chat) for chat in desk.settings.chats}
    return "open" if not chats or (session.chat or session.person) in chats else "closed"
