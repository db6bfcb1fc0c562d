"""Which parts of a Markdown text are code, where markup stands for itself?

Invariant: code is a fence with all its lines, words between runs of as many backticks, or lines
indented by four that are neither of a list nor of a paragraph. Each part is found in one pass.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from knowledge.reading.lines import lines_of

CODE_INDENT = 4  # columns, as in CommonMark

_RUN = re.compile(r"`+")
_FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE
)
_FENCE_END = {
    "`": re.compile(r"^[ \t>]*(`{3,})[ \t\r]*$", re.MULTILINE),
    "~": re.compile(r"^[ \t>]*(~{3,})[ \t\r]*$", re.MULTILINE),
}
_BLANK = re.compile(r"\n[ \t\r]*\n")
_POINT = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|\Z)|\[\^|!!!|\?\?\?")
_INDENTED = re.compile(r"^(?: {4}|\t)", re.MULTILINE)


class Code:
    """The code of a text, found where it is asked for."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._runs: dict[int, list[int]] | None = None
        self._indented = dict(_indented(text, start)) if _INDENTED.search(text, start) else {}

    def fence_at(self, line: int, at: int) -> int | None:
        """Return the end of the fence whose marks begin at an offset of a line, None if none do."""
        opening = _FENCE.match(self._text, line)
        if opening is None or opening.start("fence") != at:
            return None
        mark, length = opening["fence"][0], len(opening["fence"])
        for closing in _FENCE_END[mark].finditer(self._text, opening.end()):
            if len(closing[1]) >= length:
                return closing.end()
        return len(self._text)

    def span_at(self, at: int) -> int | None:
        """Return the end of the words in backticks that begin at an offset, None if there are none.

        They end in the same paragraph.
        """
        if self._runs is None:
            self._runs = _runs(self._text)
        length = 0
        while self._text.startswith("`", at + length):
            length += 1
        places = self._runs.get(length, [])
        following = bisect_left(places, at + length)
        if following == len(places):
            return None
        end = places[following] + length
        return None if _BLANK.search(self._text, at, end) else end

    def line_at(self, line: int) -> int | None:
        """Return the end of a line that is code by its margin, by where it begins; else None."""
        return self._indented.get(line)


def _runs(text: str) -> dict[int, list[int]]:
    """Return where runs of backticks begin, by their lengths."""
    runs = defaultdict[int, list[int]](list)
    for match in _RUN.finditer(text):
        runs[match.end() - match.start()].append(match.start())
    return runs


def _indented(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the beginnings and ends of the lines that are code by their margin."""
    of_list, above_blank, above_code = False, True, False
    for line in lines_of(text, start):
        if not line.text:
            above_blank = True
            continue
        if line.indent < CODE_INDENT:
            goes_on = of_list and (line.indent > 0 or not above_blank)
            of_list, above_code = _POINT.match(line.text) is not None or goes_on, False
        else:
            above_code = not of_list and (above_blank or above_code)
            if above_code:
                yield text.rfind("\n", 0, line.span.start) + 1, line.span.end
        above_blank = False
