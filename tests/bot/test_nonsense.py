"""What if that which answers is not Telegram, or not in its senses?"""

import asyncio
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from itertools import count
from operator import getitem
from typing import Any

import pytest
from starlette.types import ASGIApp

from bot.delivery import outage
from bot.delivery.shares import MOST
from bot.emulator import Delivery, Person, Telegram, server
from bot.service.desk import Desk
from bot.telegram import connection, polling
from bot.telegram.handlers.application import set_menu
from tests.bot.conftest import Talk, labels, running
from tests.bot.crooked import NONSENSE, Crooked, Nonsense
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"
BATCH = 100  # updates
WRONG: tuple[object, ...] = (None, True, -1, 2**80, 1e300, "", "\ud800", [], [None], {}, {"id": []})


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses be short, long answers be given up soon, and nothing be dropped."""
    for kind in MOST:
        monkeypatch.setitem(MOST, kind, 1_000_000)
    monkeypatch.setattr(outage, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(polling, "POLL_SECONDS", 0)
    monkeypatch.setattr(connection, "LARGEST_ANSWER", 1_000_000)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let slow answers be given up soon, too: also true ones, if this machine is busy."""
    monkeypatch.setattr(polling, "READ_SECONDS", 0.3)
    monkeypatch.setattr(connection, "WHOLE_SECONDS", 0.3)
    monkeypatch.setattr(connection, "READ_SECONDS", 0.3)


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Crooked:
    """Return what stands between the bot and the emulated Telegram."""
    made, original = Crooked(), server.application

    def application(telegram: Telegram) -> ASGIApp:
        made.inner = original(telegram)
        return made

    monkeypatch.setattr(server, "application", application)
    return made


async def answered(telegram: Telegram, *asked: Delivery) -> None:
    """Wait until there is an answer in the chat of each question."""
    for one in asked:
        assert one.message
        place = telegram.state.chats[one.message["chat"]["id"]]
        while not any("40" in said.get("text", "") for said in place.messages.values()):  # noqa: ASYNC110 - Telegram's side
            await asyncio.sleep(0.01)


async def lasts(talk: Talk, person: Person) -> None:
    """Look that the bot still receives and answers."""
    assert not talk.polling.done()
    before = len(talk.telegram.replies(person))
    person.says("/help")
    while len(talk.telegram.replies(person)) == before:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.01)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", NONSENSE)
async def test_nonsense_instead_of_every_answer(
    desk: Desk, telegram: Telegram, ana: Person, between: Crooked, name: str
) -> None:
    """The first answer of each method is nonsense: all is answered in the end, nothing is lost."""
    between.first, room = NONSENSE[name], telegram.group("讀書會", members=[ana])
    async with patience(), running(desk, telegram) as talk:
        await set_menu(talk.application)
        await answered(telegram, ana.says(FACTORIES), ana.says(f"/ask {FACTORIES}", chat=room))
        (answer,) = telegram.replies(ana)
        ana.presses(answer, "前後文")
        while "回到段落" not in labels(talk.shown(answer)):  # noqa: ASYNC110 - Telegram's side
            await asyncio.sleep(0.01)
        await lasts(talk, ana)
    assert {"getMe", "deleteWebhook", "getUpdates", "sendMessage", "editMessageText"} <= set(
        between.given
    )


@pytest.mark.parametrize("method", ["getMyCommands", "setMyCommands", "getMyDescription"])
async def test_menus_that_cannot_be_set_end_nothing(
    desk: Desk, telegram: Telegram, ana: Person, between: Crooked, method: str
) -> None:
    """The bot serves without them."""
    async with patience(), running(desk, telegram) as talk:
        for body in (b'{"ok":true,"result":null}', b'{"ok":true,"result":[5]}', b"[]"):
            between.planned[method].append(Nonsense(body))
            await set_menu(talk.application)
        await answered(telegram, ana.says(FACTORIES))
    assert between.given == [method] * 3


async def test_a_field_of_a_wrong_kind_anywhere_in_an_answer(
    desk: Desk, telegram: Telegram, ana: Person, between: Crooked
) -> None:
    """Whatever stands in Telegram's yes, the question is answered and the next one is heard."""
    async with patience(), running(desk, telegram) as talk:
        await answered(telegram, ana.says(FACTORIES))
        (sent,) = telegram.calls_of("sendMessage")
        assert isinstance(sent.result, dict)
        read = {name: sent.result[name] for name in ("message_id", "date", "chat", "text")}
        for result in spoiled(read):
            between.results["sendMessage"].append(result)
            await talk.handled(ana.says("/help"))
            while await desk.records.inbox.count():  # noqa: ASYNC110 - rows have no event
                await asyncio.sleep(0.01)
        await lasts(talk, ana)


async def test_a_field_of_a_wrong_kind_anywhere_in_an_update(
    desk: Desk,
    telegram: Telegram,
    ana: Person,
    between: Crooked,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever stands in an update, the ones after it are heard and answered."""
    async with patience(), running(desk, telegram) as talk:
        answer = await talk.answer(ana.says(FACTORIES))
        room = telegram.group("讀書會", members=[ana])
        whole = [
            ana.says("隨申碼", reply_to=answer, quote="40"),
            ana.says(f"@youju_bot {FACTORIES}", chat=room),
            ana.presses(answer, "前後文"),
            ana.asks_inline("隨申碼"),
            ana.sends_document("a.md", b"# A"),
            room.promotes_bot(),
            ana.edits(ana.says("/help"), "隨申碼"),
        ]
        numbers = count(1)
        strange = [
            {**one, "update_id": next(numbers)} if "update_id" in one else one
            for update in whole
            for one in spoiled(update.update)
        ]
        between.results["getUpdates"].extend(
            strange[start : start + BATCH] for start in range(0, len(strange), BATCH)
        )
        while between.results["getUpdates"]:  # noqa: ASYNC110 - Telegram's side
            await asyncio.sleep(0.01)
        await lasts(talk, ana)
        while await desk.records.inbox.count():  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.01)
    assert "cannot be reached" not in caplog.text  # or it would be fetched again for ever


def spoiled(whole: Any) -> Iterator[Any]:  # noqa: ANN401 - any JSON
    """Yield a value without each of its parts, and with something wrong in the place of each."""
    for *way, last in parts(whole):
        for wrong in WRONG:
            copy = deepcopy(whole)
            place = reduce(getitem, way, copy)
            place[last] = wrong
            yield copy
        del place[last]
        yield copy


def parts(value: object, *before: object) -> Iterator[tuple[object, ...]]:
    """Yield the way to each part of a value."""
    match value:
        case dict():
            inner = list(value.items())
        case list():
            inner = list(enumerate(value))
        case _:
            inner = []
    for name, one in inner:
        yield (*before, name)
        yield from parts(one, *before, name)
