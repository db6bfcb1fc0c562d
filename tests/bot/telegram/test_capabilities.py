"""The bot at an older server of the Bot API, or at another that the operator runs."""

import logging
from dataclasses import replace

import pytest
from telegram.error import BadRequest

from bot.delivery import outage
from bot.emulator import Person, Telegram
from bot.records.refusals import Refusal
from bot.service.desk import Desk
from bot.telegram.capabilities import LATE_BUTTONS, OPTIONAL, is_of_kinds
from bot.telegram.handlers.application import UPDATES, set_menu
from tests.bot.conftest import hooked, labels, running

FACTORIES = "上海將新增多少家智能工廠？"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses be short."""
    monkeypatch.setattr(outage, "FIRST_PAUSE_SECONDS", 0.01)


async def test_kinds_of_updates_that_are_not_known_are_left_out(
    desk: Desk, telegram: Telegram, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot hears the others; it is said once, and doctor is told of it."""
    telegram.lacks("getUpdates", "guest_message")
    telegram.lacks("getUpdates", "my_chat_member")
    with caplog.at_level(logging.WARNING):
        async with running(desk, telegram) as talk:
            for _ in range(3):
                await talk.handled(ana.says(FACTORIES))
    assert telegram.state.updates.allowed() == sorted(
        set(UPDATES) - {"guest_message", "my_chat_member"}
    )
    told = [one.getMessage() for one in caplog.records]
    assert len([words for words in told if "does not know" in words]) == 2
    assert not [words for words in told if "cannot be reached" in words]  # it was reached
    assert list(map(str, await desk.records.refusals.all())) == [
        "getUpdates: guest_message",
        "getUpdates: my_chat_member",
    ]


async def test_the_webhook_does_without_them_too(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """They are not asked to be delivered."""
    telegram.lacks("setWebhook", "guest_message")
    async with hooked(desk, telegram) as talk:
        await talk.handled(ana.says(FACTORIES))
    assert len(telegram.replies(ana)) == 1


@pytest.mark.parametrize("name", sorted(OPTIONAL["sendMessage"]))
async def test_an_answer_goes_without_what_is_not_known(
    desk: Desk, telegram: Telegram, ana: Person, name: str
) -> None:
    """It arrives with the rest, and the next one is not refused first."""
    room = telegram.group("讀書會", members=[ana], topics=["書"])
    telegram.lacks("sendMessage", name)
    async with running(desk, telegram) as talk:
        for _ in range(2):
            await talk.handled(ana.says(f"/ask {FACTORIES}", chat=room, thread="書"))
            await talk.handled(ana.says(FACTORIES))
    answers = telegram.replies(ana)
    assert [("40" in one["text"]) for one in answers] == [True, True]
    refused = [one for one in telegram.calls_of("sendMessage") if not one.ok]
    assert len(refused) == bool(refused)
    assert bool(labels(answers[0])) == (name != "reply_markup")


@pytest.mark.parametrize("kind", LATE_BUTTONS)
async def test_an_answer_goes_without_buttons_that_are_not_known(
    desk: Desk, telegram: Telegram, ana: Person, kind: str
) -> None:
    """An older server refuses the message for one of them; the other buttons stay."""
    telegram.lacks("sendMessage", kind)
    async with running(desk, telegram) as talk:
        for _ in range(2):
            await talk.handled(ana.says(FACTORIES))
    assert len([one for one in telegram.calls_of("sendMessage") if not one.ok]) <= len(LATE_BUTTONS)
    answer = telegram.replies(ana)[-1]
    assert "前後文" in labels(answer)
    assert not [
        key for row in answer["reply_markup"]["inline_keyboard"] for key in row if kind in key
    ]
    assert f"sendMessage: {kind}" in map(str, await desk.records.refusals.all())


async def test_buttons_are_left_out_by_what_they_do(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """A server that names no button but the whole keyboard gets it without the late ones first."""
    telegram.fail("sendMessage", 400, "Bad Request: invalid reply_markup", times=1)
    async with running(desk, telegram) as talk:
        await talk.handled(ana.says(FACTORIES))
    assert labels(telegram.replies(ana)[-1])


async def test_a_server_that_tells_no_name_of_the_bot(desk: Desk) -> None:
    """Commands are heard, but for those that name another bot; no button leads nowhere."""
    telegram = Telegram(username="")
    telegram.state.bot = replace(telegram.bot, username=None)
    ana = telegram.person("Ana", language_code="zh-hant", started=True)
    room = telegram.group("讀書會", members=[ana])
    async with running(desk, telegram) as talk:
        await talk.handled(ana.says(f"/ask {FACTORIES}", chat=room))
        await talk.handled(ana.says(f"/ask@another_bot {FACTORIES}"))
    (answer,) = telegram.replies(room)
    assert labels(answer)
    assert "https://t.me/?" not in str(answer)
    assert "40" not in telegram.replies(ana)[-1]["text"]


@pytest.mark.parametrize("method", ["setMessageReaction", "deleteMessage", "setMyCommands"])
async def test_a_method_that_is_not_known_keeps_no_answer(
    desk: Desk, telegram: Telegram, ana: Person, method: str
) -> None:
    """It is asked for once; questions, also the same ones again, are answered."""
    telegram.lacks(method)
    room = telegram.group("讀書會", members=[ana])
    async with running(desk, telegram) as talk:
        await set_menu(talk.application)
        for _ in range(2):
            await talk.handled(ana.says(f"/ask {FACTORIES}", chat=room))
        assert not talk.polling.done()
    assert len(telegram.replies(room)) == 2
    assert len(telegram.calls_of(method)) <= 1


async def test_everything_is_tried_again_after_a_start(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """A server is updated; what it takes then is not left out for ever."""
    await desk.records.refusals.put(Refusal("sendMessage", "link_preview_options"), 0.0)
    async with running(desk, telegram) as talk:
        await talk.handled(ana.says(FACTORIES))
    (sent,) = telegram.calls_of("sendMessage")
    assert "link_preview_options" in sent.parameters
    assert await desk.records.refusals.all() == []


def test_a_refusal_of_what_is_known_is_not_taken_for_one() -> None:
    """Telegram's own server says what is wrong with a thing that it knows."""
    assert is_of_kinds(BadRequest("Invalid allowed_updates"))
    assert not is_of_kinds(BadRequest("can't parse allowed_updates: expected an array"))
    assert not is_of_kinds(BadRequest("chat not found"))
