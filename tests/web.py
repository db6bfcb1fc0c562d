"""A website on loopback that answers what a test tells it to, byte for byte."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

from knowledge.library.addresses import Address, is_public

LOOPBACK = "127.0.0.1"


def allowed_in_tests(address: Address) -> bool:
    """Tell whether a test may connect: to what is public, and to this machine."""
    return is_public(address) or address == ip_address(LOOPBACK)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of the website; `endless` repeats its content until nobody reads on."""

    content: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: str = "200 OK"
    headers: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False
    silent: bool = False


@dataclass(slots=True)
class Website:
    """A running website: its address, its pages by path, and what was asked of it."""

    url: str
    pages: dict[str, Page]
    asked: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            path = head.split(" ")[1]
            self.heads.append(head)
            self.asked.append(path)
            self.hosts += [line[6:] for line in head.split("\r\n") if line.startswith("Host: ")]
            await self._send(self.pages.get(path, Page(status="404 Not Found")), writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _send(self, page: Page, writer: asyncio.StreamWriter) -> None:
        if page.silent:
            await asyncio.Event().wait()
        content = page.content.encode() if isinstance(page.content, str) else page.content
        lines = [f"HTTP/1.1 {page.status}", f"Content-Type: {page.kind}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in page.headers.items()]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + content)
        await writer.drain()
        while page.endless:
            writer.write(content)
            await writer.drain()


@asynccontextmanager
async def website(pages: Mapping[str, Page | str]) -> AsyncIterator[Website]:
    """Serve pages by their paths; a text is a page of HTML."""
    made = {path: Page(page) if isinstance(page, str) else page for path, page in pages.items()}
    site = Website("", made)
    tasks: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            tasks.add(task)
        await site.answer(reader, writer)

    server = await asyncio.start_server(answer, LOOPBACK, 0)
    site.url = f"http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
