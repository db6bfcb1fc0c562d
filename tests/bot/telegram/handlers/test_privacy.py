import json
from pathlib import Path

from bot.emulator import Person, Room, Telegram
from bot.records.preferences import Preference
from bot.service.desk import Desk
from bot.telegram.menus import set_persons_menu
from tests.bot.conftest import Talk, bold, on_all_engines
from tests.bot.telegram.handlers.test_handoff import alert
from tests.bot.telegram.test_menus import commands, scope

QUESTION = "隨申碼怎麼用？"


@on_all_engines
async def test_privacy_tells_what_is_kept_and_how_long(talk: Talk, ana: Person) -> None:
    """With the ways to get it and to have it deleted."""
    told = await talk.answer(ana.says("/privacy"))
    assert "30 天" in told["text"]
    assert "/mydata" in told["text"]
    assert "/forget" in told["text"]


@on_all_engines
async def test_my_data_is_a_file(talk: Talk, telegram: Telegram, ana: Person, boss: Person) -> None:
    """All that is remembered of a person, and nobody else's."""
    await talk(ana.says(QUESTION))
    await talk(boss.says("Where was the desktop client released?"))
    sent = await talk.answer(ana.says("/mydata"))
    assert sent["document"]["file_name"] == "youju-my-data.json"
    stored = telegram.state.files[sent["document"]["file_id"]]
    found = json.loads(stored.upload.content)
    assert [turn["question"] for turn in found["turns"]] == [QUESTION]


@on_all_engines
async def test_who_never_asked_has_nothing(talk: Talk, ana: Person) -> None:
    """And is told so."""
    told = await talk.answer(ana.says("/mydata"))
    assert told["text"] == "這裡沒有任何關於你的紀錄。"


@on_all_engines
async def test_forget_asks_first(talk: Talk, desk: Desk, ana: Person) -> None:
    """Then everything is gone at once."""
    await talk(ana.says(QUESTION))
    shown = (await talk(ana.says("/forget")))[-1]
    assert bold(shown) == ["要刪除所有關於你的紀錄嗎？"]
    assert await desk.records.privacy.of(str(ana.id))
    await talk.handled(ana.presses(shown, "全部刪除"))
    assert talk.shown(shown)["text"] == "所有關於你的紀錄都刪除了。"
    assert await desk.records.privacy.of(str(ana.id)) == {}


async def test_no_byte_of_what_was_forgotten_is_left(talk: Talk, desk: Desk, ana: Person) -> None:
    """Neither in the database, nor in its log, nor in the index or a cache beside them."""
    secret = "鸚鵡螺七號怎麼用？"
    await talk(ana.says(secret))
    await talk(ana.says("那它多少錢？"))
    marks = ["鸚鵡螺七號".encode(), json.dumps("鸚鵡螺七號")[1:-1].encode()]
    assert any(holding(desk.settings.data, mark) for mark in marks)
    shown = (await talk(ana.says("/forget")))[-1]
    await talk.handled(ana.presses(shown, "全部刪除"))
    assert [holding(desk.settings.data, mark) for mark in marks] == [[], []]


def holding(data: Path, mark: bytes) -> list[str]:
    """Return the files of a data folder that hold some bytes."""
    files = (path for path in data.rglob("*") if path.is_file())
    return [path.name for path in files if mark in path.read_bytes()]


@on_all_engines
async def test_the_menu_forgets_the_language(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person
) -> None:
    """It does not go on speaking what a person chose before all was forgotten."""
    await desk.records.preferences.put(str(ana.id), Preference("en"))
    await set_persons_menu(talk.application.bot, desk, ana.id)
    assert commands(telegram, scope("chat", chat_id=ana.id), "")
    shown = await talk.answer(ana.says("/forget"))
    await talk.handled(ana.presses(shown, "Forget everything"))
    assert commands(telegram, scope("chat", chat_id=ana.id), "") == {}


@on_all_engines
async def test_nobody_is_forgotten_by_others(
    talk: Talk, telegram: Telegram, desk: Desk, ana: Person, boss: Person
) -> None:
    """A forged button deletes nothing."""
    await talk(ana.says(QUESTION))
    shown = await talk.answer(boss.says("/forget"))
    pressed = boss.presses(shown, data=f"1:forget:{ana.id}")
    await talk.handled(pressed)
    assert alert(telegram, pressed) == "This button is not yours."
    assert await desk.records.privacy.of(str(ana.id))


@on_all_engines
async def test_groups_are_no_place_for_it(talk: Talk, ana: Person, room: Room) -> None:
    """Nothing about a person is shown to others."""
    for command in ("/mydata", "/forget"):
        told = await talk.answer(ana.says(command, chat=room))
        assert told["text"] == "請在私聊裡對我說這個。"
