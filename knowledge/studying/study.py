"""What can be said of an article in its own words: its keywords, its sentences, one for a day?

Invariant: everything is the article's own text; work of more than a moment leaves the event loop.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from knowledge.language.folding import fold
from knowledge.language.kinds import Kind, kinds_in
from knowledge.model.article import Article
from knowledge.model.listing import ListedArticle
from knowledge.studying.centrality import Sentence, central_sentences
from knowledge.studying.keywords import Frequencies, Keyword, keywords

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

ReadArticle = Callable[[str], Awaitable[tuple[ListedArticle, Article] | None]]
"""Returns a live article by its id, as listed and whole."""


@dataclass(frozen=True, slots=True)
class DailyQuote:
    """The sentence of a day, and its article."""

    item: ListedArticle
    article: Article
    sentence: Sentence


async def summary(article: Article) -> tuple[Sentence, ...]:
    """Return an article's most central sentences, in the order in which it has them."""
    found = await asyncio.to_thread(central_sentences, article, SUMMARISED)
    return tuple(sorted(found, key=lambda sentence: sentence.span.start))


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
    refers_back = kinds_in(text, fold(text)) & Kind.REFERS_BACK
    goes_on = GOES_ON.match(text) is not None
    return len(text) <= LONGEST_OF_A_DAY and text.endswith(ENDS) and not (refers_back or goes_on)


def _number(day: date, what: str) -> int:
    return int.from_bytes(blake2b(f"{day.isoformat()} {what}".encode(), digest_size=4).digest())
