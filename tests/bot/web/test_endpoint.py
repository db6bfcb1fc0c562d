import asyncio
import re
import socket
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.emulator import Person, Room, Telegram
from bot.errors import BotError
from bot.service.desk import Desk
from bot.web.endpoint import Endpoint, listening
from knowledge import Folder, KnowledgeBase
from tests.bot.conftest import SECRET, Talk, free_port, hooked
from tests.postgres import Server

FACTORIES = "上海將新增多少家智能工廠？"


def base_of(talk: Talk) -> str:
    """Return the address of the endpoint."""
    return f"http://{talk.application.bot_data['desk'].settings.listen}"


async def get(address: str) -> httpx.Response:
    """Return what stands at an address."""
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - plain HTTP on loopback
        return await client.get(address)


async def test_probes_and_figures(desk: Desk, telegram: Telegram, ana: Person, room: Room) -> None:
    """`/livez`, `/readyz` and `/metrics` tell how it goes, and never who asked or what."""
    async with hooked(desk, telegram) as talk:
        await talk.handled(ana.says(FACTORIES))
        await talk.handled(ana.says(f"/ask {FACTORIES}", chat=room))
        answers = [await get(base_of(talk) + path) for path in ("/livez", "/readyz", "/metrics")]
    live, ready, metrics = answers
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert live.text == "ok\n"
    assert ready.json()["ready"] is True
    assert 'youju_questions_total{door="group",outcome="answered"} 1.0' in metrics.text
    assert 'youju_questions_total{door="private",outcome="answered"} 1.0' in metrics.text
    for answer in answers:
        assert "server" not in answer.headers
        for kept in (telegram.token, SECRET, FACTORIES, str(desk.settings.data)):
            assert kept not in answer.text
        assert not re.search(rf"\b{ana.id}\b", answer.text)  # it may stand within seconds


@pytest.mark.parametrize("path", ["/", "/hook", "/readyz/", "/docs", "/../etc/passwd", "/hook/x"])
async def test_nothing_else_is_there(desk: Desk, telegram: Telegram, path: str) -> None:
    """Whatever else is asked for is not there, and nothing can be read from the webhook."""
    async with hooked(desk, telegram) as talk:
        answer = await get(base_of(talk) + path)
    assert answer.status_code in {404, 405, 307}
    assert len(answer.text) < 50


async def test_figures_while_polling(desk: Desk) -> None:
    """Without a webhook the probes are there, and no address takes updates."""
    port = free_port()
    endpoint = Endpoint(desk.settings)
    async with listening(endpoint, f"127.0.0.1:{port}"), endpoint.opened(desk):
        assert (await get(f"http://127.0.0.1:{port}/livez")).status_code == 200
        ready = await get(f"http://127.0.0.1:{port}/readyz")
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:  # noqa: S501 - plain HTTP on loopback
            posted = await client.post(f"http://127.0.0.1:{port}/hook", json={"update_id": 1})
    assert ready.status_code == 503
    assert ready.json()["telegram"] == "has not answered yet"
    assert ready.json()["updates"] == "are not received"
    assert posted.status_code == 404


async def test_it_answers_before_the_articles_are_open(desk: Desk) -> None:
    """That it lives, and how far it is; what Telegram delivers waits, and so does Prometheus."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    endpoint = Endpoint(desk.settings.model_copy(update={"webhook_url": f"{address}/hook"}))
    async with listening(endpoint, f"127.0.0.1:{port}"):
        assert (await get(f"{address}/livez")).status_code == 200
        first = await get(f"{address}/readyz")
        endpoint.start("indexing", 1200, 100_000)
        later = await get(f"{address}/readyz")
        figures = await get(f"{address}/metrics")
        async with httpx.AsyncClient(trust_env=False) as client:
            posted = await client.post(f"{address}/hook", json={"update_id": 1})
        async with endpoint.opened(desk):
            opened = await get(f"{address}/metrics")
            leaves = asyncio.create_task(endpoint.leave())
            leaving = await get(f"{address}/readyz")
            await leaves
        last = await get(f"{address}/readyz")
    assert [one.status_code for one in (first, later, figures, posted, last)] == [503] * 5
    assert first.json() == {"ready": False, "database": "is being opened"}
    assert later.json() == {"ready": False, "index": "is being made: 1200 of 100000 passages"}
    assert opened.status_code == 200
    assert leaving.status_code == 503
    assert leaving.json() == last.json() == {"ready": False, "bot": "is stopping"}


async def test_a_replica_tells_of_the_others(
    desk: Desk, telegram: Telegram, postgres: Server, tmp_path: Path
) -> None:
    """Where several may serve, `/metrics` tells who leads and who is behind; else it does not."""
    async with await KnowledgeBase.open(tmp_path / "shared", postgres.emptied()) as base:
        await base.reload(Folder(desk.settings.articles))
        async with hooked(replace(desk, base=base), telegram) as talk:
            await talk.application.bot_data["desk"].standing.until(leads=True)
            ready = await get(f"{base_of(talk)}/readyz")
            figures = await get(f"{base_of(talk)}/metrics")
    assert ready.status_code == 200
    assert ready.json()["replica"] == "ok"
    for line in ("youju_leader 1.0", "youju_replicas 1.0", "youju_version_lag 0.0"):
        assert line in figures.text
    async with hooked(desk, telegram) as talk:
        alone = await get(f"{base_of(talk)}/metrics")
    assert "youju_leader" not in alone.text


async def test_a_port_that_is_taken_is_told(desk: Desk) -> None:
    """With the setting's name and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(BotError, match=f"YOUJU_LISTEN: {address} cannot be .* another port"):
            async with listening(Endpoint(desk.settings), address):
                pass


async def test_a_post_that_breaks_off_hurts_nobody(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """A connection that ends in the middle of its body leaves nothing, and others are served."""
    async with hooked(desk, telegram) as talk:
        host, _, port = base_of(talk).removeprefix("http://").partition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n{SECRET_HEAD}\r\n\r\n"
        writer.write(head.encode() + b'{"update_id": 5, "mess')
        await writer.drain()
        writer.close()
        await talk.handled(ana.says(FACTORIES))
    assert len(telegram.replies(ana)) == 1


SECRET_HEAD = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}"
