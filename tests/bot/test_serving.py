import asyncio
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from filelock import FileLock

from bot.emulator import Person, Telegram
from bot.emulator.server import serve
from tests.bot.conftest import SECRET, free_port
from tests.bot.shell import Shell
from tests.knowledge.reading.pdf.scanning import scanned
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"


async def test_serves_until_told_to_stop(telegram: Telegram, shell: Shell) -> None:
    """`run` serves Telegram by long polling, and SIGTERM ends it cleanly with exit code 0."""
    reader = telegram.person("Ana", language_code="zh-hant", started=True)
    async with serve(telegram) as base_url:
        process = await shell.start(
            "run",
            YOUJU_TELEGRAM_TOKEN=telegram.token,
            YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
        )
        await telegram.wait_for_poller()
        reader.says(FACTORIES)
        (call,) = await telegram.wait_for("sendMessage", 1)
        await telegram.wait_for_poller()
        process.send_signal(signal.SIGTERM)
        async with patience():
            _, err = await process.communicate()
    assert "新增40家智能工廠" in call.parameters["text"]
    assert process.returncode == 0
    assert "Traceback" not in err.decode()
    assert telegram.token not in err.decode()
    assert (shell.folder / "data" / "heartbeat").exists()


async def test_one_that_starts_is_not_a_dead_one(
    telegram: Telegram, shell: Shell, ana: Person
) -> None:
    """While its index is made it lives and is not ready; then it is, and answers."""
    await shell("reload")
    data, port = Path(shell.variables["YOUJU_DATA"]), free_port()
    shutil.rmtree(data / "index")
    address = f"http://127.0.0.1:{port}"
    async with serve(telegram) as base_url, httpx.AsyncClient(trust_env=False) as client:
        with FileLock(data / "reload.lock"):  # another process is at the articles: it waits
            process = await shell.start(
                "run",
                YOUJU_TELEGRAM_TOKEN=telegram.token,
                YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
                YOUJU_LISTEN=f"127.0.0.1:{port}",
                YOUJU_WEBHOOK_URL=f"{address}/hook",
                YOUJU_WEBHOOK_SECRET=SECRET,
            )
            async with patience():
                while not (live := await tried(client, f"{address}/livez")):  # noqa: ASYNC110 - another process
                    await asyncio.sleep(0.01)
            ready = await client.get(f"{address}/readyz")
            figures = await client.get(f"{address}/metrics")
            posted = await client.post(f"{address}/hook", json={"update_id": 1})
        async with patience():
            while (await client.get(f"{address}/readyz")).status_code == 503:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
        ana.says(FACTORIES)
        (call,) = await telegram.wait_for("sendMessage", 1)
        process.send_signal(signal.SIGTERM)
        async with patience():
            _, err = await process.communicate()
    assert [one.status_code for one in (live, ready, figures, posted)] == [200, 503, 503, 503]
    assert ready.json() == {"ready": False, "database": "is being opened"}
    assert "新增40家智能工廠" in call.parameters["text"]
    assert (process.returncode, "Traceback" in err.decode()) == (0, False)


async def tried(client: httpx.AsyncClient, address: str) -> httpx.Response | None:
    """Return what stands at an address, nothing as long as nobody listens there."""
    with suppress(httpx.ConnectError):
        return await client.get(address)
    return None


async def test_a_file_that_takes_long_keeps_nobody(
    telegram: Telegram, shell: Shell, ana: Person, boss: Person
) -> None:
    """While it is read others are answered, and SIGTERM ends the bot all the same."""
    async with serve(telegram) as base_url:
        process = await shell.start(
            "run",
            YOUJU_TELEGRAM_TOKEN=telegram.token,
            YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
            YOUJU_ADMINS=str(boss.id),
        )
        await telegram.wait_for_poller()
        boss.sends_document("scan.pdf", scanned(*["一頁掃描的文字，要認很久。"] * 60))
        await telegram.wait_for("sendMessage", 1)
        ana.says(FACTORIES)
        *_, answer = await telegram.wait_for("sendMessage", 2)
        await telegram.wait_for_poller()
        process.send_signal(signal.SIGTERM)
        async with patience():
            _, err = await process.communicate()
    assert "新增40家智能工廠" in answer.parameters["text"]
    assert process.returncode == 0
    assert "Traceback" not in err.decode()


async def test_wrong_token(telegram: Telegram, shell: Shell) -> None:
    """A token that Telegram does not know ends `run` with one sentence, which does not show it."""
    wrong = "123456:not-the-token-of-this-telegram"
    async with serve(telegram) as base_url:
        code, out, err = await shell(
            "run",
            YOUJU_TELEGRAM_TOKEN=wrong,
            YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
        )
    assert (code, out) == (1, "")
    assert err.strip().endswith("does not know this token: copy it again from @BotFather")
    assert len(err.strip().splitlines()) == 1
    assert wrong not in err


async def test_telegram_out_of_reach(shell: Shell) -> None:
    """When Telegram cannot be reached, `run` says so, tries again, and can be ended."""
    process = await shell.start(
        "run",
        YOUJU_TELEGRAM_TOKEN="4200:emulated-and-opens-nothing",
        YOUJU_BOT_API_URL="http://127.0.0.1:9",
    )
    assert process.stderr
    async with patience():
        line = (await process.stderr.readline()).decode()
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert "Telegram cannot be reached" in line
    assert process.returncode == 0


async def test_two_bots_never_share_a_data_folder(telegram: Telegram, shell: Shell) -> None:
    """The second one says so and leaves with exit code 1; the first one is not disturbed."""
    async with serve(telegram) as base_url:
        variables = {
            "YOUJU_TELEGRAM_TOKEN": telegram.token,
            "YOUJU_BOT_API_URL": base_url.removesuffix("/bot"),
        }
        first = await shell.start("run", **variables)
        await telegram.wait_for_poller()
        code, _, err = await shell("run", **variables)
        first.send_signal(signal.SIGTERM)
        async with patience():
            await first.communicate()
    assert code == 1
    assert "another process serves from this folder: stop it, or set YOUJU_STANDBY=true" in err
    assert first.returncode == 0


def arguments_of(pid: int) -> str:
    """Return what every user of the machine sees of a process."""
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is where Linux shows it")
async def test_secrets_are_not_in_the_list_of_processes(telegram: Telegram, shell: Shell) -> None:
    """Neither token nor secret is an argument, which every user of the machine could read."""
    secret = "0123456789abcdef-secret"
    async with serve(telegram) as base_url:
        process = await shell.start(
            "run",
            YOUJU_TELEGRAM_TOKEN=telegram.token,
            YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
            YOUJU_WEBHOOK_SECRET=secret,
        )
        await telegram.wait_for_poller()
        arguments = arguments_of(process.pid)
        process.send_signal(signal.SIGTERM)
        async with patience():
            await process.communicate()
    assert "bot\0run" in arguments
    assert telegram.token not in arguments
    assert secret not in arguments


async def test_the_data_folder_is_for_its_owner_only(telegram: Telegram, shell: Shell) -> None:
    """What people asked can be read by nobody else on the machine."""
    async with serve(telegram) as base_url:
        process = await shell.start(
            "run",
            YOUJU_TELEGRAM_TOKEN=telegram.token,
            YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
        )
        await telegram.wait_for_poller()
        mode = (shell.folder / "data").stat().st_mode & 0o777
        process.send_signal(signal.SIGTERM)
        async with patience():
            await process.communicate()
    assert mode == 0o700
