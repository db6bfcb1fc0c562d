"""What does a reader of the page see of an HTML tag in Markdown?

Invariant: a tag itself is never seen; what it stands around is. A tag that begins or ends a block
parts the words before from those behind it.
"""

import re

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?=[\s/>])(?P<attributes>[^<>]{0,1000})>"
)
HIDDEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})
"""Elements whose inside is nothing to read."""

_HEADING = re.compile(r"h[1-6]")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form header hr html main nav ol p pre section summary table tbody tfoot thead tr "
    "ul".split()
)
_CELLS = frozenset({"td", "th"})
_INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big button caption cite code col colgroup data del dfn em "
    "embed font i img input ins kbd label link map mark meta meter object picture progress q rp "
    "rt ruby s samp small source span strike strong sub sup time track tt u var video wbr".split()
)
_KNOWN = _BLOCKS | _INLINE | _CELLS | HIDDEN | {"br", "li", "h1", "h2", "h3", "h4", "h5", "h6"}


def is_tag(name: str) -> bool:
    """Tell whether a name in pointed brackets is a tag of HTML.

    >>> is_tag("summary"), is_tag("String")
    (True, False)
    """
    small = name.lower()
    if name not in {small, name.upper()}:
        return False
    return small in _KNOWN


def seen_of(name: str, *, ends: bool, begins_line: bool, in_row: bool) -> str:
    """Return what stands for a tag: a new line, the mark of a heading or a point, or nothing.

    >>> seen_of("h2", ends=False, begins_line=True, in_row=False)
    '## '
    """
    name = name.lower()
    if in_row or name in _CELLS or name in _INLINE or name in HIDDEN:
        return " | " if name in _CELLS and ends else " " if name == "br" else ""
    new_line = "" if begins_line else "\n"
    if ends:
        return {"li": "", "tr": "\n", "br": "\n"}.get(name, "\n\n")
    if name == "br":
        return "\n"
    mark = "- " if name == "li" else "#" * int(name[1]) + " " if _HEADING.fullmatch(name) else ""
    return new_line + mark
