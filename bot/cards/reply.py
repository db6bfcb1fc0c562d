"""What does a message of the bot consist of, before it is Telegram's?

Invariant: marks are spans of code points inside `text`; nothing here is markup, so nothing that an
article or a person wrote can become it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge import Span

Style = Literal["bold", "italic", "underline", "expandable_blockquote", "blockquote", "text_link"]

LONGEST_TEXT = 4096  # UTF-16 units, after Telegram parsed it
MOST_MARKS = 100  # entities that Telegram keeps a message


@dataclass(frozen=True, slots=True)
class Mark:
    """How a span of a message looks, and where it links to."""

    style: Style
    span: Span
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: its words and what it sends back, opens, copies or shares.

    What is shared is what the bot is asked inline in a chat that the reader chooses.
    """

    label: str
    data: str = ""
    url: str | None = None
    copied: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of the bot."""

    text: str
    marks: tuple[Mark, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()


class Composition:
    """Text that is put together piece by piece, with its marks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def add(
        self,
        text: str,
        *styles: Style,
        url: str | None = None,
        inside: Iterable[tuple[Style, Span]] = (),
    ) -> "Composition":
        """Append a text in some styles, with marks on spans of it."""
        here = Span(self._length, self._length + len(text))
        self._marks += [Mark(style, here, url) for style in styles if text]
        self._marks += [Mark(style, span.shifted(here.start)) for style, span in inside]
        self._pieces.append(text)
        self._length = here.end
        return self

    def extend(self, reply: "Reply") -> "Composition":
        """Append another message with its marks, without its buttons."""
        shift = self._length
        self._marks += [Mark(m.style, m.span.shifted(shift), m.url) for m in reply.marks]
        self._pieces.append(reply.text)
        self._length += len(reply.text)
        return self

    def reply(self, *buttons: tuple[Button, ...]) -> Reply:
        """Return the message, with rows of buttons."""
        return Reply("".join(self._pieces), tuple(self._marks[:MOST_MARKS]), buttons)


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it: in UTF-16 units.

    >>> units("據😀")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, room: int, keep: Literal["start", "end"] = "start") -> str:
    """Return a text of at most so many units, with … where something was left out.

    >>> shortened("海上壹周", 4), shortened("海上壹周", 3), shortened("海上壹周", 3, keep="end")
    ('海上壹周', '海上…', '…壹周')
    """
    if units(text) <= room:
        return text
    step, kept, used = (1 if keep == "start" else -1), [], 1
    for character in text[::step]:
        used += units(character)
        if used > room:
            break
        kept.append(character)
    part = "".join(kept[::step])
    return f"{part}…" if keep == "start" else f"…{part}"


def divided(text: str, room: int) -> list[str]:
    r"""Return a text in parts of at most so many units, cut at the end of a line or word if it can.

    >>> divided("有據可查\n有據", 6), divided("one two", 5), divided("", 5)
    (['有據可查\n', '有據'], ['one ', 'two'], [''])
    """
    parts = []
    while units(text) > room:
        fitting = shortened(text, room + 1)[:-1]  # without its …
        cut = max(fitting.rfind(end) + 1 for end in ("\n", " ", "。", "，")) or len(fitting)
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]
