import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta

import pytest
from telegram.error import RetryAfter

from bot.delivery.handling import Handling, begin
from bot.delivery.pace import FREE, Limits, Pace
from bot.emulator import Person, Room, Telegram
from bot.records.refusals import Refusal
from bot.service.desk import Desk
from bot.service.figures import Figures
from bot.telegram import rate_limiter as flood
from bot.telegram.capabilities import Capabilities
from bot.telegram.rate_limiter import Limiter
from tests.bot.conftest import Talk, running
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"
SLOW = Limits(a_second_in_a_chat=20, burst=1)  # a message each 50 ms


def limiter_of(limits: Limits, figures: Figures | None = None) -> Limiter:
    """Return a limiter for a server that knows everything."""
    return Limiter(Pace(limits), figures or Figures(), Capabilities(_forgotten))


async def _forgotten(_: Refusal) -> None:
    """Remember nothing."""


def sender(limiter: Limiter, sent: list[str]) -> Callable[..., Coroutine[None, None, object]]:
    """Return what makes a request that is refused with some waiting times first."""

    async def request(
        chat: int | None, name: str = "", *refusals: float, endpoint: str = "sendMessage"
    ) -> object:
        left = list(refusals)

        async def callback(*_: object) -> str:
            if left:
                raise RetryAfter(timedelta(seconds=left.pop(0)))
            sent.append(name)
            return "sent"

        data = {"chat_id": chat} if chat else {}
        return await limiter.process_request(callback, (endpoint, data), {}, endpoint, data, 0)

    return request


async def test_a_refused_request_is_made_again() -> None:
    """A refused request waits as long as Telegram asks, and is made again, as often as it takes."""
    figures, sent = Figures(), list[str]()
    limiter = limiter_of(FREE, figures)
    assert await sender(limiter, sent)(1, "a", *[0.001] * 7) == "sent"
    assert figures.flood_waits == 7


async def test_other_chats_do_not_wait() -> None:
    """While a chat waits for minutes, another one is answered."""
    limiter, sent = limiter_of(FREE), list[str]()
    request = sender(limiter, sent)
    waiting = asyncio.create_task(request(1, "slow", 600))
    await asyncio.sleep(0)
    async with patience():
        await request(2, "quick")
    later = asyncio.create_task(request(1, "later"))
    await asyncio.sleep(0.05)
    assert sent == ["quick"]
    waiting.cancel()
    later.cancel()
    await asyncio.gather(waiting, later, return_exceptions=True)
    assert limiter._lines == {}  # noqa: SLF001 - what must not grow


async def test_a_handler_is_not_held_for_long() -> None:
    """A handler whose chat has to wait learns when to try again; what it started waits itself."""
    limiter, sent = limiter_of(FREE), list[str]()
    request = sender(limiter, sent)
    handling = Handling()

    async def handle() -> None:
        begin(handling)
        handling.background.append(asyncio.create_task(in_background()))
        with pytest.raises(RetryAfter) as caught:
            await request(1, "answer", 600)
        assert 599 < flood.seconds_of(caught.value) <= 600.2

    async def in_background() -> None:
        await request(1, "report")

    await asyncio.create_task(handle())
    await asyncio.sleep(0.05)
    (report,) = handling.background
    assert not report.done()
    report.cancel()


async def test_answers_go_before_edits_and_actions_do_not_wait() -> None:
    """Of what waits for one chat, answers are first; "typing …" that would wait is left out."""
    limiter, sent = limiter_of(SLOW), list[str]()
    request = sender(limiter, sent)
    await request(1, "first")
    async with asyncio.TaskGroup() as group:
        for number in range(2):
            group.create_task(request(1, f"edit {number}", endpoint="editMessageText"))
        await asyncio.sleep(0.001)
        group.create_task(request(1, "answer"))
        await asyncio.sleep(0.001)
        assert await request(1, "typing", endpoint="sendChatAction") is True
    assert sent == ["first", "answer", "edit 0", "edit 1"]
    assert await request(2, "typing", endpoint="sendChatAction") == "sent"


async def test_what_makes_no_message_is_not_counted() -> None:
    """To end the waiting of who pressed a button, or to ask for a file, takes nobody's turn."""
    limiter, sent = limiter_of(Limits(a_second=0.001, burst=1)), list[str]()
    request = sender(limiter, sent)
    await request(1, "message")
    async with patience():
        for _ in range(30):
            await request(None, "answer", endpoint="answerCallbackQuery")
            await request(2, "file", endpoint="getChat")
    assert sent == ["message", *["answer", "file"] * 30]


async def test_a_refusal_of_what_has_no_chat_is_kept_to() -> None:
    """A method without a chat waits for itself."""
    limiter, sent = limiter_of(FREE), list[str]()
    assert await sender(limiter, sent)(None, "menu", 0.01, endpoint="setMyCommands") == "sent"


async def test_the_line_of_all_moves_at_its_pace() -> None:
    """Many chats at once are served one after the other, in the order in which they came."""
    limiter, sent = limiter_of(Limits(a_second=200, burst=1)), list[str]()
    request = sender(limiter, sent)
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(request(number, str(number)) for number in range(1, 41)))
    assert asyncio.get_running_loop().time() - began > 39 / 200
    assert sent == [str(number) for number in range(1, 41)]


async def test_a_storm_of_refusals_loses_nothing(
    telegram: Telegram, talk: Talk, ana: Person, boss: Person
) -> None:
    """Every answer that Telegram refuses for a while is sent in the end, in order, once."""
    for person in (ana, boss):
        telegram.fail("sendMessage", 429, chat_id=person.id, times=2, retry_after=1)
    asked = [person.says(f"/help {n}") for n in range(3) for person in (ana, boss)]
    for one in asked:
        await talk.handled(one)
    assert [len(telegram.replies(person)) for person in (ana, boss)] == [3, 3]


async def test_long_refusals_hold_no_handler(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat that is closed for long gives its place to others, and is answered when it opens."""
    monkeypatch.setattr(flood, "HANDLER_PATIENCE_SECONDS", 0.1)
    telegram.fail("sendMessage", 429, chat_id=ana.id, retry_after=1)
    async with running(desk, telegram) as talk:
        asked = ana.says(FACTORIES)
        await talk.handled(asked)
        assert telegram.replies(ana) == []
        await talk.handled(boss.says(FACTORIES))
        await telegram.wait_for("sendMessage", 3)
    assert len(telegram.replies(ana)) == 1


async def test_a_busy_group_is_not_flooded(
    desk: Desk, telegram: Telegram, ana: Person, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty questions of a group at once are not twenty answers at once."""
    from dataclasses import replace  # noqa: PLC0415 - one line's need

    monkeypatch.setattr(flood, "HANDLER_PATIENCE_SECONDS", 0.1)
    async with running(replace(desk, limits=Limits()), telegram) as talk:
        asked = [ana.says("/help", chat=room) for _ in range(20)]
        await talk.handled(asked[3])
        assert len(telegram.replies(room)) == 3
        await talk.handled(ana.says("/help"))
        assert len(telegram.replies(ana)) == 1
