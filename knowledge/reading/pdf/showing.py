"""Which words does a page of a PDF show, and where?

Invariant: words come in the order in which they are drawn, each with its place on the page as a
reader holds it; nothing is drawn more often than a page and a file may draw. A word that is drawn
twice at the same place, as printers make it bold, is one word. pypdf lives here.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

from knowledge.reading.pdf.fonts import Fonts, Letters, value_of
from knowledge.reading.pdf.matrices import (
    IDENTITY,
    Matrix,
    is_number,
    matrix_of,
    numbers,
    times,
    turned,
)
from knowledge.reading.pdf.streams import Operation, Streams

MOST_OPERATORS = 300_000  # of a page: a map has a hundred thousand, a page of a novel a thousand
LONGEST_CONTENT = 5_000_000  # bytes that draw a page
DEEPEST_FORM = 8  # drawings that are drawn by others
GAP = 0.17  # of the size: a wider one parts words
SAME_PLACE = 0.12  # of the size: two words that are this near are one, printed twice
SLANTED = 10  # degrees: words that lean more are stamps over the text


@dataclass(frozen=True, slots=True)
class Word:
    """Some characters of a line: their left and right ends, their height from below, their size.

    `turn` is how many quarters the page is turned to read them; `unread` counts characters that the
    file has no meaning for.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    turn: int = 0
    unread: int = 0


@dataclass(slots=True)
class _State:
    """What q keeps and Q brings back, and where the pen stands."""

    ctm: Matrix = IDENTITY
    font: "Letters | None" = None
    size: float = 12.0
    apart: float = 0.0
    words_apart: float = 0.0
    wide: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def words_on(page: PageObject, fonts: Fonts, streams: Streams) -> list[Word]:
    """Return the words of a page, as far as it draws no more than a page may."""
    turned = page.get("/Rotate", 0)
    pen = _Pen(fonts, streams, int(turned) // 90 % 4 if is_number(turned) else 0)
    pen.draw(pen.operations(value_of(page, "/Contents"), page), value_of(page, "/Resources"), 0)
    streams.drawn += MOST_OPERATORS - pen.left
    return list(_once(pen.words))


class _Pen:
    """Draws a page and remembers the words."""

    def __init__(self, fonts: Fonts, streams: Streams, turned: int) -> None:
        self.fonts = fonts
        self.streams = streams
        self.turned = turned
        self.left = MOST_OPERATORS
        self.end = streams.unpacked + LONGEST_CONTENT
        self.words: list[Word] = []
        self.state = _State()
        self.stack: list[_State] = []
        self.line = self.text = IDENTITY
        self.resources: DictionaryObject | None = None
        self.depth = 0

    def operations(self, content: object, owner: DictionaryObject) -> list[Operation]:
        """Return the operations of a page or a form, as many as the page may have."""
        return self.streams.operations(content, owner, self.end - self.streams.unpacked)

    def draw(
        self,
        operations: Sequence[Operation],
        resources: Any,  # noqa: ANN401
        depth: int,
    ) -> None:
        """Follow operations until they end or are too many."""
        self.resources, self.depth = resources, depth
        for operands, operator in operations[: self.left]:
            self.left -= 1
            handle = _HANDLERS.get(operator)
            if handle and self.left > 0:
                handle(self, operands)

    def form(self, operands: Sequence[Any]) -> None:
        """Draw what another drawing consists of, if it is no picture and not too deep."""
        found = value_of(value_of(self.resources, "/XObject"), operands[0] if operands else None)
        if not isinstance(found, StreamObject) or found.get("/Subtype") != "/Form":
            return
        if self.depth >= DEEPEST_FORM:
            return
        kept, resources, depth = self.state, self.resources, self.depth
        line, text, stack = self.line, self.text, self.stack
        self.stack = []
        matrix = matrix_of(value_of(found, "/Matrix") or ())
        self.state = _copied(kept, ctm=times(matrix or IDENTITY, kept.ctm))
        self.draw(
            self.operations(found, found), value_of(found, "/Resources") or resources, depth + 1
        )
        self.state, self.resources, self.depth = kept, resources, depth
        self.line, self.text, self.stack = line, text, stack

    def move(self, x: float, y: float) -> None:
        """Begin a line at an offset from where the last one began."""
        self.line = self.text = times((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def show(self, code: object) -> None:
        """Write a code where the pen stands, and move the pen behind it."""
        font = self.state.font
        written = code.original_bytes if hasattr(code, "original_bytes") else code
        if font is None or not isinstance(written, bytes):
            return
        state, start = self.state, self.text
        said, far, unread = list[str](), 0.0, 0
        for letter, width in font.read(written):
            said.append(letter)
            unread += not font.means
            step = (1.0 if font.downward else width) * state.size + state.apart
            far += step + (state.words_apart if letter == " " else 0.0)
        far *= state.wide
        self.advance(far)
        if said:
            self._remember("".join(said) if font.means else "", start, far, unread)

    def advance(self, far: float) -> None:
        """Move the pen along the line."""
        down = self.state.font is not None and self.state.font.downward
        shift: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, -far) if down else (1.0, 0.0, 0.0, 1.0, far, 0.0)
        self.text = times(shift, self.text)

    def _remember(self, text: str, start: Matrix, far: float, unread: int) -> None:
        whole = times((1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise), times(start, self.state.ctm))
        a, b, c, d, x, y = whole
        downward = self.state.font is not None and self.state.font.downward
        along = math.hypot(c, d) if downward else math.hypot(a, b)
        angle = math.degrees(math.atan2(b, a)) - 90 * downward
        turn = round(angle / 90)
        if abs(angle - 90 * turn) > SLANTED:
            return
        quarter = turn % 4
        x, y = turned(x, y, quarter)
        size = self.state.size * math.hypot(c, d)
        turn = (quarter + self.turned) % 4
        self.words.append(Word(text, x, y, x + abs(far) * along, abs(size), turn, unread))


def _once(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words without those that are drawn a second time at the same place."""
    drawn = defaultdict[tuple[str, int], list[tuple[float, float]]](list)
    for word in words:
        near = SAME_PLACE * word.size
        places = drawn[word.text, word.turn][-20:]
        if word.text.strip() and any(
            abs(x - word.x) <= near and abs(y - word.y) <= near for x, y in places
        ):
            continue
        drawn[word.text, word.turn].append((word.x, word.y))
        yield word


def _copied(state: _State, **changed: Any) -> _State:  # noqa: ANN401
    names = ("ctm", "font", "size", "apart", "words_apart", "wide", "leading", "rise")
    return _State(**{name: getattr(state, name) for name in names} | changed)


def _save(pen: _Pen, _: Sequence[Any]) -> None:
    pen.stack.append(_copied(pen.state))


def _restore(pen: _Pen, _: Sequence[Any]) -> None:
    if pen.stack:
        pen.state = pen.stack.pop()


def _concatenate(pen: _Pen, operands: Sequence[Any]) -> None:
    pen.state.ctm = times(matrix_of(operands) or IDENTITY, pen.state.ctm)


def _begin(pen: _Pen, _: Sequence[Any]) -> None:
    pen.line = pen.text = IDENTITY


def _set(name: str, share: float = 1.0) -> Callable[[_Pen, Sequence[Any]], None]:
    def handle(pen: _Pen, operands: Sequence[Any]) -> None:
        setattr(pen.state, name, numbers(operands, 1)[0] * share)

    return handle


def _font(pen: _Pen, operands: Sequence[Any]) -> None:
    pen.state.font = pen.fonts.of(pen.resources, operands[0] if operands else None)
    pen.state.size = numbers(operands[1:], 1)[0]


def _place(pen: _Pen, operands: Sequence[Any]) -> None:
    pen.line = pen.text = matrix_of(operands) or IDENTITY


def _next(pen: _Pen, _: Sequence[Any] = ()) -> None:
    pen.move(0.0, -pen.state.leading)


def _move(pen: _Pen, operands: Sequence[Any]) -> None:
    pen.move(*numbers(operands, 2))


def _move_by(pen: _Pen, operands: Sequence[Any]) -> None:
    x, y = numbers(operands, 2)
    pen.state.leading = -y
    pen.move(x, y)


def _show(pen: _Pen, operands: Sequence[Any]) -> None:
    pen.show(operands[0] if operands else None)


def _show_all(pen: _Pen, operands: Sequence[Any]) -> None:
    for one in operands[0] if operands and isinstance(operands[0], list) else ():
        if is_number(one):
            pen.advance(-float(one) / 1000 * pen.state.size * pen.state.wide)
        else:
            pen.show(one)


def _show_next(pen: _Pen, operands: Sequence[Any]) -> None:
    _next(pen)
    _show(pen, operands)


def _show_next_apart(pen: _Pen, operands: Sequence[Any]) -> None:
    pen.state.words_apart, pen.state.apart = numbers(operands, 2)
    _show_next(pen, operands[2:])


_HANDLERS: dict[bytes, Callable[[_Pen, Sequence[Any]], None]] = {
    b"q": _save,
    b"Q": _restore,
    b"cm": _concatenate,
    b"BT": _begin,
    b"Tf": _font,
    b"Tc": _set("apart"),
    b"Tw": _set("words_apart"),
    b"Tz": _set("wide", 0.01),
    b"TL": _set("leading"),
    b"Ts": _set("rise"),
    b"Td": _move,
    b"TD": _move_by,
    b"Tm": _place,
    b"T*": _next,
    b"Tj": _show,
    b"TJ": _show_all,
    b"'": _show_next,
    b'"': _show_next_apart,
    b"Do": _Pen.form,
}
