import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import TypeHandler

from bot.delivery.outage import Outage
from bot.emulator import Delivery, EmulatorRequest, Person, Room, Telegram
from bot.records.inbox import Received
from bot.service.desk import Desk
from bot.telegram import inbox as module
from bot.telegram import rate_limiter as flood
from bot.telegram.context import Context
from bot.telegram.handlers.application import build
from bot.telegram.handlers.ask import STALE_SECONDS
from bot.telegram.inbox import FullError, Inbox, lane, may_pass
from knowledge import StoreError
from tests.bot.conftest import Talk, running
from tests.knowledge.reading import misreading
from tests.patience import patience

FACTORIES = "上海將新增多少家智能工廠？"


def received(delivery: Delivery, tries: int = 0) -> Received:
    """Return an update as it is stored."""
    update = delivery.update
    assert update
    chat = update["message"]["chat"]["id"]
    return Received(update["update_id"], str(chat), json.dumps(update), tries)


@asynccontextmanager
async def opened(desk: Desk, telegram: Telegram) -> AsyncIterator[Inbox]:
    """Run an inbox without anything that fetches updates."""
    application = build(desk, EmulatorRequest(telegram))
    async with application:
        await application.start()
        inbox = Inbox(application, Outage("network", logging.getLogger(__name__)))
        await inbox.start()
        yield inbox
        await inbox.stop()
        await application.stop()
        await inbox.close()


async def settled(desk: Desk) -> None:
    """Wait until nothing waits in the database."""
    async with patience():
        while await desk.records.inbox.waiting():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.01)


async def test_what_was_left_is_answered_when_the_bot_is_back(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """A question that was received by a run that ended before it answered is answered now."""
    await desk.records.inbox.put(1.0, [received(ana.says(FACTORIES))])
    telegram.take()
    async with running(desk, telegram):
        await telegram.wait_for("sendMessage")
        await settled(desk)
    assert "40" in telegram.replies(ana)[-1]["text"]


async def test_old_questions_are_answered_in_private_only(
    desk: Desk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """After a long pause nobody in a group waits any more; somebody alone with the bot does."""
    long_ago = desk.now() - STALE_SECONDS - 1
    asked = [
        ana.says(f"/ask {FACTORIES}", chat=room, date=long_ago),
        ana.says(FACTORIES, date=long_ago),
    ]
    await desk.records.inbox.put(1.0, [received(one) for one in asked])
    telegram.take()
    async with running(desk, telegram):
        await settled(desk)
    assert len(telegram.replies(ana)) == 1
    assert telegram.replies(room) == []


async def test_an_answer_that_was_noted_is_not_sent_again(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """Ended between the answer and the note that the update is done, the bot answers once."""
    asked = ana.says(FACTORIES)
    async with running(desk, telegram) as talk:
        await talk.handled(asked)
        await settled(desk)
    await desk.records.inbox.forget(desk.now() + 1)
    await desk.records.inbox.put(1.0, [received(asked)])
    async with running(desk, telegram):
        await settled(desk)
    assert len(telegram.replies(ana)) == 1


async def test_what_may_have_ended_the_process_waits(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """What was being tried each time is left alone for a while; the others are answered."""
    suspect, other = received(ana.says(FACTORIES)), received(boss.says(FACTORIES))
    await desk.records.inbox.put(1.0, [suspect, other])
    for _ in range(module.SUSPECT_TRIES):
        await desk.records.inbox.begin(suspect.number)
    telegram.take()
    async with running(desk, telegram):
        await telegram.wait_for("sendMessage")
        await asyncio.sleep(0.1)
        assert (len(telegram.replies(ana)), len(telegram.replies(boss))) == (0, 1)
    assert [one.number for one in await desk.records.inbox.waiting()] == [suspect.number]


async def test_waiting_for_telegram_makes_nothing_suspect(
    desk: Desk, telegram: Telegram, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is tried again and again in one run is not what ended a run."""
    monkeypatch.setattr(flood, "HANDLER_PATIENCE_SECONDS", 0.01)
    asked = received(ana.says("/help"))
    await desk.records.inbox.put(1.0, [asked])
    telegram.take()
    telegram.fail("sendMessage", 429, times=2, retry_after=1)
    async with running(desk, telegram):
        await telegram.wait_for("sendMessage", 2)
        (left,) = await desk.records.inbox.waiting()
        assert left.tries == 0
        await settled(desk)
    assert len(telegram.replies(ana)) == 1


async def test_what_cannot_be_read_any_more_stops_nobody(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """A stored update that no longer makes sense is left out, and the others are answered."""
    await desk.records.inbox.put(1.0, [Received(1, "a", "{"), received(ana.says(FACTORIES))])
    telegram.take()
    async with running(desk, telegram):
        await settled(desk)
    assert len(telegram.replies(ana)) == 1


async def test_what_is_done_is_noted_also_when_all_is_quiet(
    desk: Desk, telegram: Telegram, talk: Talk, ana: Person, boss: Person
) -> None:
    """What becomes done while a note is written is noted without waiting for another update."""
    for _ in range(20):
        for person in (ana, boss):
            await talk.handled(person.says("/help"))
    await settled(desk)
    assert len(telegram.replies(ana)) == 20


async def test_an_update_that_comes_twice_is_handled_once(
    telegram: Telegram, talk: Talk, ana: Person
) -> None:
    """Telegram delivers again when in doubt; a command is not obeyed twice."""
    asked = ana.says("/help")
    await talk.handled(asked)
    telegram.redeliver(asked)
    await talk.handled(ana.says("/about"))
    assert len(telegram.replies(ana)) == 2


async def test_nothing_is_confirmed_that_is_not_stored(
    desk: Desk, telegram: Telegram, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the database refuses, updates stay with Telegram, and are answered afterwards."""
    store, refusals = type(desk.records.inbox), 2
    put = store.put

    async def failing(*arguments: object, **named: object) -> list[Received]:
        nonlocal refusals
        if refusals:
            refusals -= 1
            assert len(telegram.state.updates.pending) == 1
            raise StoreError("locked")
        return await put(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(store, "put", failing)
    async with running(desk, telegram) as talk:
        await talk.handled(ana.says(FACTORIES))
    assert len(telegram.replies(ana)) == 1
    assert refusals == 0


async def test_order_is_kept_through_a_failure(
    telegram: Telegram, talk: Talk, ana: Person, boss: Person
) -> None:
    """A later question of a chat waits for the one that failed; another chat does not."""
    telegram.fail("sendMessage", 500, times=2, chat_id=ana.id)
    first, second = ana.says(FACTORIES), ana.says("/help")
    await talk.handled(boss.says("/help"))
    assert telegram.replies(ana) == []
    await talk.handled(second)
    await talk.handled(first)
    texts = [message["text"] for message in telegram.replies(ana)]
    assert len(texts) == 2
    assert "40" in texts[0]


async def test_what_the_handlers_started_is_waited_for(
    desk: Desk, telegram: Telegram, boss: Person
) -> None:
    """A reload goes on after its handler has returned; only then its update is done."""
    asked = boss.says("/reload")
    async with running(desk, telegram) as talk:
        await talk.handled(asked)
    assert await desk.records.inbox.waiting() == []
    (told,) = telegram.replies(boss)
    assert "Nothing has changed" in told["text"]


async def test_what_hangs_in_the_background_is_left_to_the_next_run(
    desk: Desk, telegram: Telegram, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is being read keeps nobody who wants to stop the bot; it is read again."""
    await desk.records.inbox.put(1.0, [received(boss.sends_document("a.md", b"alone"))])
    telegram.take()
    monkeypatch.setattr(module, "BACKGROUND_SECONDS", 0.0)
    with monkeypatch.context() as hanging:
        hanging.setattr("knowledge.library.offer_work.MAKE", misreading.WORK)
        async with running(desk, telegram):
            await telegram.wait_for("sendMessage")
    assert len(await desk.records.inbox.waiting()) == 1
    async with running(desk, telegram):
        await settled(desk)
    assert "a.md" not in telegram.replies(boss)[-1]["text"]


async def test_an_answer_that_could_not_be_noted_is_not_sent_twice(
    desk: Desk, telegram: Telegram, talk: Talk, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the database refuses the note of an answer, the note is tried again, not the answer."""
    store, refusals = type(desk.records.turns), 1
    replied = store.replied

    async def failing(*arguments: object) -> None:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise StoreError("locked")
        await replied(*arguments)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(store, "replied", failing)
    asked = ana.says(FACTORIES)
    await talk.handled(asked)
    await settled(desk)
    assert len(telegram.replies(ana)) == 1
    message = (asked.message or {})["message_id"]
    turn = await desk.records.turns.of_message(str(ana.id), str(message))
    assert turn
    assert turn.reply


async def test_a_handler_that_hangs_is_given_up(
    desk: Desk, telegram: Telegram, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried three times, each for the time limit, and then its chat goes on."""
    quick = replace(desk, settings=desk.settings.model_copy(update={"handler_seconds": 0.05}))
    tried = 0

    async def hang(update: Update, _context: Context) -> None:
        nonlocal tried
        if update.message and update.message.text == "hang":
            tried += 1
            await asyncio.Event().wait()

    with caplog.at_level(logging.WARNING):
        async with opened(quick, telegram) as inbox:
            inbox._application.add_handler(TypeHandler(Update, hang), group=-1)  # noqa: SLF001 - a handler of the test
            bot = inbox._application.bot  # noqa: SLF001 - as above
            ana.says("hang")
            ana.says("/help")
            await inbox.receive([Update.de_json(one, bot) for one in telegram.take()])
            await settled(desk)
    assert tried == module.MOST_OVERRUNS
    assert len(telegram.replies(ana)) == 1
    assert "given up" in caplog.text


async def test_what_fails_alone_is_given_up(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If others are answered meanwhile, a chat does not wait for ever for one message."""
    monkeypatch.setattr(module, "MOST_FAILURES", 2)
    telegram.fail("sendMessage", 500, times=2, chat_id=ana.id)
    async with running(desk, telegram) as talk:
        first = ana.says(FACTORIES)
        await talk.handled(boss.says("/help"))
        await talk.handled(first)
        await talk.handled(ana.says("/help"))
        await settled(desk)
    (answered,) = telegram.replies(ana)
    assert "/help" in answered["text"]


async def test_too_many_wait_where_they_come_from(
    desk: Desk, telegram: Telegram, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded: an inbox that is full takes nothing, and says so."""
    monkeypatch.setattr(module, "MOST_WAITING", 0)
    async with opened(desk, telegram) as inbox:
        ana.says("/help")
        updates = [Update.de_json(one, None) for one in telegram.take()]
        with pytest.raises(FullError, match="a little later"):
            await inbox.receive(updates)
    assert await desk.records.inbox.waiting() == []


def test_who_says_no_is_not_asked_again() -> None:
    """What nobody has refused may pass; a refusal is for good."""
    passing = [NetworkError("x"), TimedOut(), RetryAfter(timedelta(seconds=1)), StoreError("x")]
    assert all(may_pass(error) for error in passing)
    assert not any(may_pass(error) for error in [BadRequest("x"), Forbidden("x"), ValueError()])


def test_an_update_without_a_chat_is_in_its_users_lane() -> None:
    """What has neither chat nor user is in a lane with the others of that kind."""
    user = {"id": 7, "is_bot": False, "first_name": "x"}
    query = {"id": "1", "from": user, "chat_instance": "1", "data": "x"}
    assert lane(Update.de_json({"update_id": 1, "callback_query": query}, None)) == "7"
    assert lane(Update(1)) == ""
