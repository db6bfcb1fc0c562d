"""Which items has a feed?

Invariant: feedparser, which lives here, is given bytes and never an address, so that nothing is
fetched past our own check. Items come in the feed's order, each address once.
"""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from knowledge.library.fetch import FetchError

MOST_ENTRIES = 1000  # of one feed; a feed has ten to a hundred


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
    parsed = feedparser.parse(content)
    entries: dict[str, FeedEntry] = {}
    for entry in parsed.entries[:MOST_ENTRIES]:
        address = urljoin(url, str(entry.get("link") or "").strip())
        if urlsplit(address).scheme in {"http", "https"} and entry.get("link"):
            entries.setdefault(address, FeedEntry(address, str(entry.get("title") or "")))
    if not entries:
        raise FetchError(url, "no feed with items in it; give the address of an RSS or Atom feed")
    return tuple(entries.values())
