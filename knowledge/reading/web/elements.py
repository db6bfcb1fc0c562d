"""What do the elements of a web page do: run on in a line, begin a new one, stay unseen?

Invariant: an element is judged by itself, never by what is around it or in it, so that a walk over
a page costs no more than the page is long.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from knowledge.reading.composition import tidy_line

Tree: TypeAlias = Any  # an element of lxml, which ships no types

# Elements whose words are no line: programs, pictures, and what is pressed or filled in.
UNSEEN = frozenset(
    "script style noscript template head title svg math canvas object embed iframe audio video map "
    "select option textarea input datalist progress meter dialog figcaption rp rt".split()
)
# Elements that run on in a line; any other begins a new one.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data dfn del em font i img ins kbd label mark "
    "nobr o:p output picture q rb ruby s samp small source span strike strong sub sup time tt u "
    "var wbr".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong"})
LISTS = frozenset({"ul", "ol", "dir"})

_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# What encyclopedias and documentation put beside the words of their text.
_MARKS = re.compile(r"\b(?:mw-editsection|headerlink|anchor-link|header-anchor|hash-link)\b")
_NOTE = re.compile(r"\b(?:reference|footnote-ref|footnote-reference|noprint)\b")


def is_hidden(element: Tree) -> bool:
    """Tell whether an element itself says that it is not shown (yet).

    `overflow:hidden` and `visibility:hidden` hide no text: editors write the one around boxes that
    are shown, and pages of public accounts show the other when they have loaded.
    """
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or _NOT_SHOWN.search(element.get("style") or "") is not None


def is_bold(element: Tree) -> bool:
    """Tell whether an element makes its words bold."""
    return element.tag in BOLD or _BOLD_STYLE.search(element.get("style") or "") is not None


def is_mark(element: Tree) -> bool:
    """Tell whether an inline element is no word of the text: [1], [edit], ¶, or a button."""
    names = element.get("class") or ""
    if element.tag == "sup":
        return _NOTE.search(names) is not None
    if element.tag == "button":  # one that unfolds an answer has the question on it
        return element.get("aria-expanded") is None and element.get("aria-controls") is None
    return bool(names) and _MARKS.search(names) is not None


def names_of(element: Tree) -> str:
    """Return class and id of an element, in one."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def seen_text(element: Tree) -> str:
    """Return the words of a small element that a reader sees, on one line."""
    return tidy_line("".join(_words(element)))


def _words(element: Tree) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if isinstance(part.tag, str):
            between = "" if part.tag in INLINE else " "
            yield between
            if part.tag not in UNSEEN and not (between == "" and is_mark(part)):
                yield from _words(part)
            yield between
        yield part.tail or ""
