"""What stands for a sign that note books and generators of sites put into Markdown?

Invariant: each function looks at one sign, at one offset and not far behind it, and returns what a
reader of the page sees of it; None where the characters only look like it.
"""

import re
from html import unescape

_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_LINK = re.compile(
    r"(?P<embed>!?)\[\[(?P<page>[^\[\]|\n]{0,300})(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\]"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BOX = re.compile(
    r":{3,}[ \t]{0,9}(?:\{?[\w.-]{1,40}\}?)?[ \t]{0,9}"
    r"(?:\[(?P<inside>[^\]\n]{0,300})\]|(?P<title>[^\n{]{0,300}))[^\n]*"
)
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]{1,9}[\w-]{1,40}(?: [\w-]{1,40}){0,3}"
    r"(?:[ \t]{1,9}\"(?P<title>[^\"\n]*)\")?[ \t\r]*$",
    re.MULTILINE,
)
_ATTRIBUTES = re.compile(
    r"\{:[^{}\n]{0,300}\}|\{[#.][\w#.=\" -]{1,100}\}(?=[ \t\r]*$)", re.MULTILINE
)
_BLOCK_NAME = re.compile(r"\^[a-z0-9]{6}(?=[ \t\r]*$)", re.MULTILINE)

Seen = tuple[str, int]
"""What stands for a sign, and the offset behind what it stands for."""


def escaped(text: str, at: int) -> Seen | None:
    """Return a sign behind a backslash as it stands: it means nothing."""
    match = _ESCAPED.match(text, at)
    return (match.group(), match.end()) if match else None


def entity(text: str, at: int) -> Seen | None:
    """Return the character that a name or a number of HTML means.

    >>> entity("a &lt; b", 2)
    ('<', 6)
    """
    match = _ENTITY.match(text, at)
    seen = unescape(match.group()).replace("\xa0", " ") if match else ""
    known = match is not None and seen != match.group() and seen.isprintable()
    return (seen, match.end()) if match and known else None


def wiki_link(text: str, at: int) -> Seen | None:
    """Return the words of a link to a note; of one that embeds it, nothing.

    >>> wiki_link("[[林|馆长]]说", 0), wiki_link("![[a.png]]", 0), wiki_link("[[ -f a ]]", 0)
    (('馆长', 8), ('', 10), None)
    """
    match = _LINK.match(text, at)
    if match is None or match["embed"]:
        return ("", match.end()) if match else None
    page = match["page"].removesuffix("\\")
    if text[match.end() : match.end() + 1] in {"(", "["} or not page.strip() or page[0].isspace():
        return None  # [[1]](https://…), and [[ -f file ]] of a shell
    words = match["words"] or page.lstrip("#").replace("#", " > ")
    return words.strip(), match.end()


def box(text: str, at: int) -> Seen | None:
    r"""Return the title of a box that begins (:::tip, !!! note) or ends (:::) at a line.

    >>> box('!!! note "提示"', 0), box(":::", 0)
    (('提示\n', 13), ('', 3))
    """
    if match := _BOX.match(text, at):
        return (match["inside"] or match["title"] or "").strip(), match.end()
    match = _ADMONITION.match(text, at)
    if match is None:
        return None
    return (f"{match['title']}\n" if match["title"] else ""), match.end()


def attributes(text: str, at: int) -> Seen | None:
    """Return nothing for what styles a block or names a heading: {: .lead}, {#fares}."""
    match = _ATTRIBUTES.match(text, at)
    return ("", match.end()) if match else None


def block_name(text: str, at: int) -> Seen | None:
    """Return nothing for the name of a block behind its words: ^a1b2c3."""
    match = _BLOCK_NAME.match(text, at)
    apart = at == 0 or text[at - 1].isspace()
    return ("", match.end()) if match and apart else None
