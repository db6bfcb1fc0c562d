import json

from bot.emulator import Telegram
from bot.emulator.server import serve
from tests.bot.shell import Shell


async def test_without_a_token(shell: Shell) -> None:
    """What was looked at, one a line; it works, in the terminal."""
    code, out, _ = await shell("doctor")
    assert code == 0
    assert "! YOUJU_TELEGRAM_TOKEN is not set" in out
    assert "✓ 2 articles" in out


async def test_with_telegram(shell: Shell, telegram: Telegram) -> None:
    """The token is tried, and printed nowhere."""
    async with serve(telegram) as base_url:
        url = base_url.removesuffix("/bot")
        code, out, err = await shell(
            "doctor", "--json", YOUJU_TELEGRAM_TOKEN=telegram.token, YOUJU_BOT_API_URL=url
        )
    found = json.loads(out)
    assert (code, found[0]) == (
        0,
        {"state": "fine", "words": "Telegram knows the bot as @youju_bot."},
    )
    assert telegram.token not in out + err


async def test_what_is_broken_ends_with_1(shell: Shell) -> None:
    """So that a script can tell."""
    code, out, _ = await shell(
        "doctor", YOUJU_TELEGRAM_TOKEN="123456:" + "x" * 30, YOUJU_BOT_API_URL="http://127.0.0.1:9"
    )
    assert code == 1
    assert "✗ Telegram cannot be reached" in out
