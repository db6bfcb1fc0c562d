"""Reading that goes wrong: an archive of names, some of which hurt."""

import json
import os
import time

from knowledge.model.errors import ArticleError
from knowledge.reading.drafts import Drafts
from knowledge.reading.orders import unpacked
from knowledge.reading.wire import sent, sent_together
from knowledge.runtime.worker import Tell

WORK = f"{__name__}:read"


def read(request: bytes, tell: Tell) -> bytes:
    """Return a warning for every name that was read, and a problem for every spoiled one."""
    order = unpacked(request)
    names = order.content.decode().split()
    if names == ["nonsense"]:
        return b"[]"
    for name in names:
        if name not in order.spoiled:
            tell("" if name == "alone" else name)
            _read(name)
    problems = tuple(ArticleError(name, None, said) for name, said in order.spoiled.items())
    read = tuple(ArticleError(name, None, "read") for name in names if name not in order.spoiled)
    return sent(Drafts(problems=problems, warnings=read))


def _read(name: str) -> None:
    while name in {"late", "alone"}:
        time.sleep(1)
    if name.startswith("dead"):
        os._exit(1)
    if name == "large":
        raise MemoryError
    if name == "wrong":
        raise ValueError("a mistake")


def read_one(request: bytes, tell: Tell) -> bytes:
    """Read a file that says what happens."""
    tell("")
    _read(unpacked(request).content.decode())
    return sent(Drafts())


def read_many(request: bytes, tell: Tell) -> bytes:
    """Read several such files."""
    head, _, contents = request.partition(b"\n")
    start, read = 0, []
    for number, (_, length) in enumerate(json.loads(head)):
        tell(str(number))
        _read(contents[start : start + length].decode())
        start += length
        read.append(sent(Drafts()))
    return sent_together(read)
