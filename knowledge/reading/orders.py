"""What is a worker process asked to read, and how does it answer?

This module is the worker's end; `readers` is the other. Invariant: an order is bytes, and so is the
answer: the drafts of `wire`. Before each file of an archive the worker tells its name, so that a
file which takes too long, or ends the process, is known by name and left out the next time.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.model.errors import ArticleError
from knowledge.reading.bounds import bounded
from knowledge.reading.decoding import decode
from knowledge.reading.drafts import drafts_of
from knowledge.reading.jsonl import read_jsonl
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.registry import read_file
from knowledge.reading.wire import sent, sent_together
from knowledge.runtime.worker import Tell

READ, READ_MANY, READ_LINES = (f"{__name__}:{way}" for way in ("read", "read_many", "read_lines"))


@dataclass(frozen=True, slots=True)
class Order:
    """A file to be read: its bytes, its name, and what is known of it.

    `first` is the number of the first line if the bytes are a piece of a JSONL file; `spoiled` says
    what is wrong with files in an archive that cannot be read, by their names; `about` is what
    other work than reading has to know of it.
    """

    content: bytes
    name: str
    first: int = 1
    spoiled: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, object] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Return this order as bytes."""
        known = {"first": self.first, "spoiled": dict(self.spoiled), "about": dict(self.about)}
        head = {"name": self.name, **known}
        return json.dumps(head).encode() + b"\n" + self.content


def unpacked(request: bytes) -> Order:
    """Return the order of some bytes.

    >>> unpacked(Order(b"text", "a.txt").packed()).name
    'a.txt'
    """
    head, _, content = request.partition(b"\n")
    return Order(content, **json.loads(head))


def read(request: bytes, tell: Tell) -> bytes:
    """Read a file."""
    return sent(drafts_of(reading_of(unpacked(request), tell)))


def packed(files: Sequence[tuple[bytes, str]]) -> bytes:
    """Return an order for several files, bytes and names, as bytes."""
    head = [(name, len(content)) for content, name in files]
    return json.dumps(head).encode() + b"\n" + b"".join(content for content, _ in files)


def read_many(request: bytes, tell: Tell) -> bytes:
    """Read several files that are no archives; tell the number of each before it is read."""
    head, _, contents = request.partition(b"\n")
    read, start = [], 0
    for number, (name, length) in enumerate(json.loads(head)):
        tell(str(number))
        content = contents[start : start + length]
        read.append(sent(drafts_of(read_file(content, name))))
        start += length
    return sent_together(read)


def read_lines(request: bytes, _: Tell) -> bytes:
    """Read a piece of a JSONL file."""
    order = unpacked(request)
    try:
        text = decode(order.content, order.name)
    except ArticleError as problem:
        return sent(drafts_of(refused(problem)))
    reading = read_jsonl(text, order.name, order.first)
    return sent(drafts_of(bounded(reading, order.name, len(order.content))))


def reading_of(order: Order, tell: Tell) -> Reading:
    """Return what a file says; tell the name of each file in an archive before it is read."""

    def inside(content: bytes, name: str) -> Reading:
        if name in order.spoiled:
            return refused(ArticleError(name, None, order.spoiled[name]))
        tell(name)
        return read_file(content, name)

    return read_file(order.content, order.name, inside)
