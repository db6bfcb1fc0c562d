"""A person chooses a language, or answers that are easy to read: what holds from then on?

Invariant: a choice is of the person who makes it, and is stored before it holds.
"""

from dataclasses import replace

from bot.records.preferences import Preference
from bot.service.desk import Desk
from bot.service.session import Session


async def choose_language(session: Session, language: str, desk: Desk) -> Session:
    """Speak a language to a person from now on, '' for that of their app."""
    return await _store(session, replace(session.preference, language=language), desk)


async def choose_easy(session: Session, desk: Desk, *, easy: bool) -> Session:
    """Give a person easy or full answers from now on."""
    return await _store(session, replace(session.preference, easy=easy), desk)


async def _store(session: Session, preference: Preference, desk: Desk) -> Session:
    """Store a preference, and return the session as it is with it."""
    if not session.person:
        return session
    await desk.records.preferences.put(session.person, preference)
    return session.with_preference(preference)
