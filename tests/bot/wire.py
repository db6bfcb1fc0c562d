"""A wire between the bot and the emulated Telegram, for tests to cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
State = Literal["whole", "gone", "silent", "cut"]


class Wire:
    """Carries bytes both ways, as long as it is `whole`.

    `gone`: nobody takes a connection; `silent`: they are taken, and what goes over them arrives
    nowhere; `cut`: the next answer ends after its first bytes, and then the wire is whole again.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._state: State = "whole"
        self.port = 0
        self.connections = 0  # that were asked for, also in vain

    async def be(self, state: State) -> None:
        """Take a state; what is under way is lost when the wire goes."""
        self._state = state
        if state == "gone":
            await self.close()
        elif self._server is None:
            self._server = await asyncio.start_server(self._accept, LOOPBACK, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Close everything."""
        server, self._server = self._server, None
        if server:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, near: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        self.connections += 1
        far, ask = await asyncio.open_connection(LOOPBACK, self._target)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._carry(near, ask, answers=False))
                group.create_task(self._carry(far, answer, answers=True))
        except* (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            for writer in (ask, answer):
                writer.close()

    async def _carry(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, answers: bool
    ) -> None:
        while piece := await source.read(65_536):
            if self._state == "silent":
                continue
            if self._state == "cut" and answers:
                self._state = "whole"
                target.write(piece[: max(1, len(piece) - 20)])
                with suppress(ConnectionError):
                    await target.drain()
                break
            target.write(piece)
            await target.drain()
        raise ConnectionError


@asynccontextmanager
async def wired(base_url: str) -> AsyncIterator[tuple[Wire, str]]:
    """Yield a wire to a server and the address at its near end."""
    address = urlsplit(base_url)
    assert address.port
    wire = Wire(address.port)
    await wire.be("whole")
    try:
        yield wire, f"http://{LOOPBACK}:{wire.port}"
    finally:
        await wire.close()
