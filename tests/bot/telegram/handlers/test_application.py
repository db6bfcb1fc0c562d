import logging

import pytest

from bot.emulator import Person, Room, Telegram
from bot.service.desk import Desk
from bot.telegram.handlers.application import set_menu
from tests.bot.conftest import Talk, running

FACTORIES = "上海將新增多少家智能工廠？"


async def test_blocked_user_stops_nobody(talk: Talk, ana: Person, boss: Person) -> None:
    """A person who blocks the bot before its answer comes costs nobody else theirs."""
    asked = ana.says(FACTORIES)
    ana.blocks_bot()
    await talk.handled(asked)
    assert "40" in (await talk.answer(boss.says(FACTORIES)))["text"]


async def test_flood_wait_is_waited_for(
    telegram: Telegram, talk: Talk, ana: Person, boss: Person
) -> None:
    """An answer that Telegram refuses for a while is sent after it; other chats do not wait."""
    telegram.fail("sendMessage", 429, chat_id=ana.id, retry_after=1)
    asked = ana.says(FACTORIES)
    await telegram.wait_for("sendMessage", 1)
    other = await talk.answer(boss.says(FACTORIES))
    waiting = await talk.answer(asked)
    assert "40" in waiting["text"]
    assert [c.parameters["chat_id"] for c in telegram.calls_of("sendMessage")][:2] == [
        ana.id,
        boss.id,
    ]
    assert other["text"] != ""


async def test_kicked_bot_goes_on_elsewhere(talk: Talk, ana: Person, room: Room) -> None:
    """A group that removes the bot gets no answer, the others do."""
    asked = ana.says(f"/ask {FACTORIES}", chat=room)
    room.kicks_bot()
    await talk.handled(asked)
    assert "40" in (await talk.answer(ana.says(FACTORIES)))["text"]


async def test_server_error_is_survived(telegram: Telegram, talk: Talk, ana: Person) -> None:
    """An answer that Telegram could not take is sent a little later, once."""
    telegram.fail("sendMessage", 502, "Bad Gateway", times=2)
    asked = ana.says(FACTORIES)
    await talk.handled(asked)
    await telegram.wait_for("sendMessage", 3)
    await talk.handled(ana.says(FACTORIES))
    assert len(telegram.replies(ana)) == 2


async def test_group_that_migrated_meanwhile(telegram: Telegram, talk: Talk, ana: Person) -> None:
    """If a group becomes a supergroup while its question is answered, the answer follows it."""
    group = telegram.group("小組", members=[ana], basic=True)
    asked = ana.says(f"/ask {FACTORIES}", chat=group)
    group.migrates()
    await talk.handled(asked)
    assert "40" in telegram.replies(group)[-1]["text"]


async def test_own_mistake_is_told_without_details(
    desk: Desk, talk: Talk, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the program itself fails, the reader gets an apology and the log the traceback."""

    async def broken(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(type(desk.base), "ask", broken)
    answer = await talk.answer(ana.says(FACTORIES))
    assert answer["text"] == "出了點問題，請再試一次。"


async def test_token_is_never_logged(
    desk: Desk, telegram: Telegram, ana: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever goes wrong, at whatever level, the token is in no line of the log."""
    from bot.logs import set_up  # noqa: PLC0415 - changes the log of the process

    set_up("DEBUG", (telegram.token, telegram.token.partition(":")[2]))
    try:
        async with running(desk, telegram) as talk:
            telegram.fail("sendMessage", 502, f"Bad Gateway {telegram.token}")
            await talk(ana.says(FACTORIES))
            logging.getLogger("httpx").warning("POST /bot%s/sendMessage", telegram.token)
            logging.getLogger("any").error("failed", exc_info=ValueError(telegram.token))
    finally:
        logging.basicConfig(force=True)
    written = capfd.readouterr().err
    assert "[token]" in written
    assert telegram.token not in written
    assert telegram.token.partition(":")[2] not in written


async def test_menu_is_set_once(telegram: Telegram, talk: Talk) -> None:
    """The menu of commands is set in every language, and only where it differs."""
    await set_menu(talk.application)
    before = len(telegram.calls_of("setMyCommands"))
    await set_menu(talk.application)
    assert len(telegram.calls_of("setMyCommands")) == before
    chinese = await talk.application.bot.get_my_commands(language_code="zh")
    assert next((c.command, c.description) for c in chinese) == ("ask", "提問")


async def test_menus_are_no_reason_not_to_serve(
    telegram: Telegram, talk: Talk, ana: Person
) -> None:
    """Where Telegram does not take a menu, questions are answered all the same."""
    telegram.fail("setMyCommands", 502, "Bad Gateway")
    await set_menu(talk.application)
    assert "40" in (await talk.answer(ana.says(FACTORIES)))["text"]


VERBS = (
    "context passage whole open read page contents keywords summary useful useless wrong outdated "
    "noanswer delete language easy settings grouplanguage quiet closed shelf shelfarticle "
    "shelffolder wholeshelf list article export remove really add discard"
).split()
ENDS = ("", ":0", ":1:0", ":1:999", ":999999999999999999", ":999999999999999999:999", ":-1:0", ":x")


async def test_whatever_a_forged_button_sends_is_answered(
    talk: Talk, telegram: Telegram, ana: Person, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    """No verb with any numbers leaves whoever pressed waiting, or makes the bot stumble."""
    private = await talk.answer(ana.says(FACTORIES))
    group = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    for message in (private, group):
        for verb in VERBS:
            for end in ENDS:
                pressed = ana.presses(message, data=f"1:{verb}{end}"[:64])
                await talk.handled(pressed)
                assert telegram.answer_to(pressed) is not None, f"{verb}{end}"
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
