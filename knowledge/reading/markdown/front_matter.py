"""What does the front matter of a Markdown file say, and where?

Invariant: every value is the text that stands in the file. YAML's own types are not asked for, so
`id: 007` stays `007`, and an impossible date is our problem with its line, not the parser's.
"""

import re
from dataclasses import dataclass, field
from typing import cast

from frontmatter.default_handlers import YAMLHandler
from yaml import BaseLoader, MarkedYAMLError, YAMLError

from knowledge.model.article import FieldName, Span
from knowledge.model.errors import ArticleError
from knowledge.reading.lines import BLANKS, line_number, trimmed

LONGEST = 65_536  # characters: PyYAML reads 1 MB in seconds, and no front matter is that long

_FIELDS: dict[str, FieldName] = {
    "title": "title",
    "author": "author",
    "source": "source",
    "editors": "editors",
    "published": "published",
    "date": "published",
    "url": "url",
}
_REMEDY = "correct it, or put the value in quotes"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values as written, the offset at which the body begins, and where each value stands."""

    body: int = 0
    values: dict[str, object] = field(default_factory=dict)
    places: dict[FieldName, Span] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_front_matter(text: str, file: str) -> FrontMatter:
    r"""Return a file's front matter, empty if it has none; raise ArticleError if it is broken.

    >>> found = read_front_matter("---\ntitle: 有據\n---\n本文", "a.md")
    >>> found.values, found.places["title"], found.body
    ({'title': '有據'}, Span(start=11, end=13), 17)
    """
    handler = YAMLHandler()
    boundaries = handler.FM_BOUNDARY.finditer(text)
    opening, closing = next(boundaries, None), next(boundaries, None)
    if opening is None or closing is None or text[: opening.start()].strip(BLANKS):
        return FrontMatter()
    start, end, body = opening.end(), closing.start(), closing.end()
    values = _parsed(handler, text, Span(start, end), file)
    if not isinstance(values, dict):  # words between two rules are the article's; comments, not
        return FrontMatter(body=0 if values else body)
    keys = {key: at for key in values if (at := _key_end(text, start, end, key)) is not None}
    return FrontMatter(
        body=body,
        values=values,
        places=_places(text, end, values, keys),
        lines={key: line_number(text, at) for key, at in keys.items()},
    )


def _parsed(handler: YAMLHandler, text: str, span: Span, file: str) -> object:
    first = line_number(text, span.start)
    if span.end - span.start > LONGEST:
        problem = f"the front matter has more than {LONGEST} characters; move the text below it"
        raise ArticleError(file, first, problem)
    try:
        return cast("object", handler.load(span.of(text), Loader=BaseLoader))
    except MarkedYAMLError as error:
        # A quote that is never closed is found at the end, but mended where it was opened.
        unclosed = "end of stream" in str(error.problem) and error.context_mark
        mark = unclosed or error.problem_mark
        said = f"front matter is not YAML ({error.problem}); {_REMEDY}"
        raise ArticleError(file, first + (mark.line if mark else 0), said) from error
    except YAMLError as error:  # a control character; its message has several lines
        said = str(error).splitlines()[0]
        raise ArticleError(file, first, f"front matter is not YAML ({said}); remove it") from error
    except RecursionError as error:
        problem = "front matter has lists inside lists without end; write plain keys"
        raise ArticleError(file, first, problem) from error


def _key_end(text: str, start: int, end: int, key: object) -> int | None:
    """Return the offset behind a top-level key and its colon."""
    written = re.compile(rf"^(?:['\"]?){re.escape(str(key))}(?:['\"]?)[ \t]*:", re.MULTILINE)
    match = written.search(text, start, end)
    return match.end() if match else None


def _places(
    text: str, end: int, values: dict[str, object], keys: dict[str, int]
) -> dict[FieldName, Span]:
    """Return where the values stand that stand on their key's line as they are."""
    places: dict[FieldName, Span] = {}
    for key, name in _FIELDS.items():
        if key in keys and name not in places:
            line = text[keys[key] : end].split("\n", 1)[0]
            span = _place(line, values[key])
            if span is not None:
                places[name] = span.shifted(keys[key])
    return places


def _place(line: str, value: object) -> Span | None:
    """Return where a value, or a list from its first to its last text, stands in a line."""
    names = [str(part) for part in value] if isinstance(value, list) else [str(value)]
    if not names or not (names[0].strip() and names[-1].strip()):
        return None
    first = line.find(names[0])
    last = line.find(names[-1], max(first, 0))
    return trimmed(line, first, last + len(names[-1])) if min(first, last) >= 0 else None
