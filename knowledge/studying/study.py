"""What can be said of an article in its own words: its keywords, a sentence for a day?

Invariant: everything is the article's own text; work of more than a moment leaves the event loop.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from knowledge.model.article import Article
from knowledge.model.listing import ListedArticle
from knowledge.studying.centrality import Sentence, central_sentences
from knowledge.studying.continuation import goes_on
from knowledge.studying.keywords import Frequencies, Keyword, keywords

GOOD_SENTENCES = 20  # of an article, from which one is taken for a day
LONGEST_OF_A_DAY = 120  # characters: a quote to remember, not to study
ENDS = ("。", "！", "!", ".", "”", "」")
MOST_TRIED = 7  # articles without a sentence for the day

ReadArticle = Callable[[str], Awaitable[tuple[ListedArticle, Article] | None]]
"""Returns a live article by its id, as listed and whole."""


@dataclass(frozen=True, slots=True)
class DailyQuote:
    """The sentence of a day, and its article."""

    item: ListedArticle
    article: Article
    sentence: Sentence


async def keywords_of(article: Article, frequencies: Frequencies) -> tuple[Keyword, ...]:
    """Return the words that an article is about, the weightiest first."""
    return await asyncio.to_thread(keywords, article, frequencies)


async def quote_of_the_day(
    titles: Sequence[tuple[str, str]], day: date, read: ReadArticle
) -> DailyQuote | None:
    """Return a good sentence: the same one all day long, as long as the articles are the same.

    `titles` are id and title of the articles that may be quoted. None if there is none.
    """
    for attempt in range(min(MOST_TRIED, len(titles))):
        chosen, _ = titles[(_number(day, "article") + attempt) % len(titles)]
        found = await read(chosen)
        good = await asyncio.to_thread(_good_sentences, found[1]) if found else ()
        if found and good:
            return DailyQuote(*found, good[_number(day, "sentence") % len(good)])
    return None


def _good_sentences(article: Article) -> Sequence[Sentence]:
    return [
        sentence
        for sentence in central_sentences(article, GOOD_SENTENCES)
        if _stands_alone(sentence.span.of(article.text))
    ]


def _stands_alone(text: str) -> bool:
    return len(text) <= LONGEST_OF_A_DAY and text.endswith(ENDS) and not goes_on(text)


def _number(day: date, what: str) -> int:
    return int.from_bytes(blake2b(f"{day.isoformat()} {what}".encode(), digest_size=4).digest())
