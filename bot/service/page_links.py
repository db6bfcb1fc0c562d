"""There is a link in a question: which article is it, and what is asked of it?

Invariant: nothing is fetched to tell; an article that cannot be seen from here is not there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.records.turns import Turn
from bot.service.asking import Question
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Intent, ListedArticle, Verdict

LINK = re.compile(r"https?://[^\s<>「」『』《》，。；、（）]+", re.IGNORECASE)
MOST_LINKS = 5  # of one message
_ENDS = ".,;:!?)]}'\"”’"  # stands behind an address, not in it
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Linked:
    """A question without its links: of the article of one of them, None if there is no such one."""

    question: Question
    item: ListedArticle | None


def links_in(text: str) -> tuple[str, ...]:
    """Return the addresses in a text.

    >>> links_in("這篇 https://example.org/a?b=1，說了什麼？ (http://example.org/c).")
    ('https://example.org/a?b=1', 'http://example.org/c')
    """
    return tuple(found.rstrip(_ENDS) for found in LINK.findall(text))[:MOST_LINKS]


async def linked(session: Session, question: Question, desk: Desk) -> Linked:
    """Return a question without its links, about the article of the first that leads to one."""
    catalogue = visible_to(session, desk).catalogue
    for link in question.links:
        item = await catalogue.at_address(link)
        if item:
            return Linked(_without_links(question, item.article.id), item)
    return Linked(_without_links(question, None), None)


async def is_known(session: Session, links: Sequence[str], desk: Desk) -> bool:
    """Tell whether an article is from one of some addresses."""
    catalogue = visible_to(session, desk).catalogue
    return any([await catalogue.at_address(link) for link in links])


async def noted(session: Session, question: Question, desk: Desk) -> int:
    """Remember that a message with nothing but a link was answered."""
    turn = Turn(
        place=session.place(question.message),
        at=desk.now(),
        question=" ".join(question.links),
        after=(),
        verdict=Verdict.ANSWERED.value,
        passages=(),
        intent=Intent.OTHER.value,
    )
    return await desk.records.turns.put(turn)


def _without_links(question: Question, about: str | None) -> Question:
    text = " ".join(LINK.sub(" ", question.text).split())
    return replace(question, text=text if _WORD.search(text) else "", about=about)
