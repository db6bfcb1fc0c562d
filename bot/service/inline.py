"""Somebody types a question into another chat: which passages are offered?

Invariant: what is typed leaves no trace: no turn, no log.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.inline import whole
from bot.cards.links import TO_PASSAGE
from bot.service.desk import Desk
from knowledge import Citation


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that come close to what was typed, of a knowledge version."""

    citations: Sequence[Citation]
    version: int


async def search(words: str, offset: int, most: int, desk: Desk) -> Found:
    """Return the passage that *share* names, or some of those that come close to a question."""
    citations = await _citations(words, offset, most, desk) if words else ()
    return Found(citations, await desk.base.catalogue.version())


async def _citations(words: str, offset: int, most: int, desk: Desk) -> Sequence[Citation]:
    if match := TO_PASSAGE.fullmatch(words):
        citation = await desk.base.cite("", match[1])
        return (whole(citation),) if citation and not offset else ()
    return await desk.base.search(words, offset, most)
