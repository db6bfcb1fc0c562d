"""How does a message of Telegram look in a terminal?

Invariant: what is printed is the message's text; marks become ANSI styles where the terminal shows
them, quotes get a bar in front, links their address behind, buttons letters: passages have numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, pairwise, product
from string import ascii_lowercase
from typing import Any

from telegram import MessageEntity

from bot.cards.reply import Reply
from bot.telegram.sending import entities as entities_of
from bot.terminal.wrapping import BAR, PLAIN, in_rows, wrapped

STYLES = {
    MessageEntity.BOLD: "\x1b[1m",
    MessageEntity.ITALIC: "\x1b[3m",
    MessageEntity.UNDERLINE: "\x1b[4m",
}
QUOTES = {MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE}


@dataclass(frozen=True, slots=True)
class Screen:
    """Turns messages into lines, with styles or without.

    `width` tells how many columns a line may have now, None if as many as it takes.
    """

    styled: bool
    width: Callable[[], int | None] = lambda: None

    def reply(self, reply: Reply) -> str:
        """Return a reply that was never sent, without its buttons."""
        shown = self.text(reply.text, [entity.to_dict() for entity in entities_of(reply)])
        return wrapped(shown, self.width())

    def message(self, message: Mapping[str, object]) -> str:
        """Return a message of the Bot API with its buttons."""
        found = message.get("entities") or message.get("caption_entities") or []
        words = str(message.get("text", message.get("caption", "")))
        shown = self.text(words, found if isinstance(found, list) else [])
        file = message.get("document")
        if isinstance(file, dict):
            shown = f"({file['file_name']}, {file['file_size']:,} bytes)"
        elif message.get("photo"):
            shown = f"(a picture)\n{shown}"
        width = self.width()
        row = in_rows([f"[{name}] {key.label}" for name, key in keys(message).items()], width)
        copied = "   ".join(f"{label}: {text}" for label, text in copies(message))
        parts = (wrapped(shown, width), row, wrapped(copied, width))
        return "\n".join(filter(None, parts))

    def results(self, answer: Mapping[str, Any]) -> str:
        """Return what is offered inline, each result with its number."""
        lines = [
            f"[{number}] {result['title']}\n    {result.get('description', '')}"
            for number, result in enumerate(answer.get("results", []), 1)
        ]
        button = answer.get("button")
        shown = "\n".join([*lines, *([f"({button['text']})"] if button else [])])
        return wrapped(shown, self.width())

    def text(self, text: str, entities: list[dict[str, object]]) -> str:
        """Return a text with its entities (offsets in UTF-16 units) shown."""
        raw = text.encode("utf-16-le")
        edges = {0, len(raw) // 2}
        for entity in entities:
            edges |= {_start(entity), _end(entity)}
        borders = sorted(edges)
        return "".join(
            self._piece(raw[2 * a : 2 * b].decode("utf-16-le"), a, b, entities)
            for a, b in pairwise(borders)
        )

    def _piece(self, text: str, start: int, end: int, entities: list[dict[str, object]]) -> str:
        here = [e for e in entities if _start(e) <= start and end <= _end(e)]
        for entity in here:
            kind = str(entity["type"])
            if kind in STYLES and self.styled:
                lines = (f"{STYLES[kind]}{line}{PLAIN}" for line in text.split("\n"))
                text = "\n".join(lines)
            if kind == MessageEntity.TEXT_LINK and end == _end(entity):
                text += f" <{entity['url']}>"
        for entity in here:
            if entity["type"] in QUOTES:
                text = text.replace("\n", f"\n{BAR}")
                text = BAR + text if start == _start(entity) else text
        return text


@dataclass(frozen=True, slots=True)
class Key:
    """A button that can be pressed: it sends something back, opens a link or shares."""

    label: str
    sent: str = ""
    link: str = ""
    shared: str = ""


def keys(message: Mapping[str, object]) -> dict[str, Key]:
    """Return the buttons under a message that can be pressed, by what is typed to press them.

    >>> list(keys({"reply_markup": {"inline_keyboard": [[{"text": "Context"}, {"text": "Next"}]]}}))
    ['a', 'b']
    """
    return dict(zip(_letters(), buttons(message), strict=False))


def listed(message: Mapping[str, object], number: str) -> Key | None:
    """Return the button whose words begin with a number, as the lines of a list do."""
    return next((key for key in buttons(message) if key.label.startswith(f"{number}. ")), None)


def buttons(message: Mapping[str, object]) -> list[Key]:
    """Return the buttons under a message that can be pressed."""
    return [
        Key(
            key["text"],
            key.get("callback_data", ""),
            key.get("url", ""),
            key.get("switch_inline_query_chosen_chat", {}).get("query", ""),
        )
        for key in _keys(message)
        if "copy_text" not in key
    ]


def copies(message: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the labels and texts of the buttons under a message that copy something."""
    return [(b["text"], b["copy_text"]["text"]) for b in _keys(message) if "copy_text" in b]


def _letters() -> Iterator[str]:
    """Yield a, b, c … z, aa, ab …"""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _keys(message: Mapping[str, object]) -> list[dict[str, Any]]:
    markup = message.get("reply_markup")
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
    return [key for row in rows for key in row]


def _start(entity: dict[str, object]) -> int:
    return int(str(entity["offset"]))


def _end(entity: dict[str, object]) -> int:
    return _start(entity) + int(str(entity["length"]))
