"""Together with tests/bot/test_nonsense.py, which tries it under the whole bot."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest
from telegram.error import NetworkError, TimedOut

from bot.telegram import connection
from bot.telegram.answers import UnreadableError
from bot.telegram.connection import Connection
from tests.tls import self_signed


@pytest.fixture
async def call() -> AsyncIterator[Connection]:
    """Yield a connection."""
    async with Connection() as made:
        yield made


@asynccontextmanager
async def serving(answer: bytes, pause: float = 0.0, times: int = 1) -> AsyncIterator[str]:
    """Serve some bytes to whoever connects, again and again with pauses; yield the address."""
    talks = set[asyncio.Task[None] | None]()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(asyncio.current_task())
        with suppress(ConnectionError), closing(writer):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(times):
                writer.write(answer)
                await writer.drain()
                await asyncio.sleep(pause)

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for task in filter(None, talks):
            task.cancel()
        await asyncio.gather(*filter(None, talks), return_exceptions=True)


async def test_an_answer_that_drips_ends(call: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time, the whole does not."""
    monkeypatch.setattr(connection, "WHOLE_SECONDS", 0.1)
    async with serving(b"x-header: 1\r\n", pause=0.01, times=10_000) as url:
        with pytest.raises(TimedOut):
            await call.post(f"{url}/bot1:x/getMe", read_timeout=0.1)


@pytest.mark.parametrize("path", ["bot1:x/getMe", "file/bot1:x/documents/1"])
async def test_an_answer_without_end_ends(
    call: Connection, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """An answer and a file, after so many bytes."""
    monkeypatch.setattr(connection, "LARGEST_ANSWER", 1_000_000)
    async with serving(b"\r\n" + b"x" * 100_000, times=10_000) as url:
        with pytest.raises(UnreadableError, match="without end"):
            await (call.post if path.startswith("bot") else call.retrieve)(f"{url}/{path}")


async def test_what_is_packed_is_not_unpacked(call: Connection) -> None:
    """A few kilobytes could be gigabytes; we have asked for nothing packed."""
    body = gzip.compress(b" " * 10_000_000)
    head = f"content-encoding: gzip\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    async with serving(head + body) as url:
        with pytest.raises(UnreadableError, match="packed"):
            await call.post(f"{url}/bot1:x/getMe")


async def test_a_file_is_taken_as_it_is(call: Connection) -> None:
    """What people send is no answer of the Bot API."""
    async with serving(b"content-length: 6\r\n\r\n# Page") as url:
        assert await call.retrieve(f"{url}/file/bot1:x/documents/1") == b"# Page"


async def test_a_server_that_nobody_vouches_for_hears_nothing(
    call: Connection, tmp_path: Path
) -> None:
    """The token goes to the server of its name only."""
    async with self_signed(tmp_path) as url:
        with pytest.raises(NetworkError, match="CERTIFICATE_VERIFY_FAILED"):
            await call.post(f"{url}/bot1:x/getMe")
