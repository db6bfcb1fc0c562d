from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from knowledge import Folder
from tests.bot.conftest import Talk, bold, labels, pieces, running

SHARING = "靜安區怎麼治理共享單車亂停放？"
HEADING = "蹄疾、步穩"


async def press(talk: Talk, person: Person, message: Json, label: str) -> Json:
    """Press a button and return the message as it stands afterwards."""
    await talk.handled(person.presses(message, label))
    return talk.shown(message)


async def test_pages_are_turned_in_place(talk: Talk, ana: Person) -> None:
    """/read opens the first page; *next* and *previous* turn it in the same message."""
    first = await talk.answer(ana.says("/read 海上壹周"))
    assert "第 1 頁" in first["text"]
    assert HEADING in bold(first)
    assert labels(first) == ["目錄", "下一頁"]
    second = await press(talk, ana, first, "下一頁")
    assert "第 2 頁" in second["text"]
    assert (await press(talk, ana, second, "上一頁"))["text"] == first["text"]


async def test_headings_are_a_table_of_contents(talk: Talk, ana: Person) -> None:
    """From the contents a heading leads to its page."""
    first = await talk.answer(ana.says("/read 海上壹周"))
    contents = await press(talk, ana, first, "目錄")
    assert f"§ {HEADING}" in contents["text"]
    shown = await press(talk, ana, contents, HEADING)
    assert HEADING in bold(shown)


async def test_reading_resumes(desk: Desk, telegram: Telegram, ana: Person, boss: Person) -> None:
    """Who comes back, after a restart too, is where they stopped; others begin at the beginning."""
    async with running(desk, telegram) as talk:
        await press(talk, ana, await talk.answer(ana.says("/read 海上壹周")), "下一頁")
    async with running(desk, telegram) as talk:
        resumed = (await talk(ana.says("/read")))[-1]
        assert "第 2 頁" in resumed["text"]
        assert "page 1" in (await talk.answer(boss.says("/read 海上壹周")))["text"]
        contents = await press(talk, ana, resumed, "目錄")
        assert "第 1 頁" in (await press(talk, ana, contents, "從頭讀"))["text"]


async def test_reading_on_from_an_answer(talk: Talk, ana: Person) -> None:
    """*Read the article* opens it where the passage stands, in a message of its own."""
    answer = await talk.answer(ana.says(SHARING))
    pressed = ana.presses(answer, "讀全文")
    page = await talk.answer(pressed)
    (marked,) = pieces(page, "underline")
    assert marked.startswith("靜安區則於近日")
    assert talk.shown(answer)["text"] == answer["text"]


async def test_a_group_is_not_filled_with_pages(talk: Talk, ana: Person, room: Room) -> None:
    """In a group /read leads to the private chat, where the link opens the article."""
    told = await talk.answer(ana.says("/read 海上壹周", chat=room))
    (button,) = told["reply_markup"]["inline_keyboard"][0]
    payload = button["url"].partition("=")[2]
    page = await talk.answer(ana.says(f"/start {payload}"))
    assert "第 1 頁" in page["text"]
    outline = await talk.answer(ana.says("/outline 海上壹周", chat=room))
    assert f"§ {HEADING}" in outline["text"]
    assert labels(outline) == ["讀全文"]


async def test_a_link_whose_passage_is_gone(talk: Talk, ana: Person) -> None:
    """A link to an article that is not there any more says so."""
    told = await talk.answer(ana.says(f"/start r{'0' * 20}"))
    assert told["text"] == "文章已更新，這一段不在了，請再問一次。"


async def test_an_article_that_became_shorter(talk: Talk, desk: Desk, ana: Person) -> None:
    """A button to a page that is gone shows the last one; of an article that is gone, an alert."""
    first = await talk.answer(ana.says("/read 海上壹周"))
    number = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[2]
    await talk.handled(ana.presses(first, data=f"1:page:{number}:999"))
    assert "第 2 頁，共 2 頁" in talk.shown(first)["text"]
    for file in desk.settings.articles.glob("*.txt"):
        file.unlink()
    await desk.base.reload(Folder(desk.settings.articles))
    await talk.handled(pressed := ana.presses(first, data=f"1:page:{number}:0"))
    alert = talk.telegram.answer_to(pressed) or {}
    assert alert["text"] == "這個按鈕已經失效。/articles 列出所有文章。"


async def test_forged_pages_are_refused(
    talk: Talk, telegram: Telegram, ana: Person, room: Room
) -> None:
    """Nothing is read in a group, and no other chat's answer can be opened."""
    answer = await talk.answer(ana.says(SHARING))
    group = await talk.answer(ana.says(f"/ask {SHARING}", chat=room))
    turn = group["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[2]
    forged = ((group, "1:page:1:0"), (answer, f"1:open:{turn}:0"), (answer, "1:open:1:77"))
    for message, data in forged:
        pressed = ana.presses(message, data=data)
        await talk.handled(pressed)
        assert (telegram.answer_to(pressed) or {})["show_alert"], data
