import re

from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from knowledge import Folder
from knowledge.storage.articles import ArticleStore
from tests.bot.conftest import Talk, labels, pieces, running

HEALTH = "便捷就醫服務數字化轉型工作方案選取多少家試點單位？"
ASK_AGAIN = "這個按鈕已經失效，請再問一次。"


async def press(talk: Talk, person: Person, message: Json, label: str) -> Json:
    """Press a button and return the message as it stands afterwards."""
    await talk.handled(person.presses(message, label))
    return talk.shown(message)


async def test_context_is_shown_in_place(talk: Talk, ana: Person) -> None:
    """*Context* shows the paragraphs before and after in the same message, and leads back."""
    answer = await talk.answer(ana.says("靜安區怎麼治理共享單車亂停放？"))
    shown = await press(talk, ana, answer, "前後文")
    before, passage, after = pieces(shown, "blockquote")
    assert before.startswith("青浦區長楊小菁")
    assert passage.startswith("靜安區則於近日")
    assert after.startswith("通過該設備")
    back = await press(talk, ana, shown, "回到段落")
    assert (back["text"], labels(back)) == (answer["text"], labels(answer))


async def test_next_passage_goes_round(talk: Talk, ana: Person) -> None:
    """*Next passage* shows the other citations one by one and comes back to the first."""
    answer = await talk.answer(ana.says("隨申碼"))
    texts, shown = [], answer
    for _ in range(3):
        texts.append(shown["text"])
        shown = await press(talk, ana, shown, labels(shown)[1])
    assert len(set(texts)) == 3
    assert shown["text"] == texts[0]


async def test_buttons_work_after_a_restart(desk: Desk, telegram: Telegram, ana: Person) -> None:
    """A button under an answer from before a restart works as before."""
    async with running(desk, telegram) as talk:
        answer = await talk.answer(ana.says("靜安區怎麼治理共享單車亂停放？"))
    async with running(desk, telegram) as talk:
        shown = await press(talk, ana, answer, "前後文")
        assert len(pieces(shown, "blockquote")) == 3


async def test_anyone_in_the_group_may_read_on(
    talk: Talk, ana: Person, boss: Person, room: Room
) -> None:
    """In a group everyone may press; the words are those of whoever pressed."""
    answer = await talk.answer(ana.says("/ask 靜安區怎麼治理共享單車亂停放？", chat=room))
    shown = await press(talk, boss, answer, "前後文")
    assert "Back to the passage" in labels(shown)


async def test_forged_data_is_refused(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """Data that no button of ours carries gets an alert and changes nothing."""
    answer = await talk.answer(ana.says("隨申碼"))
    for data in (
        "1:context:999999:0",
        "1:passage:1:99",
        "0:context:1:0",
        "1:drop:1:0",
        "💣",
        "1:context:1",
    ):
        pressed = ana.presses(answer, data=data)
        await talk.handled(pressed)
        alert = telegram.answer_to(pressed)
        assert alert is not None
        assert (alert["text"], alert["show_alert"]) == (ASK_AGAIN, True), data
    assert talk.shown(answer)["text"] == answer["text"]


async def test_other_chats_turns_are_refused(
    talk: Talk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """A button cannot be forged to show what somebody asked in another chat."""
    await talk(boss.says("深圳什麼時候出台行動計劃？"))
    answer = await talk.answer(ana.says("隨申碼"))
    pressed = ana.presses(answer, data="1:passage:1:0")
    await talk.handled(pressed)
    assert (telegram.answer_to(pressed) or {})["text"] == ASK_AGAIN


async def rewrite(desk: Desk, old: str, new: str, name: str = "client.md") -> None:
    """Change a word of the English article, maybe under another file name, and reload."""
    article = desk.settings.articles / "client.md"
    text = article.read_text(encoding="utf-8").replace(old, new)
    article.unlink()
    (desk.settings.articles / name).write_text(text, encoding="utf-8")
    await desk.base.reload(Folder(desk.settings.articles))


async def test_passage_that_was_edited(desk: Desk, talk: Talk, ana: Person) -> None:
    """A button whose passage was edited shows it as it was and as it is."""
    answer = await talk.answer(ana.says("On how many platforms does the desktop client run?"))
    await rewrite(desk, "three platforms", "four platforms")
    shown = await press(talk, ana, answer, "前後文")
    assert shown["text"].startswith("這一段已經改過了。")
    old, new = pieces(shown, "blockquote")
    assert ("three platforms" in old, "four platforms" in new) == (True, True)


async def test_passage_whose_article_moved(desk: Desk, talk: Talk, ana: Person) -> None:
    """A button finds its passage where the text stands now, under another file and id."""
    answer = await talk.answer(ana.says("On how many platforms does the desktop client run?"))
    await rewrite(desk, "Ada Wells", "Ada Wells and others", name="other.md")
    shown = await press(talk, ana, answer, "前後文")
    assert "three platforms" in pieces(shown, "blockquote")[0]
    assert "Ada Wells and others" in shown["text"]


async def test_passage_that_is_gone(desk: Desk, talk: Talk, ana: Person) -> None:
    """A button whose article was removed tells what it said, while that is kept."""
    answer = await talk.answer(ana.says("On how many platforms does the desktop client run?"))
    (desk.settings.articles / "client.md").unlink()
    await desk.base.reload(Folder(desk.settings.articles))
    shown = await press(talk, ana, answer, "前後文")
    assert "three platforms" in pieces(shown, "blockquote")[0]
    assert "文章裡已經沒有這一段了。" in shown["text"]
    await ArticleStore(desk.base.database).forget_versions(99)
    shown = await press(talk, ana, await talk.answer(ana.says("隨申碼")), "前後文")
    await desk.base.database.run("UPDATE turns SET passages = ?", (f'["{"0" * 20}"]',))
    shown = await press(talk, ana, shown, "回到段落")
    assert shown["text"] == "文章已更新，這一段不在了，請再問一次。"


async def test_context_has_a_link_to_copy(talk: Talk, ana: Person) -> None:
    """Below the context stands a button that copies a link to the passage."""
    answer = await talk.answer(ana.says("隨申碼"))
    shown = await press(talk, ana, answer, "前後文")
    button = shown["reply_markup"]["inline_keyboard"][-1][0]
    assert button["text"] == "複製連結"
    assert re.fullmatch(
        r"https://t\.me/youju_bot\?start=p[0-9a-f]{20}", button["copy_text"]["text"]
    )


async def test_late_press_is_no_error(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """A press that is answered too late for Telegram still shows its passage."""
    answer = await talk.answer(ana.says("靜安區怎麼治理共享單車亂停放？"))
    telegram.fail("answerCallbackQuery", 400, "Bad Request: query is too old")
    shown = await press(talk, ana, answer, "前後文")
    assert len(pieces(shown, "blockquote")) == 3


async def test_numbers_of_a_plan(talk: Talk, ana: Person) -> None:
    """A passage of one sentence is shown once, not twice."""
    answer = await talk.answer(ana.says(HEALTH))
    assert answer["text"].count("選取19家試點單位") == 1
