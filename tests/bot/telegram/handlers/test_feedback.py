from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.records.feedback import Feedback
from bot.records.turns import Turn
from bot.service.desk import Desk
from tests.bot.conftest import Talk, labels

SHARING = "靜安區怎麼治理共享單車亂停放？"
OUT_OF_DATE = "這個按鈕已經失效，請再問一次。"


async def press(talk: Talk, telegram: Telegram, person: Person, message: Json, label: str) -> Json:
    """Press a button and return what Telegram was answered."""
    pressed = person.presses(message, label)
    await talk.handled(pressed)
    return telegram.answer_to(pressed) or {}


async def turn_of(desk: Desk, message: Json) -> Turn:
    """Return the turn of an answer."""
    chat, number = str(message["chat"]["id"]), str(message["message_id"])
    turn = await desk.records.turns.of_reply(chat, number)
    assert turn
    return turn


async def voice_of(desk: Desk, message: Json, person: Person) -> Feedback | None:
    """Return what a person said of an answer."""
    return await desk.records.feedback.get((await turn_of(desk, message)).turn, str(person.id))


async def test_useful_is_thanked_for(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """A voice is stored with the knowledge version that answered, and the message stays."""
    answer = await talk.answer(ana.says(SHARING))
    told = await press(talk, telegram, ana, answer, "有幫助")
    assert told["text"] == "謝謝，別人看不到。"
    assert not told["show_alert"]
    voice = await voice_of(desk, answer, ana)
    assert voice is not None
    assert (voice.useful, voice.reason, voice.version) == (True, "", 1)
    assert talk.shown(answer)["text"] == answer["text"]


async def test_not_useful_asks_why(talk: Talk, desk: Desk, telegram: Telegram, ana: Person) -> None:
    """Alone with the reader the buttons become reasons; one of them, and the answer is back."""
    for label, reason in (
        ("段落不對", "passage"),
        ("已經過時", "outdated"),
        ("答非所問", "unanswered"),
    ):
        answer = await talk.answer(ana.says(SHARING))
        await press(talk, telegram, ana, answer, "沒幫助")
        asked = talk.shown(answer)
        assert labels(asked) == ["段落不對", "已經過時", "答非所問", "回到段落"]
        await press(talk, telegram, ana, asked, label)
        voice = await voice_of(desk, answer, ana)
        assert voice is not None
        assert (voice.useful, voice.reason) == (False, reason)
        assert labels(talk.shown(answer)) == labels(answer)


async def test_a_mind_may_be_changed(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """The last word counts."""
    answer = await talk.answer(ana.says(SHARING))
    await press(talk, telegram, ana, answer, "沒幫助")
    await press(talk, telegram, ana, talk.shown(answer), "回到段落")
    await press(talk, telegram, ana, talk.shown(answer), "有幫助")
    voice = await voice_of(desk, answer, ana)
    assert voice is not None
    assert voice.useful


async def test_everyone_in_a_group_has_a_voice_and_nobody_sees_it(
    talk: Talk, desk: Desk, telegram: Telegram, boss: Person, room: Room
) -> None:
    """In a group the message never changes by a voice; thanks are for who pressed alone."""
    ana = telegram.person("Cyn", language_code="zh-hant", started=True)
    room.welcomes(ana)
    answer = await talk.answer(ana.says(f"/ask {SHARING}", chat=room))
    await press(talk, telegram, ana, answer, "有幫助")
    await press(talk, telegram, boss, answer, "沒幫助")
    assert talk.shown(answer) == answer
    voices = [await voice_of(desk, answer, person) for person in (ana, boss)]
    assert [voice and voice.useful for voice in voices] == [True, False]


async def test_a_reason_for_a_group_is_given_in_private(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """*Not useful* a second time opens the private chat, where the reason can be pressed."""
    answer = await talk.answer(ana.says(f"/ask {SHARING}", chat=room))
    first = await press(talk, telegram, ana, answer, "沒幫助")
    assert "再按一次" in first["text"]
    link = (await press(talk, telegram, ana, answer, "沒幫助"))["url"]
    asked = await talk.answer(ana.says(f"/start {link.partition('=')[2]}"))
    assert labels(asked) == ["段落不對", "已經過時", "答非所問"]
    await press(talk, telegram, ana, asked, "已經過時")
    assert talk.shown(asked)["text"] == "謝謝，別人看不到。"
    voice = await voice_of(desk, answer, ana)
    assert voice is not None
    assert voice.reason == "outdated"


async def test_nobody_speaks_of_what_they_cannot_see(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """A forged button or link for another chat's answer is refused and stores nothing."""
    secret = await talk.answer(boss.says(SHARING))
    number = (await turn_of(desk, secret)).turn
    mine = await talk.answer(ana.says("隨申碼"))
    for forged in (f"1:useful:{number}:0", "1:useful:99:0", "1:wrong:1"):
        pressed = ana.presses(mine, data=forged)
        await talk.handled(pressed)
        assert (telegram.answer_to(pressed) or {})["text"] == OUT_OF_DATE
    assert (await talk.answer(ana.says(f"/start v{number}")))["text"].startswith("有據")
    assert await desk.records.feedback.get(number, str(ana.id)) is None
