"""An emulated Telegram whose clock stands still, and a real `telegram.Bot` that talks HTTP."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.emulator import ManualClock, Person, Room, Telegram
from bot.emulator.server import file_url, serve


@pytest.fixture(autouse=True)
def timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let RetryAfter hold a timedelta; without it, building one warns, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock that only the test moves."""
    return ManualClock()


@pytest.fixture
def telegram(clock: ManualClock) -> Telegram:
    """Return an empty Telegram."""
    return Telegram(now=clock)


@pytest.fixture
def ana(telegram: Telegram) -> Person:
    """Return a person who has started the bot."""
    return telegram.person("Ana", username="ana_reads", language_code="zh-hant", started=True)


@pytest.fixture
def room(telegram: Telegram, ana: Person) -> Room:
    """Return a supergroup with Ana and the bot, in privacy mode."""
    return telegram.group("讀書會", members=[ana])


@pytest.fixture
async def base_url(telegram: Telegram) -> AsyncIterator[str]:
    """Yield the address of the emulator's Bot API on loopback."""
    async with serve(telegram) as url:
        yield url


@pytest.fixture
async def bot(telegram: Telegram, base_url: str) -> AsyncIterator[Bot]:
    """Yield a bot of python-telegram-bot that reaches the emulator over HTTP."""
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False, "verify": False}) for _ in "12"]
    bot = Bot(
        telegram.token,
        base_url=base_url,
        base_file_url=file_url(base_url),
        request=requests[0],
        get_updates_request=requests[1],
    )
    async with bot:
        telegram.calls.clear()
        yield bot
