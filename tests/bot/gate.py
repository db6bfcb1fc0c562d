"""A gate on the way to a database: while it is closed, nothing comes through, and nobody is told.

As where a cable is cut: connections stay open, and what is sent waits.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from knowledge import PostgresUrl

PIECE = 65_536  # bytes
SOCKET = ".s.PGSQL.5432"


class Gate:
    """Open at first; its `url` leads through it."""

    def __init__(self, url: PostgresUrl) -> None:
        self.url = url
        self._may_pass = asyncio.Event()
        self._may_pass.set()
        self._ways: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Let nothing through."""
        self._may_pass.clear()

    def open(self) -> None:
        """Let everything through."""
        self._may_pass.set()

    async def lead(
        self, target: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Lead one connection through."""
        await self._may_pass.wait()
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(str(target))
        except OSError:
            writer.close()
            return
        for carried in (self._carry(reader, far_writer), self._carry(far_reader, writer)):
            way = asyncio.create_task(carried)
            self._ways.add(way)
            way.add_done_callback(self._ways.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                await self._may_pass.wait()
                writer.write(piece)
                await writer.drain()
        writer.close()

    async def end(self) -> None:
        """End all connections."""
        for way in self._ways:
            way.cancel()
        await asyncio.gather(*self._ways, return_exceptions=True)


@asynccontextmanager
async def gated(url: PostgresUrl) -> AsyncIterator[Gate]:
    """Put a gate before the sockets that an address names, and yield it."""
    parts = urlsplit(url.secret)
    options = dict(parse_qsl(parts.query))
    folder = Path(tempfile.mkdtemp(prefix="youju-gate-"))
    hosts = options["host"].split(",")
    near = [folder / str(number) for number in range(len(hosts))]
    options["host"] = ",".join(map(str, near))
    gate = Gate(PostgresUrl(parts._replace(query=urlencode(options)).geturl()))
    async with AsyncExitStack() as stack:
        for far, here in zip(hosts, near, strict=True):
            here.mkdir()

            async def serve(
                reader: asyncio.StreamReader, writer: asyncio.StreamWriter, far: str = far
            ) -> None:
                await gate.lead(Path(far) / SOCKET, reader, writer)

            server = await asyncio.start_unix_server(serve, str(here / SOCKET))
            await stack.enter_async_context(server)
        try:
            yield gate
        finally:
            gate.open()
            await gate.end()
    shutil.rmtree(folder)
