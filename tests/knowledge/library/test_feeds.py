import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.library.feeds import FeedEntry, feed_from, read_feed
from knowledge.library.fetch import FetchError
from knowledge.reading.readers import Readers
from knowledge.runtime.workers import Stop

URL = "https://example.org/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>城市日報</title>
<item><title>渡輪改用電池</title><link>https://example.org/a</link></item>
<item><title>Again</title><link>https://example.org/a</link></item>
<item><title>夜市</title><link>/b</link></item>
<item><title>No link</title></item>
<item><title>Script</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry>
<title>The ferry</title><link rel="alternate" href="https://example.org/c"/></entry></feed>"""


def test_items_of_rss_come_once_and_in_order() -> None:
    """Relative addresses are made whole; items without an address of the web are passed over."""
    assert read_feed(RSS.encode(), URL) == (
        FeedEntry("https://example.org/a", "渡輪改用電池"),
        FeedEntry("https://example.org/b", "夜市"),
    )


def test_atom_is_a_feed_too() -> None:
    """The entries of an Atom feed are read like the items of RSS."""
    assert read_feed(ATOM.encode(), URL) == (FeedEntry("https://example.org/c", "The ferry"),)


@pytest.mark.parametrize("content", [b"", b"<html><p>no feed</p></html>", b"\x00\xff"])
def test_anything_else_is_no_feed(content: bytes) -> None:
    """What has no items is refused with the remedy."""
    with pytest.raises(FetchError, match="no feed with items in it"):
        read_feed(content, URL)


def test_an_address_is_never_fetched_by_the_library() -> None:
    """Bytes that look like an address are bytes."""
    with pytest.raises(FetchError, match="no feed"):
        read_feed(b"http://127.0.0.1:9/feed", URL)


def test_a_path_is_never_opened_by_the_library(tmp_path: Path) -> None:
    """Nor are bytes that look like the path of a feed on this machine."""
    file = tmp_path / "secret.xml"
    file.write_text(RSS)
    with pytest.raises(FetchError, match="no feed"):
        read_feed(str(file).encode(), URL)


def test_a_link_that_is_no_address_is_passed_over() -> None:
    """The other items are read."""
    feed = RSS.replace("<item>", "<item><link>http://[</link></item><item>", 1)
    assert read_feed(feed.encode(), URL) == read_feed(RSS.encode(), URL)


def test_a_feed_is_read_in_a_worker() -> None:
    """The same items, or the same problem."""
    readers = Readers()
    assert feed_from(RSS.encode(), URL, readers, Stop()) == read_feed(RSS.encode(), URL)
    with pytest.raises(FetchError, match="no feed"):
        feed_from(b"", URL, readers, Stop())


def test_without_the_library_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its extra, feeds say what to install."""
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(FetchError, match=r"pip install 'youju\[feeds\]'"):
        read_feed(RSS.encode(), URL)


@settings(max_examples=50)
@given(st.integers(0, len(ATOM)), st.binary(max_size=10))
def test_a_damaged_feed_never_raises_anything_else(place: int, damage: bytes) -> None:
    """Whatever is broken, there are items or the problem."""
    content = ATOM.encode()
    try:
        assert read_feed(content[:place] + damage + content[place + len(damage) :], URL)
    except FetchError:
        return
