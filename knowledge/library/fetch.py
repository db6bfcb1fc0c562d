"""What stands at an address of the web?

Invariant: a name is resolved once, the address that is checked is the address that is connected to,
and every redirect is checked in the same way. httpx lives here. Nothing is fetched without end:
size, time, redirects and types have limits.
"""

import asyncio
import socket
import ssl
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

import httpx

from knowledge.library.addresses import Address, is_public, parsed
from knowledge.model.errors import KnowledgeError
from knowledge.reading import suffixes
from knowledge.reading.web.charset import declared_charset

MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE  # as much as Telegram gives a bot, too
MOST_SECONDS = 30.0  # for all of it
PATIENCE_SECONDS = 10.0  # for a connection, and between two pieces
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3  # of one name that are tried
LONGEST_SEEN = 500  # characters of what tells whether a page has changed
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
LONGEST_ADDRESS = 2000  # characters; browsers stop there, too

TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
UNNAMED_TYPES = {"", "application/octet-stream", "binary/octet-stream"}  # the name decides
FEED_TYPES = {
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/html": ".xml",  # what some servers call their feeds
    "text/plain": ".xml",
}
HEADERS = {
    "User-Agent": "Youju (fetches a page when its operator adds it)",
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
    "Accept-Encoding": "gzip",
}
GZIP = 47  # zlib: a gzip or a zlib header, whichever is there

Allowed = Callable[[Address], bool]


class FetchError(KnowledgeError):
    """A page cannot be fetched: one sentence with the address and the remedy."""

    def __init__(self, url: str, problem: str) -> None:
        self.url = url
        self.problem = problem
        super().__init__(f"{url}: {problem}")


class UnchangedError(FetchError):
    """A page is as it was when it was seen last."""


class GoneError(FetchError):
    """There is no page at an address any more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of a page to tell by whether it has changed: ETag and Last-Modified."""

    etag: str = ""
    modified: str = ""


NEVER = Seen()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address: its bytes, a name for it with its ending, where it was at last."""

    content: bytes
    name: str
    url: str
    seen: Seen = NEVER


class Fetch(Protocol):
    """How pages are fetched."""

    def __call__(self, url: str, *, feed: bool = False, seen: Seen = NEVER) -> Awaitable[Fetched]:
        """Return what stands at an address; see `fetch`."""


async def fetch(
    url: str, *, feed: bool = False, seen: Seen = NEVER, allowed: Allowed = is_public
) -> Fetched:
    """Return what stands at a web address; raise FetchError with the remedy if it cannot be had.

    Raise UnchangedError where it is still as it was `seen`. `allowed` says which addresses may be
    connected to: the public ones. Only tests say otherwise.
    """
    _check(url)
    conditions = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
    transport = _CheckedTransport(allowed)
    try:
        async with (
            asyncio.timeout(MOST_SECONDS),
            httpx.AsyncClient(
                transport=transport,
                follow_redirects=True,
                max_redirects=MOST_REDIRECTS,
                headers=HEADERS | {name: value for name, value in conditions.items() if value},
                timeout=PATIENCE_SECONDS,
                trust_env=False,  # a proxy would resolve the name again
            ) as client,
            client.stream("GET", url) as response,
        ):
            return await _received(url, response, FEED_TYPES if feed else TYPES)
    except TimeoutError:
        raise FetchError(url, f"not there after {MOST_SECONDS:.0f} s; try again later") from None
    except httpx.TooManyRedirects:
        raise FetchError(url, f"more than {MOST_REDIRECTS} redirects; send the last one") from None
    except httpx.UnsupportedProtocol:
        raise FetchError(url, "it leads to something that is not http or https") from None
    except httpx.TimeoutException:
        raise FetchError(url, "the server is silent; try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:  # IDNA: a host's name
        problem = str(error) or type(error).__name__
        raise FetchError(url, f"it cannot be reached ({problem}); check the address") from error


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom TLS trusts: reading the list anew for each page takes 0.05 s."""
    return httpx.create_ssl_context(trust_env=False)


class _CheckedTransport(httpx.AsyncBaseTransport):
    """Connects to checked addresses only, under the name that was asked for."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._inner = httpx.AsyncHTTPTransport(verify=_trusted(), trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Resolve the host once and send the request to the addresses that it has, in turn."""
        name = request.url.raw_host.decode("ascii")
        addresses = await self._resolved(request.url, name)
        for address in addresses[:-1]:
            try:
                return await self._inner.handle_async_request(_addressed(request, name, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue  # an IPv6 address where this machine has none
        return await self._inner.handle_async_request(_addressed(request, name, addresses[-1]))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()

    async def _resolved(self, url: httpx.URL, name: str) -> list[Address]:
        loop = asyncio.get_running_loop()
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            found = await loop.getaddrinfo(name.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(str(url), f"there is no {name}; check the address") from error
        addresses = [parsed(str(one[4][0])) for one in found]
        # All of them, not only the first: a name for both worlds is a trap.
        if not addresses or not all(map(self._allowed, addresses)):
            problem = "it is not on the public internet; save the page as a file and add that"
            raise FetchError(str(url), problem)
        return addresses[:MOST_ADDRESSES]


def _addressed(request: httpx.Request, name: str, address: Address) -> httpx.Request:
    """Return a request to an address that still asks for a name: in Host and in the handshake."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": name},
    )


def _check(url: str) -> None:
    if len(url) > LONGEST_ADDRESS:
        raise FetchError(url[:100] + "…", f"longer than {LONGEST_ADDRESS} characters")
    try:
        parts = httpx.URL(url)
        host = parts.host
    except (httpx.InvalidURL, UnicodeError) as error:  # IDNA: a host's name
        raise FetchError(url, f"no address ({error}); check it") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise FetchError(url, "only addresses that begin with http:// or https:// are fetched")
    if parts.userinfo:
        raise FetchError(url, "an address with a password is not fetched; save it as a file")


async def _received(url: str, response: httpx.Response, types: dict[str, str]) -> Fetched:
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        raise UnchangedError(url, "it has not changed")
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        kind_of_error = GoneError if response.status_code in GONE else FetchError
        problem = f"the server says {response.status_code} {response.reason_phrase}"
        raise kind_of_error(url, f"{problem}; check the address or save the page as a file")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    last = PurePosixPath(unquote(response.url.path)).name
    suffix = types.get(kind) or (_suffix(last) if kind in UNNAMED_TYPES else None)
    if suffix is None and kind in FEED_TYPES:
        raise FetchError(url, "it is a feed; add its items with: youju add --feed and the address")
    if suffix is None:
        known = ", ".join(sorted(set(types.values())))
        raise FetchError(url, f"it is {kind or 'of no type'}, and only {known} are read")
    content = await _content(url, response)
    charset = (response.charset_encoding or "utf-8").lower()
    if suffix == ".html" and charset != "utf-8" and not declared_charset(content):
        content = f'<meta charset="{charset}">'.encode() + content  # what only the head said
    stem = last.removesuffix(PurePosixPath(last).suffix) or response.url.host
    said = response.headers
    seen = Seen(said.get("etag", "")[:LONGEST_SEEN], said.get("last-modified", "")[:LONGEST_SEEN])
    return Fetched(content, f"{stem}{suffix}", str(response.url), seen)


def _suffix(name: str) -> str | None:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in suffixes() else None


async def _content(url: str, response: httpx.Response) -> bytes:
    """Return the body, unpacked by us: a body of a megabyte may unpack to a thousand."""
    too_large = FetchError(
        url, f"larger than {LARGEST // MEGABYTE} MB; divide it into smaller files"
    )
    packed = bytearray()
    async for piece in response.aiter_raw():
        packed += piece
        if len(packed) > LARGEST:
            raise too_large
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"", "identity"}:
        return bytes(packed)
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(url, f"it is packed as {encoding}; save the page as a file and add that")
    try:
        unpack = zlib.decompressobj(GZIP).decompress
        content = await asyncio.to_thread(unpack, bytes(packed), LARGEST + 1)
    except zlib.error as error:
        raise FetchError(url, f"it is packed wrongly ({error}); try again later") from error
    if len(content) > LARGEST:
        raise too_large
    return content
