"""How is an offer made in a worker process?

This module is both ends of the way. Invariant: what the one end writes is what the other end reads;
a file that is kept as it came does not travel back.
"""

import json
from dataclasses import replace

from knowledge.library.offer import NewFile, Offer, offer_of
from knowledge.model.errors import ArticleError
from knowledge.reading import Reading
from knowledge.reading.drafts import Drafts
from knowledge.reading.orders import Order, reading_of, unpacked
from knowledge.reading.readers import Readers
from knowledge.reading.wire import received, sent
from knowledge.runtime.worker import Tell
from knowledge.runtime.workers import Stop

MAKE = f"{__name__}:make"


def offer_from(
    content: bytes, name: str, url: str | None, *, fixed: bool, readers: Readers, stop: Stop
) -> Offer:
    """Return what adding a file would do; see `offer_of`."""
    order = Order(content, name, about={"url": url, "fixed": fixed})
    try:
        head, _, drafts = readers.call(MAKE, order, stop).partition(b"\n")
    except ArticleError as problem:
        return Offer(Drafts(problems=(problem,)))
    files = (
        NewFile(path, content if text is None else text.encode("utf-8", "surrogatepass"), address)
        for path, text, address in json.loads(head.decode("utf-8", "surrogatepass"))
    )
    return Offer(received(drafts), tuple(files))


def make(request: bytes, tell: Tell) -> bytes:
    """Make an offer; this is called in the worker process."""
    order = unpacked(request)

    def read(content: bytes, name: str) -> Reading:
        return reading_of(replace(order, content=content, name=name), tell)

    url, fixed = order.about["url"], bool(order.about["fixed"])
    offer = offer_of(order.content, order.name, str(url) if url else None, fixed=fixed, read=read)
    files = [
        (file.path, None if file.content == order.content else _text(file.content), file.url)
        for file in offer.files
    ]
    head = json.dumps(files, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return head + b"\n" + sent(offer.read)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")
