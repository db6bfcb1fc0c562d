import pytest

from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from tests.bot.conftest import Talk

SHARING = "靜安區怎麼治理共享單車亂停放？"
FACTORIES = "上海將新增多少家智能工廠？"


async def press(talk: Talk, telegram: Telegram, person: Person, message: Json) -> str:
    """Press *remove* and return what whoever pressed was told."""
    pressed = person.presses(message, "移除")
    await talk.handled(pressed)
    return str((telegram.answer_to(pressed) or {})["text"])


def is_there(telegram: Telegram, message: Json) -> bool:
    """Tell whether a message still stands."""
    return message["message_id"] in telegram.state.chats[message["chat"]["id"]].messages


@pytest.fixture
def cyn(telegram: Telegram) -> Person:
    """Return a third reader."""
    return telegram.person("Cyn", language_code="zh-hant", started=True)


async def test_who_asked_may_remove_the_answer(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """In a group and in private."""
    for place in (room, None):
        answer = await talk.answer(ana.says(f"/ask {SHARING}", chat=place))
        assert await press(talk, telegram, ana, answer) == "已移除。"
        assert not is_there(telegram, answer)


async def test_others_may_not(
    talk: Talk, telegram: Telegram, ana: Person, cyn: Person, room: Room
) -> None:
    """Another member is told so, and the answer stays."""
    room.welcomes(cyn)
    answer = await talk.answer(ana.says(f"/ask {SHARING}", chat=room))
    assert await press(talk, telegram, cyn, answer) == "只有提問的人和管理員能移除這則回答。"
    assert is_there(telegram, answer)


async def test_administrators_may(
    talk: Talk, telegram: Telegram, boss: Person, cyn: Person, room: Room
) -> None:
    """An administrator of the group and an admin of the bot may remove any answer there."""
    reader = telegram.person("Dan", language_code="zh-hant", started=True)
    for person in (reader, cyn):
        room.welcomes(person)
    room.promotes(cyn)
    for person in (boss, cyn):
        answer = await talk.answer(reader.says(f"/ask {FACTORIES}", chat=room))
        last = answer["reply_markup"]["inline_keyboard"][-1][-1]
        await talk.handled(person.presses(answer, data=last["callback_data"]))
        assert not is_there(telegram, answer)


async def test_an_answer_that_telegram_does_not_delete(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """After two days Telegram deletes no message: then its text goes."""
    answer = await talk.answer(ana.says(f"/ask {SHARING}", chat=room))
    telegram.fail("deleteMessage", 400, "Bad Request: message can't be deleted")
    await press(talk, telegram, ana, answer)
    assert talk.shown(answer)["text"] == "這則回答已經移除。"


async def test_an_edited_question_brings_another_answer(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """Who removed a bad answer and mends the question gets a new one."""
    asked = ana.says(f"/ask {SHARING}", chat=room)
    await press(talk, telegram, ana, await talk.answer(asked))
    again = await talk.answer(ana.edits(asked, f"/ask {FACTORIES}"))
    assert "新增40家智能工廠" in again["text"]


async def test_forged_removals_are_refused(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """Nothing but the answer under the button can go: no other message, no other chat's."""
    mine = await talk.answer(ana.says(SHARING))
    other = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    for message, data in ((mine, "1:delete:2"), (other, "1:delete:1"), (mine, "1:delete:77")):
        pressed = ana.presses(message, data=data)
        await talk.handled(pressed)
        alert = telegram.answer_to(pressed) or {}
        assert alert["text"] == "這個按鈕已經失效，請再問一次。"
    assert is_there(telegram, mine)
    assert is_there(telegram, other)
