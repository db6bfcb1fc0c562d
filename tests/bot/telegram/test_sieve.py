"""One person writes without end: the others, in the same group and elsewhere, are answered."""

import asyncio

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.delivery.shares import MOST
from bot.emulator import Person, Telegram
from bot.service.desk import Desk
from bot.telegram.answers import readable
from bot.telegram.context import DESK, Context
from bot.telegram.sieve import _senders_in, _senders_of
from tests.bot.conftest import Talk, hooked, running
from tests.bot.test_nonsense import spoiled
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"
FLOOD = 1500
BATCH = 100  # updates that Telegram gives at once
FIRST = -100  # the group of handlers that comes before all others
TOO_MUCH = "That was a lot at once."


@pytest.fixture
def eve(telegram: Telegram) -> Person:
    """Return somebody who writes without end."""
    return telegram.person("Eve", language_code="en", started=True)


async def settled(talk: Talk) -> None:
    """Wait until nothing waits any more."""
    desk: Desk = talk.application.bot_data[DESK]
    async with patience():
        while talk.telegram.state.updates.pending or await desk.records.inbox.count():  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.01)


async def test_a_flood_is_answered_as_far_as_it_may_wait(
    desk: Desk, telegram: Telegram, ana: Person, eve: Person
) -> None:
    """And told once; what somebody else asks meanwhile is answered, and the next one of theirs."""
    for _ in range(FLOOD):
        eve.says(FACTORIES)
    asked = ana.says(FACTORIES)
    async with running(desk, telegram) as talk:
        await talk.handled(asked)
        await settled(talk)
        said = [one["text"] for one in telegram.replies(eve)]
        assert len([text for text in said if text.startswith(TOO_MUCH)]) == 1
        assert MOST["person"] <= len(said) - 1 < FLOOD / 2
        assert desk.figures.updates["dropped"] == FLOOD - len(said)
        assert len(telegram.replies(ana)) == 1
        await talk.handled(eve.says(FACTORIES))
        assert "40" in telegram.replies(eve)[-1]["text"]


async def test_members_of_a_group_take_turns(
    desk: Desk, telegram: Telegram, ana: Person, eve: Person
) -> None:
    """Who asks once is answered before the second message of who asks without end."""
    room = telegram.group("讀書會", members=[ana, eve])
    first, *_ = [eve.says(f"/ask {FACTORIES}", chat=room) for _ in range(BATCH // 2)]
    asked = ana.says(f"/ask {FACTORIES}", chat=room)
    async with running(desk, telegram) as talk:
        await settled(talk)
    answers = [one["reply_to_message"]["message_id"] for one in telegram.replies(room)]
    assert answers[:2] == [one.message["message_id"] for one in (first, asked) if one.message]


async def test_a_flood_over_the_webhook(
    desk: Desk, telegram: Telegram, ana: Person, eve: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same, where each update comes by itself: Telegram hears yes, and it is not stored."""
    monkeypatch.setitem(MOST, "person", 2)
    may_go_on = asyncio.Event()

    async def hold(_update: Update, _context: Context) -> None:
        await may_go_on.wait()

    async with hooked(desk, telegram) as talk:
        talk.application.add_handler(TypeHandler(Update, hold), group=FIRST)
        for _ in range(5):
            eve.says(FACTORIES)
        asked = ana.says(FACTORIES)
        async with patience():
            while telegram.state.updates.pending:  # noqa: ASYNC110 - Telegram's side
                await asyncio.sleep(0.01)
        may_go_on.set()
        await talk.handled(asked)
        await settled(talk)
    assert [TOO_MUCH in one["text"] for one in telegram.replies(eve)] == [False, False, True]
    assert len(telegram.replies(ana)) == 1
    assert desk.figures.updates["dropped"] == 2


async def test_nothing_of_an_admin_is_dropped(desk: Desk, telegram: Telegram, boss: Person) -> None:
    """Who sends many files at once has them looked at."""
    for _ in range(MOST["person"] + 20):
        boss.says("/help")
    async with running(desk, telegram) as talk:
        await settled(talk)
    assert len(telegram.replies(boss)) == MOST["person"] + 20


def test_whatever_can_be_read_can_be_sifted(telegram: Telegram, ana: Person) -> None:
    """Whatever stands in an update; its senders are the same before and after it is parsed."""
    room = telegram.group("讀書會", members=[ana])
    asked = ana.says(f"/ask {FACTORIES}", chat=room), ana.says("Hi", chat=room), ana.says("Hi")
    for delivery in (*asked, ana.asks_inline("Hi"), room.promotes_bot()):
        for update in filter(None, map(readable, spoiled(delivery.update))):
            parsed = Update.de_json(update, None)
            assert sorted(_senders_in(update)) == sorted(_senders_of(parsed))
