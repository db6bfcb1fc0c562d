"""How does a chat that was exported become an article?

Invariant: a message is one paragraph: its day, then its words, with the name of who wrote them
where several did. What is no message (who joined, what was pinned) and the hour are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.reading.composition import Piece, compose_article, tidy, tidy_line
from knowledge.reading.headings import has_han
from knowledge.reading.metadata import Metadata
from knowledge.reading.outcome import Reading

_NOTHING = "there is no message with words in it; export the chat again with its texts"


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote on a day (ISO 8601; empty if that is not known)."""

    text: str
    name: str = ""
    day: str = ""


def compose_chat(messages: Sequence[Message], title: str, file: str, place: str = "") -> Reading:
    """Return the article of a chat; `place` tells it from the other chats of its file."""
    written = [message for message in messages if tidy(message.text)]
    days = {message.day for message in written}
    day = days.pop() if len(days) == 1 else ""
    metadata = Metadata(
        id=f"{file}/{place}" if place else None,
        title=tidy_line(title) or None,
        published=day or None,
    )
    return compose_article(list(_pieces(written)), metadata, file, _NOTHING)


def _pieces(messages: Sequence[Message]) -> Iterator[Piece]:
    several = len({message.name for message in messages if message.name}) > 1
    for message in messages:
        said = message.text
        if several and message.name:
            colon = "：" if has_han(message.name + said) else ": "
            said = f"{message.name}{colon}{said}"
        yield Piece(f"{message.day}\n{said}")
