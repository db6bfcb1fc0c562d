"""Which items has a feed?

Invariant: feedparser, which lives here, is given a stream and never a text, so that it fetches and
opens nothing by itself, and works in a worker process. Items come in the feed's order, each address
once.
"""

import json
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from knowledge.library.fetch import FetchError
from knowledge.model.errors import ArticleError
from knowledge.reading.orders import Order, unpacked
from knowledge.reading.readers import Readers
from knowledge.runtime.worker import Tell
from knowledge.runtime.workers import Stop

MOST_ENTRIES = 1000  # of one feed; a feed has ten to a hundred


READ = f"{__name__}:read_in_worker"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An item of a feed: where it stands, and its title."""

    url: str
    title: str


def read_feed(content: bytes, url: str) -> tuple[FeedEntry, ...]:
    """Return the items of an RSS or Atom feed; raise FetchError if it is none.

    >>> feed = b"<rss><channel><item><link>/a</link><title>A</title></item></channel></rss>"
    >>> read_feed(feed, "https://example.org/feed")
    (FeedEntry(url='https://example.org/a', title='A'),)
    """
    try:
        import feedparser  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise FetchError(url, "feeds need feedparser: pip install 'youju[feeds]'") from error
    parsed = feedparser.parse(BytesIO(content))
    entries: dict[str, FeedEntry] = {}
    for entry in parsed.entries[:MOST_ENTRIES]:
        address = _joined(url, str(entry.get("link") or "").strip())
        if address:
            entries.setdefault(address, FeedEntry(address, str(entry.get("title") or "")))
    if not entries:
        raise FetchError(url, "no feed with items in it; give the address of an RSS or Atom feed")
    return tuple(entries.values())


def feed_from(content: bytes, url: str, readers: Readers, stop: Stop) -> tuple[FeedEntry, ...]:
    """Return the items of a feed, read by a worker; raise FetchError if it is none."""
    try:
        read = json.loads(readers.call(READ, Order(content, url), stop))
    except ArticleError as problem:
        raise FetchError(url, problem.problem) from problem
    if "problem" in read:
        raise FetchError(url, read["problem"])
    return tuple(FeedEntry(address, title) for address, title in read["entries"])


def read_in_worker(request: bytes, _: Tell) -> bytes:
    """Read a feed; this is called in the worker process."""
    order = unpacked(request)
    try:
        entries = read_feed(order.content, order.name)
    except FetchError as error:
        return json.dumps({"problem": error.problem}).encode()
    return json.dumps({"entries": [(entry.url, entry.title) for entry in entries]}).encode()


def _joined(feed: str, link: str) -> str:
    """Return the address of an item, nothing if it has none on the web."""
    try:
        address = urljoin(feed, link) if link else ""
        return address if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:  # "http://[" is no address
        return ""
