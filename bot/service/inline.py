"""Somebody types a question into another chat: which passages are offered?

Invariant: what is typed leaves no trace: no turn, no log. Telegram does not tell for which chat it
is typed, so a choice of a group cannot hold here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.inline import whole
from bot.cards.links import TO_PASSAGE
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Citation, Selection


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that come close to what was typed, of a knowledge version."""

    citations: Sequence[Citation]
    version: int


async def search(session: Session, words: str, offset: int, most: int, desk: Desk) -> Found:
    """Return the passage that *share* names, or some of those that come close to a question."""
    articles = visible_to(session, desk)
    citations = await _citations(words, offset, most, articles) if words else ()
    return Found(citations, await articles.catalogue.version())


async def _citations(words: str, offset: int, most: int, articles: Selection) -> Sequence[Citation]:
    if match := TO_PASSAGE.fullmatch(words):
        citation = await articles.cite("", match[1])
        return (whole(citation),) if citation and not offset else ()
    return await articles.search(words, offset, most)
