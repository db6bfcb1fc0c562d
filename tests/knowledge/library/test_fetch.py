import asyncio
import gzip
import socket
import zlib
from pathlib import Path
from typing import Any

import pytest

from knowledge.library import fetch as fetching
from knowledge.library.fetch import Fetched, FetchError, fetch
from tests.tls import self_signed
from tests.web import LOOPBACK, Page, allowed_in_tests, website

PAGE = "<h1>渡輪</h1><p>渡輪改用電池。</p>"


async def refusal(url: str, *, feed: bool = False) -> str:
    """Return the problem of an address that cannot be fetched, without the address."""
    with pytest.raises(FetchError) as raised:
        await fetch(url, feed=feed, allowed=allowed_in_tests)
    return raised.value.problem


async def got(url: str) -> Fetched:
    """Return what stands at an address on loopback."""
    return await fetch(url, allowed=allowed_in_tests)


async def test_a_page_is_fetched() -> None:
    """The bytes as they are sent, a name with the ending of their type, and the address."""
    async with website({"/news/a.php": PAGE}) as site:
        fetched = await got(f"{site.url}/news/a.php")
    assert fetched == Fetched(PAGE.encode(), "a.html", f"{site.url}/news/a.php")


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        ("text/html", "/", "127.0.0.1.html"),
        ("text/plain", "/a", "a.txt"),
        ("application/pdf", "/get", "get.pdf"),
        ("application/octet-stream", "/a.docx", "a.docx"),
        ("", "/a.zip", "a.zip"),
    ],
)
async def test_the_type_gives_the_ending(kind: str, path: str, name: str) -> None:
    """The type decides what a page is, and where it says nothing, the name."""
    async with website({path: Page(b"x", kind)}) as site:
        assert (await got(site.url + path)).name == name


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/octet-stream", ""])
async def test_other_types_are_refused(kind: str) -> None:
    """What no reader reads is not fetched, and the sentence says what is read."""
    async with website({"/a.png": Page(b"x", kind)}) as site:
        assert "and only .docx, .html, " in await refusal(f"{site.url}/a.png")


@pytest.mark.parametrize(
    "url", ["http://xn--/", "http://xn--a-", "http://a.xn--99999999/", "http://\udc80/"]
)
async def test_a_host_that_is_no_name_is_refused(url: str) -> None:
    """With a sentence, also where it is the end of a redirect."""
    assert "check" in await refusal(url)


async def test_loopback_is_refused_without_the_tests_allowance() -> None:
    """The same server that a test may fetch from is out of reach as the product runs."""
    async with website({"/": PAGE}) as site:
        for url in (site.url, site.url.replace(LOOPBACK, "localhost")):
            with pytest.raises(FetchError, match="not on the public internet"):
                await fetch(url)
        assert site.asked == []


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "0"],
)
async def test_private_addresses_in_any_spelling_are_refused(host: str) -> None:
    """Numbers, shortened and wrapped addresses are what they resolve to."""
    with pytest.raises(FetchError, match="not on the public internet"):
        await fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "example.org",
        "http://",
        "",
    ],
)
async def test_only_the_web_is_fetched(url: str) -> None:
    """An address of another kind is refused before anything is resolved."""
    with pytest.raises(FetchError, match="begin with http:// or https://"):
        await fetch(url)


async def test_odd_addresses_are_refused() -> None:
    """Passwords in addresses, endless ones and broken ones get a sentence each."""
    assert "password" in await refusal("http://user:secret@example.org/")
    assert "longer than 2000" in await refusal("http://example.org/" + "a" * 2000)
    assert "no address" in await refusal("http://[::1/")


async def test_a_name_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that turns private after it was checked is no way in: the checked address is used."""
    resolved: list[str] = []

    async def once(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        resolved.append(host)
        address = LOOPBACK if len(resolved) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    async with website({"/a": PAGE}) as site:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", once)
        port = site.url.rpartition(":")[2]
        fetched = await got(f"http://news.example.org:{port}/a")
        assert (resolved, site.hosts) == (["news.example.org"], [f"news.example.org:{port}"])
        assert fetched.url == f"http://news.example.org:{port}/a"


async def test_the_handshake_asks_for_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypted pages are asked for by name at the checked address, so their certificate counts."""
    hello = bytearray()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello.extend(await reader.read(4096))
        writer.close()

    async def here(_host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (LOOPBACK, port))]

    server = await asyncio.start_server(listen, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", here)
    async with server:
        assert "it cannot be reached" in await refusal(f"https://news.example.org:{port}/")
    assert b"news.example.org" in hello


async def test_a_name_for_both_worlds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a public and a private address is refused whole."""

    async def both(_host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("93.184.215.14", "10.0.0.1")
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", both)
    assert "not on the public internet" in await refusal("http://news.example.org/")


async def test_redirects_are_followed_and_checked() -> None:
    """A redirect on the site is followed; one to a private address or another scheme is not."""
    away = {
        "/to": "/a",
        "/private": "http://10.0.0.1/secret",
        "/metadata": "http://169.254.169.254/latest/meta-data/",
        "/file": "file:///etc/passwd",
        "/round": "/round",
    }
    pages = {path: Page(status="302 Found", headers={"Location": to}) for path, to in away.items()}
    async with website({**pages, "/a": PAGE}) as site:
        assert (await got(f"{site.url}/to")).url == f"{site.url}/a"
        assert "not on the public internet" in await refusal(f"{site.url}/private")
        assert "not on the public internet" in await refusal(f"{site.url}/metadata")
        assert "not http or https" in await refusal(f"{site.url}/file")
        assert await refusal(f"{site.url}/round") == "more than 5 redirects; send the last one"


async def test_pages_without_end_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that never ends is left after the limit."""
    monkeypatch.setattr(fetching, "LARGEST", 200_000)
    async with website({"/": Page(b"endless " * 1000, endless=True)}) as site:
        assert (await refusal(site.url)).startswith("larger than 0 MB")


async def test_packed_pages_are_unpacked_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may come packed; what unpacks beyond the limit or oddly is refused."""
    monkeypatch.setattr(fetching, "LARGEST", 200_000)
    pages = {
        "/gzip": Page(gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"}),
        "/deflate": Page(zlib.compress(PAGE.encode()), headers={"Content-Encoding": "deflate"}),
        "/bomb": Page(gzip.compress(b"0" * 10_000_000), headers={"Content-Encoding": "gzip"}),
        "/brotli": Page(b"x", headers={"Content-Encoding": "br"}),
        "/broken": Page(b"no gzip", headers={"Content-Encoding": "gzip"}),
    }
    async with website(pages) as site:
        for path in ("/gzip", "/deflate"):
            assert (await got(site.url + path)).content == PAGE.encode()
        assert "larger than" in await refusal(f"{site.url}/bomb")
        assert "packed as br" in await refusal(f"{site.url}/brotli")
        assert "packed wrongly" in await refusal(f"{site.url}/broken")


async def test_a_silent_server_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never answers is left after a while."""
    monkeypatch.setattr(fetching, "PATIENCE_SECONDS", 0.05)
    async with website({"/": Page(silent=True)}) as site:
        assert await refusal(site.url) == "the server is silent; try again later"


async def test_a_trickling_server_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that sends a little for ever is left when the time is over."""
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.2)
    monkeypatch.setattr(fetching, "LARGEST", 10**12)
    async with website({"/": Page(b"x", endless=True)}) as site:
        assert (await refusal(site.url)).startswith("not there after")


async def test_errors_of_the_server_are_told() -> None:
    """A page that is not there, and a server that is not, get a sentence each."""
    async with website({}) as site:
        assert (await refusal(f"{site.url}/gone")).startswith("the server says 404 Not Found")
        url = site.url
    assert "it cannot be reached" in await refusal(url)
    assert "there is no no-such-host.invalid" in await refusal("http://no-such-host.invalid/")


async def test_the_charset_of_the_answer_counts() -> None:
    """A page that says its charset only in the answer's head is read in it."""
    page = Page(PAGE.encode("big5"), "text/html; charset=big5")
    async with website({"/a": page}) as site:
        content = (await got(f"{site.url}/a")).content
    assert content == b'<meta charset="big5">' + PAGE.encode("big5")


async def test_feeds_are_other_types() -> None:
    """A feed is fetched as one and not as a page, and the other way round."""
    async with website({"/feed": Page(b"<rss/>", "application/rss+xml")}) as site:
        fetched = await fetch(f"{site.url}/feed", feed=True, allowed=allowed_in_tests)
        assert fetched.content == b"<rss/>"
        assert "it is a feed" in await refusal(f"{site.url}/feed")
    async with website({"/a": Page(b"x", "application/pdf")}) as site:
        assert "it is application/pdf" in await refusal(f"{site.url}/a", feed=True)


async def test_a_server_that_nobody_vouches_for_is_not_believed(tmp_path: Path) -> None:
    """What it says could be anybody's."""
    async with self_signed(tmp_path) as url:
        assert "CERTIFICATE_VERIFY_FAILED" in await refusal(f"{url}/a")
