from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from tests.bot.conftest import Talk, labels, pieces, running

SHARING = "靜安區怎麼治理共享單車亂停放？"


async def press(talk: Talk, person: Person, message: Json, label: str) -> Json:
    """Press a button and return the message as it stands afterwards."""
    await talk.handled(person.presses(message, label))
    return talk.shown(message)


async def test_a_chosen_language_is_spoken_everywhere(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """From the press on, messages, buttons and alerts speak it; quotes stay as they are."""
    offered = await talk.answer(ana.says("/language"))
    assert labels(offered)[:4] == ["✓ 跟著我的 Telegram", "繁體中文", "简体中文", "English"]
    shown = await press(talk, ana, offered, "English")
    assert shown["text"].startswith("In which language shall I speak?")
    answer = await talk.answer(ana.says(SHARING))
    assert labels(answer)[0] == "Context"
    assert "靜安區則於近日" in answer["text"]
    forged = ana.presses(answer, data="1:context:1:99")
    await talk.handled(forged)
    alert = telegram.answer_to(forged) or {}
    assert alert["text"] == "This button is out of date. Ask again, please."


async def test_back_to_the_clients_language(talk: Talk, ana: Person) -> None:
    """*As my Telegram app* takes the choice back."""
    offered = await talk.answer(ana.says("/language"))
    await press(talk, ana, offered, "简体中文")
    assert labels(await talk.answer(ana.says(SHARING)))[0] == "上下文"
    shown = await press(talk, ana, offered, "跟随我的 Telegram")
    assert labels(shown)[0] == "✓ 跟著我的 Telegram"


async def test_a_choice_outlives_a_restart(desk: Desk, telegram: Telegram, ana: Person) -> None:
    """What somebody chose is still chosen when the bot comes back."""
    async with running(desk, telegram) as talk:
        await press(talk, ana, await talk.answer(ana.says("/language")), "English")
    async with running(desk, telegram) as talk:
        assert (await talk(ana.says("/privacy")))[-1]["text"].startswith("Privacy")


async def test_easy_answers(talk: Talk, ana: Person) -> None:
    """/easy gives one sentence, plain words and two buttons; the paragraph is a press away."""
    told = await talk.answer(ana.says("/easy"))
    assert told["text"].startswith("現在回答會簡單好讀：每次一句話。")
    assert "1. 寫下您的問題。" in told["text"]
    answer = await talk.answer(ana.says(SHARING))
    assert answer["text"].startswith("文章是這樣寫的：\n\n靜安區則於近日")
    assert len(labels(answer)) <= 2
    whole = await press(talk, ana, answer, "看整段")
    assert "同時,單車APP還即刻推送" in pieces(whole, "blockquote")[0]
    back = await press(talk, ana, whole, "回到那一句")
    assert back["text"] == answer["text"]
    silent = await talk.answer(ana.says("如何重設密碼 xyzzy?"))
    assert "1. 換個說法。" in silent["text"]
    assert "/language" in (await talk.answer(ana.says("/help")))["text"]
    assert "/privacy" not in (await talk.answer(ana.says("/help")))["text"]


async def test_full_answers_again(talk: Talk, ana: Person) -> None:
    """/easy once more, or its button, brings the full answers back."""
    told = await talk.answer(ana.says("/easy"))
    assert (await press(talk, ana, told, "改成完整版"))["text"] == "現在回答是完整版。"
    assert "禁停通知" in (await talk.answer(ana.says(SHARING)))["text"]
    await press(talk, ana, told, "改成簡單好讀")
    assert (await talk.answer(ana.says("/easy")))["text"] == "現在回答是完整版。"


async def test_groups_are_pointed_to_the_private_chat(talk: Talk, ana: Person, room: Room) -> None:
    """In a group nobody changes their own choices under everyone's eyes."""
    for command in ("/language", "/easy"):
        told = await talk.answer(ana.says(command, chat=room))
        (button,) = told["reply_markup"]["inline_keyboard"][0]
        assert button["url"] == "https://t.me/youju_bot?start=language"
    assert (await talk.answer(ana.says("/start language")))["text"].startswith("要我說哪一種語言？")


async def test_forged_choices_are_refused(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """Numbers that no button has, and presses in a group, change nothing."""
    offered = await talk.answer(ana.says("/language"))
    told = await talk.answer(ana.says("/language", chat=room))
    for message, data in ((offered, "1:language:9"), (offered, "1:easy:"), (told, "1:language:3")):
        pressed = ana.presses(message, data=data)
        await talk.handled(pressed)
        assert (telegram.answer_to(pressed) or {})["text"] == "這個按鈕已經失效，請再問一次。"
    assert (await talk.answer(ana.says("/privacy")))["text"].startswith("隱私")


async def test_a_menu_that_cannot_be_set_is_no_error(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """The language counts, whatever Telegram thinks of the menu."""
    telegram.fail("setMyCommands", 400, "Bad Request", times=9)
    offered = await talk.answer(ana.says("/language"))
    assert (await press(talk, ana, offered, "English"))["text"].startswith("In which language")
