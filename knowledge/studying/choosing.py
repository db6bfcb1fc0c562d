"""What can be said of an article in its own words: its keywords, its sentences, one for a day?

Invariant: everything is the article's own text; work of more than a moment leaves the event loop.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from knowledge.answering.scope import WHOLE, Scope
from knowledge.article import Article
from knowledge.base import KnowledgeBase
from knowledge.store.shelf import ShelfItem
from knowledge.studying.centrality import Sentence, central_sentences
from knowledge.studying.keywords import Keyword, keywords
from knowledge.text.folding import fold
from knowledge.text.kinds import Kind, kinds_in

SUMMARISED = 5  # sentences
GOOD_SENTENCES = 20  # of an article, from which one is taken for a day
LONGEST_OF_A_DAY = 120  # characters: a quote to remember, not to study
ENDS = ("。", "！", "!", ".", "”", "」")
GOES_ON = re.compile(
    r"(?:除此之外|此外|另外|同[日時时]|其中|譬如|例如|但|而|並|并|然而|可是|不過|不过|因此|所以|於是|于是|對此|对此)"
    r"|(?:and|but|however|also|therefore|moreover|then|meanwhile|so)\b",
    re.IGNORECASE,
)  # how a sentence begins that goes on with the one before
MOST_TRIED = 7  # articles without a sentence for the day


@dataclass(frozen=True, slots=True)
class DailyQuote:
    """The sentence of a day, and its article."""

    item: ShelfItem
    article: Article
    sentence: Sentence


async def summary(article: Article) -> tuple[Sentence, ...]:
    """Return an article's most central sentences, in the order in which it has them."""
    found = await asyncio.to_thread(central_sentences, article, SUMMARISED)
    return tuple(sorted(found, key=lambda sentence: sentence.span.start))


async def keywords_of(base: KnowledgeBase, article: Article) -> tuple[Keyword, ...]:
    """Return the words that an article is about, the weightiest first."""
    frequencies = await base.frequencies()
    return await asyncio.to_thread(keywords, article, frequencies)


async def quote_of_the_day(
    base: KnowledgeBase, day: date, within: Scope = WHOLE
) -> DailyQuote | None:
    """Return a good sentence: the same one all day long, as long as the articles are the same.

    None if there is none.
    """
    inside = await base.articles.ids(within)
    ids = [article for article, _ in await base.shelf.titles() if article in inside]
    for attempt in range(min(MOST_TRIED, len(ids))):
        chosen = ids[(_number(day, "article") + attempt) % len(ids)]
        item, article = await base.shelf.item(chosen), await base.articles.article(chosen)
        good = await asyncio.to_thread(_good_sentences, article) if article else ()
        if item and article and good:
            return DailyQuote(item, article, good[_number(day, "sentence") % len(good)])
    return None


def _good_sentences(article: Article) -> Sequence[Sentence]:
    return [
        sentence
        for sentence in central_sentences(article, GOOD_SENTENCES)
        if _stands_alone(sentence.span.of(article.text))
    ]


def _stands_alone(text: str) -> bool:
    leans = kinds_in(text, fold(text)) & Kind.LEANING
    goes_on = GOES_ON.match(text) is not None
    return len(text) <= LONGEST_OF_A_DAY and text.endswith(ENDS) and not (leans or goes_on)


def _number(day: date, what: str) -> int:
    return int.from_bytes(blake2b(f"{day.isoformat()} {what}".encode(), digest_size=4).digest())
