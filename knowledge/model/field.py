"""How does an article print its fields: title, author, source, date?

Invariant: a field that stands in the text is quoted with its line, verbatim; one that does not is
quoted alone.
"""

from typing import NamedTuple

from knowledge.model.article import Article, FieldName, Span


class Field(NamedTuple):
    """A field of an article, quoted.

    `quote` is verbatim, `highlight` the value in it; `start` and `end` say where the quote stands
    in the text, both 0 for a field that the text does not print.
    """

    name: FieldName
    quote: str
    highlight: Span
    start: int
    end: int


def quoted_fields(article: Article) -> tuple[Field, ...]:
    """Return the fields that an article has, as it prints them."""
    values: dict[FieldName, str | None] = {
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "editors": "、".join(article.editors) or None,
        "published": article.published,
        "url": article.url,
    }
    found = (_quoted(article, name, value) for name, value in values.items())
    return tuple(field for field in found if field)


def _quoted(article: Article, name: FieldName, value: str | None) -> Field | None:
    place = article.places.get(name)
    if place is None:
        return Field(name, value, Span(0, len(value)), 0, 0) if value else None
    start = article.text.rfind("\n", 0, place.start) + 1
    end = article.text.find("\n", place.end)
    line = Span(start, len(article.text) if end < 0 else end)
    shown = line.of(article.text)
    start += len(shown) - len(shown.lstrip())
    quote = shown.strip()
    return Field(name, quote, place.shifted(-start), start, start + len(quote))
