"""Three replicas behind the balancer that is shipped: is there a gap when they are upgraded?

`-rP` tells how many deliveries were refused, which Telegram repeats: none where the balancer's
probes come in time, as they do unless the machine has more to do than it can.
"""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

import httpx
import pytest

from bot.emulator import Delivery, Person, Telegram
from bot.emulator.server import serve
from bot.emulator.world.webhook import Webhook
from tests.bot.caddy import caddy, shipped
from tests.bot.conftest import SECRET, free_port
from tests.bot.shell import Shell
from tests.bot.test_kills import nursery
from tests.patience import patience
from tests.postgres import Server

QUESTION = "上海將新增多少家智能工廠？"
REPLICAS, PEOPLE = 3, 10


async def test_caddy_takes_the_file() -> None:
    """The file that is shipped is one."""
    process = await caddy("validate", YOUJU_DOMAIN="bot.example.org")
    async with patience():
        told, _ = await process.communicate()
    assert process.returncode == 0, told.decode()


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what Telegram has to say of deliveries that were not taken."""
    said: list[str] = []

    def failed(_webhook: Webhook, message: str) -> bool:
        said.append(message)
        return False

    monkeypatch.setattr(Webhook, "_failed", failed)
    return said


async def test_replicas_are_upgraded_without_a_gap(
    shell: Shell, telegram: Telegram, postgres: Server, refused: list[str]
) -> None:
    """One after the other stops and comes back; each question is answered, and once."""
    url = postgres.emptied()
    people = [telegram.person(f"P{n}", language_code="en", started=True) for n in range(PEOPLE)]
    asked: list[Delivery] = []
    stop = asyncio.Event()

    async def ask() -> None:
        while not stop.is_set():
            asked.append(people[len(asked) % PEOPLE].says(QUESTION))
            await asyncio.sleep(0.1)

    hook, ports = free_port(), [free_port() for _ in range(REPLICAS)]
    async with AsyncExitStack() as stack:
        base_url = await stack.enter_async_context(serve(telegram))
        await stack.enter_async_context(shipped(shell.folder / "caddy", hook, ports))
        bots, pids = [], []
        for number, port in enumerate(ports):
            variables = {
                "YOUJU_TELEGRAM_TOKEN": telegram.token,
                "YOUJU_BOT_API_URL": base_url.removesuffix("/bot"),
                "YOUJU_ARTICLES": shell.variables["YOUJU_ARTICLES"],
                "YOUJU_DATA": str(shell.folder / f"data{number}"),
                "YOUJU_DATABASE_URL": url.secret,
                "YOUJU_LISTEN": f"127.0.0.1:{port}",
                "YOUJU_WEBHOOK_URL": f"http://127.0.0.1:{hook}/hook",
                "YOUJU_WEBHOOK_SECRET": SECRET,
                "YOUJU_QUESTIONS_PER_MINUTE": "100000",
                "YOUJU_LOG_LEVEL": "ERROR",
            }
            home = shell.folder / f"home{number}"
            home.mkdir()
            bots.append(await stack.enter_async_context(nursery(home, variables, shell.nursery)))
            pids.append(await bots[-1].start())
            await ready(port)
        asking = asyncio.create_task(ask())
        for number, port in enumerate(ports):
            assert await bots[number].end(pids[number], signal.SIGTERM) == 0
            pids[number] = await bots[number].start()
            await ready(port)
        stop.set()
        await asking
        async with patience():
            while _answers(telegram, people) < len(asked):  # noqa: ASYNC110 - Telegram's side
                await asyncio.sleep(0.05)
        probes = [await status(f"http://127.0.0.1:{hook}/{path}") for path in ("readyz", "metrics")]
        for number, pid in enumerate(pids):
            await bots[number].end(pid, signal.SIGTERM)
    assert _answers(telegram, people) == len(asked)
    print(f"{len(asked)} asked, all answered, {len(refused)} deliveries refused and repeated")
    assert probes == [404, 404]


async def ready(port: int) -> None:
    """Wait until a replica is ready, as `docker compose up --wait` does."""
    async with patience():
        while await status(f"http://127.0.0.1:{port}/readyz") != 200:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)


async def status(address: str) -> int:
    """Return the status of what stands at an address, 0 where nobody answers."""
    async with httpx.AsyncClient(trust_env=False) as client:
        with suppress(httpx.TransportError):
            return (await client.get(address)).status_code
    return 0


def _answers(telegram: Telegram, people: Sequence[Person]) -> int:
    return sum(len(telegram.replies(one)) for one in people)
