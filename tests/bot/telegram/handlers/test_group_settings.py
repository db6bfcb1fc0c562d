import asyncio

import pytest

from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.records.groups import GroupSettings
from bot.service.desk import Desk
from knowledge import Folder
from tests.bot.conftest import Talk, labels, on_all_engines, running
from tests.bot.telegram.test_menus import commands, scope
from tests.patience import patience

pytestmark = on_all_engines

FACTORIES = "上海將新增多少家智能工廠？"
PLATFORMS = "On how many platforms does the client run?"
ONLY_ADMINISTRATORS = "只有這個群組的管理員能這麼做。"


@pytest.fixture
def lea(telegram: Telegram, room: Room) -> Person:
    """Return an administrator of the group who is no admin of the bot."""
    lea = telegram.person("Lea", language_code="zh-hant", started=True)
    room.welcomes(lea)
    room.promotes(lea)
    return lea


async def press(talk: Talk, person: Person, message: Json, label: str) -> Json:
    """Press a button and return the message as it stands afterwards."""
    await talk.handled(person.presses(message, label))
    return talk.shown(message)


async def test_only_administrators_see_and_change_settings(
    talk: Talk, telegram: Telegram, ana: Person, lea: Person, room: Room
) -> None:
    """A member is refused, by the command as by a button; nothing changes."""
    refused = await talk.answer(ana.says("/settings", chat=room))
    assert refused["text"] == ONLY_ADMINISTRATORS
    shown = await talk.answer(lea.says("/settings", chat=room))
    pressed = ana.presses(shown, "只讓管理員提問")
    await talk.handled(pressed)
    assert (telegram.answer_to(pressed) or {})["text"] == ONLY_ADMINISTRATORS
    assert talk.shown(shown)["text"] == shown["text"]


async def test_an_anonymous_administrator_may(talk: Talk, lea: Person, room: Room) -> None:
    """Who writes in the name of the group leads it."""
    shown = await talk.answer(lea.says("/settings", chat=room, anonymous=True))
    assert "安靜模式：關" in shown["text"] or "Quiet mode: off" in shown["text"]


async def test_an_admin_of_the_bot_may(talk: Talk, boss: Person, room: Room) -> None:
    """The bot's admins may everywhere."""
    shown = await talk.answer(boss.says("/settings", chat=room))
    assert shown["text"].startswith("Settings of this group")


async def test_language_of_a_group(talk: Talk, ana: Person, lea: Person, room: Room) -> None:
    """The language of a group is everyone's there, and only there."""
    shown = await talk.answer(lea.says("/settings", chat=room))
    shown = await press(talk, lea, shown, "語言")
    shown = await press(talk, lea, shown, "English")
    assert "✓ English" in labels(shown)
    answer = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    assert "Useful" in labels(answer)
    assert "有幫助" in labels(await talk.answer(ana.says(FACTORIES)))
    await press(talk, lea, shown, "That of whoever asks")
    assert "有幫助" in labels(await talk.answer(ana.says("/ask 隨申碼", chat=room)))


async def test_the_menu_of_a_group_speaks_its_language(
    talk: Talk, telegram: Telegram, lea: Person, room: Room
) -> None:
    """Members and administrators see theirs in the language chosen, until each has their own."""
    members = scope("chat", chat_id=room.id)
    leaders = scope("chat_administrators", chat_id=room.id)
    shown = await talk.answer(lea.says("/settings", chat=room))
    shown = await press(talk, lea, shown, "語言")
    assert commands(telegram, members, "") == {}
    shown = await press(talk, lea, shown, "简体中文")
    assert commands(telegram, members, "")["help"] == "怎么提问"
    assert commands(telegram, leaders, "")["settings"] == "本群组的设置（群组管理员）"
    assert "settings" not in commands(telegram, members, "")
    shown = await press(talk, lea, shown, "English")
    assert commands(telegram, members, "")["help"] == "how to ask"
    await press(talk, lea, shown, "That of whoever asks")
    assert commands(telegram, members, "") == commands(telegram, leaders, "") == {}


async def test_a_menu_that_telegram_refuses(
    talk: Talk, telegram: Telegram, lea: Person, room: Room
) -> None:
    """The language is chosen all the same."""
    shown = await talk.answer(lea.says("/settings", chat=room))
    shown = await press(talk, lea, shown, "語言")
    telegram.fail("getMyCommands", 400, "Bad Request: not enough rights")
    assert "✓ English" in labels(await press(talk, lea, shown, "English"))


async def test_a_supergroup_has_the_menu_of_the_group_before(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person
) -> None:
    """It has another number, and what was chosen goes with it."""
    group = telegram.group("小組", members=[ana], basic=True)
    await desk.records.groups.put(str(group.id), GroupSettings("en"))
    group.migrates()
    await talk.telegram.wait_for("setMyCommands", 2)
    assert commands(telegram, scope("chat", chat_id=group.id), "")["help"] == "how to ask"


async def test_quiet_mode(
    talk: Talk, telegram: Telegram, ana: Person, lea: Person, room: Room
) -> None:
    """A quiet group is answered only by command, and without a sound."""
    shown = await talk.answer(lea.says("/settings", chat=room))
    shown = await press(talk, lea, shown, "開啟安靜模式")
    assert "安靜模式：開" in shown["text"]
    assert await talk(ana.says(f"@youju_bot {FACTORIES}", chat=room)) == []
    await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    assert telegram.calls_of("sendMessage")[-1].parameters["disable_notification"] is True
    await press(talk, lea, shown, "關閉安靜模式")
    assert len(await talk(ana.says("@youju_bot 隨申碼是什麼？", chat=room))) == 1


async def test_only_administrators_may_ask(
    talk: Talk, ana: Person, lea: Person, room: Room
) -> None:
    """Where only administrators may ask, others are told so after a command, else nothing."""
    shown = await talk.answer(lea.says("/settings", chat=room))
    shown = await press(talk, lea, shown, "只讓管理員提問")
    told = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    assert told["text"] == "這個群組只開放管理員向我提問。"
    assert await talk(ana.says(f"@youju_bot {FACTORIES}", chat=room)) == []
    assert "40家" in (await talk.answer(lea.says(f"/ask {FACTORIES}", chat=room)))["text"]
    hidden = lea.says("/ask 隨申碼", chat=room, anonymous=True)
    assert "隨申碼" in (await talk.answer(hidden))["text"]
    await press(talk, lea, shown, "開放所有人提問")
    assert "深圳" in (await talk.answer(ana.says("/ask 深圳出台了什麼？", chat=room)))["text"]


async def test_chosen_articles(
    talk: Talk, desk: Desk, ana: Person, lea: Person, room: Room
) -> None:
    """A group answers from the articles and folders that were chosen, and from no others."""
    articles = desk.settings.articles
    (articles / "notes").mkdir()
    (articles / "notes" / "ferry.md").write_text("# Ferry\n\nThe ferry is free of charge.")
    await desk.base.reload(Folder(articles))
    shown = await talk.answer(lea.says("/settings", chat=room))
    shown = await press(talk, lea, shown, "文章")
    shown = await press(talk, lea, shown, "notes/")
    assert "✓ notes/" in labels(shown)
    assert "1 個資料夾" in shown["text"]
    assert (await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room)))["text"].startswith("文章")
    ferry = await talk.answer(ana.says("/ask Is the ferry free of charge?", chat=room))
    assert "free of charge" in ferry["text"]
    shown = await press(talk, lea, shown, "The client of the bot")
    assert (
        "three platforms" in (await talk.answer(ana.says(f"/ask {PLATFORMS}", chat=room)))["text"]
    )
    await press(talk, lea, shown, "所有文章")
    again = await talk.answer(ana.says("/ask 上海新增多少家智能工廠？", chat=room))
    assert "40家" in again["text"]
    assert "40家" in (await talk.answer(ana.says(FACTORIES)))["text"]


async def test_settings_outlive_a_restart_and_move(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """What a group chose is kept by a restart and by its becoming a supergroup."""
    group = telegram.group("小組", members=[ana], admins=[boss], basic=True)
    async with running(desk, telegram) as talk:
        shown = await talk.answer(boss.says("/settings", chat=group))
        await press(talk, boss, shown, "Only administrators may ask")
    async with running(desk, telegram) as talk:
        group.migrates()
        async with patience():
            while not (await desk.records.groups.of(str(group.id))).closed:  # noqa: ASYNC110 - a row
                await asyncio.sleep(0.01)
        told = await talk(ana.says(f"/ask {FACTORIES}", chat=group))
        assert told[-1]["text"] == "這個群組只開放管理員向我提問。"


async def test_private_settings_are_the_persons(talk: Talk, ana: Person) -> None:
    """Alone with the bot, /settings is about oneself."""
    shown = await talk.answer(ana.says("/settings"))
    assert shown["text"].startswith("要我說哪一種語言？")
    assert "改成簡單好讀" in labels(shown)


async def test_forged_settings_are_refused(
    talk: Talk, telegram: Telegram, boss: Person, room: Room
) -> None:
    """Numbers that name nothing change nothing, not even for an administrator."""
    shown = await talk.answer(boss.says("/settings", chat=room))
    mine = await talk.answer(boss.says("/settings"))
    forged = ("1:grouplanguage:9:1", "1:shelfarticle:99999", "1:shelffolder:1", "1:closed:x")
    for message, data in (*((shown, data) for data in forged), (mine, "1:closed:1")):
        pressed = boss.presses(message, data=data)
        await talk.handled(pressed)
        alert = telegram.answer_to(pressed) or {}
        assert alert["text"] == "This button is out of date. Ask again, please.", data
    assert talk.shown(shown)["text"] == shown["text"]
