"""A balancer for tests: each request goes to the next server, and to another one if that fails."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import count

UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
PATIENCE_SECONDS = 5.0  # for an answer of one server


class Balancer:
    """What balances between servers on ports of loopback."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports
        self._turns = count()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        try:
            answer = await self._answer(await _request(reader))
            writer.write(answer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):  # whoever asked has gone
            pass
        finally:
            writer.close()

    async def _answer(self, request: bytes) -> bytes:
        first = next(self._turns)
        for number in range(len(self._ports)):
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    port = self._ports[(first + number) % len(self._ports)]
                    answer = await _asked(port, request)
                if answer and b" 503 " not in answer[:20]:
                    return answer
        return UNAVAILABLE


@asynccontextmanager
async def balancing(port: int, ports: Sequence[int]) -> AsyncIterator[None]:
    """Balance between servers, at a port of loopback."""
    async with await asyncio.start_server(Balancer(ports).serve, "127.0.0.1", port):
        yield


async def _request(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
    kept = [line for line in head if line and not line.lower().startswith("connection:")]
    length = next(int(line.split(":")[1]) for line in kept if line.lower().startswith("content-l"))
    body = await reader.readexactly(length)
    return "\r\n".join([*kept, "Connection: close", "", ""]).encode() + body


async def _asked(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        return await reader.read()
    finally:
        writer.close()
