"""What do the lines of a JSONL file say?

Invariant: one line is one article or one or more problems with that line's number; no line spoils
another. Only `id` and `text` are needed: another value that makes no sense is a warning. The stored
text is the `text` of the object, not the line.
"""

import json
from collections.abc import Iterable
from types import MappingProxyType

from knowledge.model.article import Article, Block, FieldName, Span
from knowledge.model.errors import ArticleError
from knowledge.reading.language import language_of
from knowledge.reading.lines import BLANKS, lines_of, trimmed
from knowledge.reading.metadata import Metadata, read_metadata, shown, unprintable
from knowledge.reading.outcome import Reading, refused

TITLE_LENGTH = 40  # characters of the first line that stand in for a title

_REMEDY = 'write one object {"id": …, "title": …, "text": …} on each line'


def read_jsonl(text: str, file: str, first_line: int = 1) -> Reading:
    """Return an article for every good line, and the problems of the others.

    `first_line` is the number of the first line where the text is a piece of the file.
    """
    # Not splitlines(): U+2028 may stand inside a JSON text, and then it is no end of a line.
    lines = enumerate(text.split("\n"), start=first_line)
    written = ((number, line) for number, line in lines if line.strip(BLANKS))
    return read_entries(((number, _value(line, file, number)) for number, line in written), file)


def read_entries(entries: Iterable[tuple[int, object]], file: str) -> Reading:
    """Return an article for every good object, each given with its line; others are problems.

    What could not be an object is given as the problem that it is.
    """
    articles: dict[str, Article] = {}
    problems: list[ArticleError] = []
    warnings: list[ArticleError] = []
    for number, value in entries:
        reading = _read_entry(value, file, number)
        problems += reading.problems
        warnings += reading.warnings
        for article in reading.articles:
            first = articles.setdefault(article.id, article)
            if first is not article:
                said = f"id {shown(article.id)} is also in line {first.line}; give each its own"
                problems.append(ArticleError(file, number, said))
    return Reading(tuple(articles.values()), tuple(problems), tuple(warnings))


def _value(line: str, file: str, number: int) -> object:
    """Return the value of a line, or the problem of one that is no JSON."""
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        said = f"not JSON ({error.msg} at column {error.colno}); {_REMEDY}"
        return ArticleError(file, number, said)
    except (ValueError, RecursionError):  # a number of 5000 digits, lists inside lists without end
        return ArticleError(file, number, f"no JSON that can be an article; {_REMEDY}")


def _read_entry(values: object, file: str, number: int) -> Reading:
    if isinstance(values, ArticleError):
        return refused(values)
    if not isinstance(values, dict):
        return refused(ArticleError(file, number, f"not a JSON object; {_REMEDY}"))
    metadata, wrong = read_metadata(values)
    text = values.get("text")
    if metadata.id is None:
        wrong = {"id": "id is missing; every line needs one of its own"} | wrong
    missing = _wrong_text(text)
    told = tuple(ArticleError(file, number, said) for said in (*wrong.values(), *missing))
    if missing or metadata.id is None or not isinstance(text, str):
        return refused(*told)
    return Reading((_article(metadata, text, file, number),), warnings=told)


def _wrong_text(text: object) -> list[str]:
    if not isinstance(text, str) or not text.strip(BLANKS):
        return ["text must be the article's words, not " + shown(text)]
    if character := unprintable(text):
        return [f"text must be without {character}; save the article as UTF-8 text again"]
    return []


def _article(metadata: Metadata, text: str, file: str, number: int) -> Article:
    lines = [line for line in lines_of(text) if line.text]
    # Only a title that is made from the text stands in it.
    start = lines[0].span.start
    first = trimmed(text, start, min(lines[0].span.end, start + TITLE_LENGTH))
    places: dict[FieldName, Span] = {} if metadata.title else {"title": first}
    return Article(
        id=metadata.id or "",
        title=metadata.title or first.of(text),
        text=text,
        blocks=tuple(Block("paragraph", line.span) for line in lines),
        author=metadata.author,
        source=metadata.source,
        editors=metadata.editors,
        published=metadata.published,
        url=metadata.url,
        language=metadata.language or language_of(text),
        places=MappingProxyType(places),
        file=file,
        line=number,
    )
