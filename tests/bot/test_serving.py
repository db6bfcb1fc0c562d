import asyncio
import signal

from bot.emulator import Telegram
from bot.emulator.server import serve
from tests.bot.shell import Shell

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
        await telegram.wait_for_poller(within=30)
        reader.says(FACTORIES)
        (call,) = await telegram.wait_for("sendMessage", 1, within=10)
        await telegram.wait_for_poller(within=30)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            _, err = await process.communicate()
    assert "新增40家智能工廠" in call.parameters["text"]
    assert process.returncode == 0
    assert "Traceback" not in err.decode()
    assert telegram.token not in err.decode()
    assert (shell.folder / "data" / "heartbeat").exists()


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
    async with asyncio.timeout(30):
        line = (await process.stderr.readline()).decode()
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert "Telegram cannot be reached" in line
    assert process.returncode == 0
