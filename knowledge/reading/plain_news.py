"""What does a saved news page, or any other plain text, say?

Invariant: the article keeps the text as it was read; blocks and places are spans in it, and no
block holds a line that the drop rules name. `news_rules.toml` says what a line is; this walks.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import cast

from knowledge.model.article import Article, Block, FieldName, Span
from knowledge.model.errors import ArticleError
from knowledge.reading.bylines import is_date_note, read_byline, read_dateline
from knowledge.reading.headings import kinds_of, looks_like_title
from knowledge.reading.language import language_of
from knowledge.reading.lines import Line, lines_of, trimmed
from knowledge.reading.metadata import split_names
from knowledge.reading.news_head import Fields, read_head
from knowledge.reading.news_rules import LONGEST, is_a, rules
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.paragraphs import Paragraph, is_wrapped, paragraphs_of
from knowledge.reading.published import find_date

FIRST = 3  # paragraphs in which an agency's line may stand: a summary and a caption come before it


def read_plain_news(text: str, file: str) -> Reading:
    """Return the one article of a plain text, or the problem that nothing is left to quote."""
    lines = [line for line in lines_of(text) if line.text]
    fields, below = read_head(lines)
    body = _take_bylines(fields, below)
    _take_title(fields, body)
    paragraphs = paragraphs_of(text, body)
    if not paragraphs:
        problem = "there is no text beside title, date and buttons; add some or remove the file"
        return refused(ArticleError(file, None, problem))
    _take_credits(fields, paragraphs)
    return Reading((_article(text, file, fields, paragraphs),))


def _take_bylines(fields: Fields, lines: Sequence[Line]) -> list[Line]:
    """Move what bylines say to the fields, and return the lines that are the article's."""
    body = []
    for line in lines:
        if is_a("drop", line.text):
            continue
        dated = is_date_note(line)
        places = read_dateline(line) if dated else read_byline(line)
        # A field is taken once: a second source is a credit inside the article and stays.
        if places and (dated or not places.keys() & fields.keys()):
            fields.update({**places, **fields})
        else:
            body.append(line)
    return body


def _take_title(fields: Fields, body: list[Line]) -> None:
    """Move the first line to the fields if the page has no title yet and this looks like one."""
    if "title" in fields or len(body) == 1 or not body or not looks_like_title(body[0].text):
        return
    if is_wrapped(body) and body[1].follows(body[0]):
        return
    fields["title"] = body.pop(0).span


def _take_credits(fields: Fields, paragraphs: Sequence[Paragraph]) -> None:
    """Add who is named in the text itself: （中央社記者王小明台北5日電）, （編輯：張雅筑）.

    Those words stay in their paragraphs, for they are a part of what the article prints.
    """
    for paragraph in paragraphs[:FIRST]:
        _take(fields, paragraph, "opening", Span(0, LONGEST))
    for paragraph in paragraphs:
        length = len(paragraph.text)
        _take(fields, paragraph, "ending", Span(max(0, length - LONGEST), length))


def _take(fields: Fields, paragraph: Paragraph, kind: str, within: Span) -> None:
    """Add the fields of the first rule of a kind that fits a part of a paragraph."""
    part = within.of(paragraph.text)
    for rule in rules()[kind]:
        match = rule.pattern.match(part) if kind == "opening" else rule.pattern.search(part)
        if match is not None:
            for name, found in match.groupdict().items():
                if found:
                    span = trimmed(part, *match.span(name))
                    place = span.shifted(paragraph.span.start + within.start)
                    fields.setdefault(cast("FieldName", name), place)
            return


def _article(text: str, file: str, fields: Fields, paragraphs: Sequence[Paragraph]) -> Article:
    said = {name: span.of(text) for name, span in fields.items()}
    date = find_date(said.get("published", ""))
    kinds = kinds_of(paragraphs)
    while kinds[-1] == "label" and len(kinds) > 1:  # it names what was not saved
        kinds.pop()
    return Article(
        id=file,
        title=said.get("title") or PurePosixPath(file).stem,
        text=text,
        blocks=tuple(Block(kind, part.span) for kind, part in zip(kinds, paragraphs, strict=False)),
        author=said.get("author"),
        source=said.get("source"),
        editors=split_names(said.get("editors", "")),
        published=date[1] if date else None,
        url=said.get("url"),
        language=language_of(text),
        places=MappingProxyType(fields),
        file=file,
    )
