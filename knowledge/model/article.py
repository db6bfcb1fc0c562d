"""What is an article, and where does everything in it stand?

Invariant: every span is half-open, counts code points of `Article.text`, and lies inside it. What a
reader of the bot sees is always `span.of(article.text)`, never a changed copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

BlockKind = Literal["paragraph", "heading", "label"]
"""A heading opens a section; a label (編者按, 【相關閱讀】) names the paragraphs that follow it."""

FieldName = Literal["title", "author", "source", "editors", "published", "url"]
"""The fields of an article that a question may be about."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of a text that this span covers.

        >>> Span(1, 3).of("有據可查")
        '據可'
        """
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """Return this span moved by a number of code points.

        >>> Span(1, 3).shifted(10)
        Span(start=11, end=13)
        """
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a label, and where it stands in the article's text."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its reader understood it.

    `text` is stored exactly as it was read; `blocks` lie in it in order and never overlap; `places`
    says where in `text` a field stands, for the fields that stand there. `published` is ISO 8601
    (`2022-03-05` or `2022-03-05T09:07`), `language` a BCP 47 tag (`zh-Hant`, `zh-Hans`, `en`).
    `file` and `line` say where the article was read from, for error messages and for citing.
    """

    id: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    author: str | None = None
    source: str | None = None
    editors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    places: Mapping[FieldName, Span] = field(default_factory=lambda: MappingProxyType({}))
    file: str = ""
    line: int = 1
