"""Where does a line break in a terminal?

Between words, and in Chinese between any two characters but before a sign that closes or behind one
that opens. Invariant: but for the line breaks and what begins a line nothing is added or lost; a
word that is longer than a line, such as an address, stays whole.
"""

import re
import shutil
import unicodedata
from collections.abc import Sequence
from typing import TextIO

BAR = "│ "  # what begins every line of a quote
PLAIN = "\x1b[0m"
WIDE = 2  # columns of a Chinese character

_PIECE = re.compile(r"\x1b\[[0-9;]*m|.", re.DOTALL)
_CLOSING = frozenset("，。、；：！？﹔︰」』】》〉）〕”’…—～·,.;:!?)]}%％")
_OPENING = frozenset("「『【《〈（〔“‘([{")


def width_of(target: TextIO) -> int | None:
    """Return the columns of the window that a text goes to; None if it goes to no window."""
    return shutil.get_terminal_size().columns if target.isatty() else None


def wrapped(text: str, width: int | None) -> str:
    """Return a text in lines of at most so many columns; None leaves it as it is.

    >>> print(wrapped("一二三四，五 six seven", 9))
    一二三
    四，五
    six seven
    """
    if width is None:
        return text
    return "\n".join(_wrapped_line(line, width) for line in text.split("\n"))


def in_rows(labels: Sequence[str], width: int | None, between: str = "   ") -> str:
    """Return labels side by side, in as many lines as they need, each label whole."""
    rows: list[str] = []
    for label in labels:
        longer = f"{rows[-1]}{between}{label}" if rows else ""
        if rows and (width is None or columns(longer) <= width):
            rows[-1] = longer
        else:
            rows.append(label)
    return "\n".join(rows)


def columns(text: str) -> int:
    """Return how many columns a text takes: Chinese characters and most emoji take two.

    >>> columns("有據 ok"), columns("é")
    (7, 1)
    """
    return sum(_columns(piece) for piece in _PIECE.findall(text))


def _columns(piece: str) -> int:
    if len(piece) > 1 or unicodedata.category(piece) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return WIDE if unicodedata.east_asian_width(piece) in {"W", "F"} else 1


def _wrapped_line(line: str, width: int) -> str:
    """Break a line at the last place where it can; a line of a quote goes on as one."""
    begins = BAR if line.startswith(BAR) else ""
    lines: list[str] = []
    here, used, cut, before = "", 0, 0, ""  # the line so far, its columns, where it can be broken
    for piece in _PIECE.findall(line):
        if len(here) > len(begins) and _may_break(before, piece):
            cut = len(here)
        if used + _columns(piece) > width and cut and not piece.isspace():
            styles = "".join(_styles(here[:cut]))
            lines.append(here[:cut].rstrip(" ") + (PLAIN if styles else ""))
            here = begins + styles + here[cut:]
            used, cut = columns(here), 0
        here += piece
        used += _columns(piece)
        before = piece if len(piece) == 1 else before
    return "\n".join([*lines, here])


def _styles(text: str) -> list[str]:
    """Return the styles in which a text ends."""
    codes = [piece for piece in _PIECE.findall(text) if len(piece) > 1]
    last = max((at for at, code in enumerate(codes) if code == PLAIN), default=-1)
    return codes[last + 1 :]


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters, or before a change of style."""
    if not before or before in _OPENING or after in _CLOSING or after.isspace():
        return False
    return before.isspace() or _columns(before) == WIDE or _columns(after) == WIDE
