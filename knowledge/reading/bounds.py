"""Is what came of a file of a sane size?

Invariant: no article has more text, blocks or longer fields than anything downstream is made for,
and none has many times more text than its file has bytes: such a file was made to be a trap. A
field that is too long is left out, or cut if it is the title, and a warning says so.
"""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.model.article import Article
from knowledge.model.errors import ArticleError
from knowledge.reading.outcome import Reading

MOST_CHARACTERS = 10_000_000  # of one article: six copies of the longest novel there is
MOST_BLOCKS = 200_000  # of one article: paragraphs, headings, labels
MOST_RATIO = 20  # characters to bytes; no writing packs better than text in a Word file, ten times
LONGEST_ID = 1_000
LONGEST_TITLE = 300
LONGEST_NAME = 200  # of an author, a source, an editor
LONGEST_URL = 2_000  # browsers stop there, too
MOST_EDITORS = 50


def bounded(reading: Reading, name: str, size: int) -> Reading:
    """Return a reading of a file of so many bytes without what is too large in it."""
    said = sum(len(article.text) for article in reading.articles)
    if said > MOST_RATIO * size:
        problem = f"its text is more than {MOST_RATIO} times as long as the file; save it again"
        return Reading(problems=(*reading.problems, ArticleError(name, None, problem)))
    articles, problems, warnings = [], list(reading.problems), list(reading.warnings)
    for article in reading.articles:
        if problem := _too_large(article):
            problems.append(ArticleError(name, _line(article), problem))
            continue
        articles.append(_with_short_fields(article))
        warnings += [
            ArticleError(name, _line(article), f"{field} is too long and was {done}; shorten it")
            for field, done in _long_fields(article)
        ]
    return Reading(tuple(articles), tuple(problems), tuple(warnings))


def _line(article: Article) -> int | None:
    return article.line if article.line > 1 else None


def _too_large(article: Article) -> str:
    """Return what an article has too much of, and the remedy; nothing for most."""
    if len(article.text) > MOST_CHARACTERS:
        return f"it has {len(article.text):,} characters; divide it into pieces of a tenth"
    if len(article.blocks) > MOST_BLOCKS:
        return f"it has {len(article.blocks):,} paragraphs, and {MOST_BLOCKS:,} are read; divide it"
    if len(article.id) > LONGEST_ID:
        return f"its id is longer than {LONGEST_ID:,} characters; shorten it"
    return ""


def _long_fields(article: Article) -> Iterator[tuple[str, str]]:
    if len(article.title) > LONGEST_TITLE:
        yield "title", "cut"
    for name, value, longest in (
        ("author", article.author, LONGEST_NAME),
        ("source", article.source, LONGEST_NAME),
        ("url", article.url, LONGEST_URL),
    ):
        if value and len(value) > longest:
            yield name, "left out"
    if article.editors != _editors(article):
        yield "editors", "cut"


def _with_short_fields(article: Article) -> Article:
    long = dict(_long_fields(article))
    if not long:
        return article
    return replace(
        article,
        title=article.title[:LONGEST_TITLE],
        author=None if "author" in long else article.author,
        source=None if "source" in long else article.source,
        url=None if "url" in long else article.url,
        editors=_editors(article),
    )


def _editors(article: Article) -> tuple[str, ...]:
    return tuple(one for one in article.editors if len(one) <= LONGEST_NAME)[:MOST_EDITORS]
