import asyncio

from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from knowledge import Folder
from tests.bot.conftest import Talk, bold, labels, pieces, running

ADMINS = ["Export", "Remove …", "Read the article", "Summary", "All articles"]
STALE = "This button is out of date. /articles has all articles."


async def settled(talk: Talk, message: Json) -> Json:
    """Return a message as it stands when everything in the background is done."""
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == "background"))
    return talk.shown(message)


async def press(talk: Talk, person: Person, message: Json, label: str) -> Json:
    """Press a button and return the message as it stands afterwards."""
    await talk.handled(person.presses(message, label))
    return await settled(talk, message)


async def filled(desk: Desk, number: int) -> None:
    """Add so many articles without a date to the two that are there."""
    for n in range(1, number + 1):
        text = f"# Ferry {n:02}\n\nFerry {n} runs hourly.\n"
        (desk.settings.articles / f"ferry{n}.md").write_text(text, encoding="utf-8")
    await desk.base.reload(Folder(desk.settings.articles))


async def test_pages_are_turned_in_place(desk: Desk, talk: Talk, ana: Person) -> None:
    """Ten articles a page, newest first, with their places; ‹ and › where there is more."""
    await filled(desk, 19)
    first = await talk.answer(ana.says("/articles"))
    assert bold(first)[:3] == ["The client of the bot", bold(first)[1], "Ferry 01"]
    assert labels(first) == [*map(str, range(1, 11)), "下一頁"]
    second = await press(talk, ana, first, "下一頁")
    assert (bold(second)[0], labels(second)[-2:]) == ("Ferry 09", ["上一頁", "下一頁"])
    third = await press(talk, ana, second, "下一頁")
    assert (bold(third), labels(third)) == (["Ferry 19"], ["21", "上一頁"])
    assert labels(await press(talk, ana, third, "上一頁"))[0] == "11"


async def test_a_page_that_is_no_more(desk: Desk, talk: Talk, ana: Person) -> None:
    """When the list became shorter, its last page is shown."""
    await filled(desk, 19)
    first = await talk.answer(ana.says("/articles"))
    for n in range(2, 20):
        (desk.settings.articles / f"ferry{n}.md").unlink()
    await desk.base.reload(Folder(desk.settings.articles))
    assert bold(await press(talk, ana, first, "下一頁"))[-1] == "Ferry 01"


async def test_a_card_shows_fields_and_outline(talk: Talk, ana: Person) -> None:
    """The number of a list opens the card, and a button leads back; a reader gets no other."""
    listed = await talk.answer(ana.says("/articles"))
    card = await press(talk, ana, listed, "2")
    assert bold(card)[0].startswith("海上壹周")
    assert (
        "人民網-上海頻道 · 馬作鵬 · 2022-03-05 09:07\n編輯：唐小麗、軒召強\n29 個段落"
        in card["text"]
    )
    assert "\n§ 下功夫,抓突破" in card["text"]
    assert labels(card) == ["讀全文", "摘要", "所有文章"]
    assert labels(await press(talk, ana, card, "所有文章")) == ["1", "2"]


async def test_articles_are_found_by_id_place_and_title(talk: Talk, boss: Person) -> None:
    """Whatever way it is named, in part too; what is none is told."""
    for words in ("client.md", "1", "the client of the bot", "CLIENT"):
        card = await talk.answer(boss.says(f"/article {words}"))
        assert pieces(card, "text_link") == ["The client of the bot"], words
    assert bold(await talk.answer(boss.says("/article 海上壹周")))[0].startswith("海上壹周")
    none = await talk.answer(boss.says("/article submarines"))
    assert none["text"] == "No article of that name. /articles has all."
    assert (await talk.answer(boss.says("/article")))["text"].startswith("Write the title")


async def test_of_several_one_is_chosen(desk: Desk, talk: Talk, ana: Person) -> None:
    """A part of several titles shows them with buttons."""
    await filled(desk, 2)
    several = await talk.answer(ana.says("/article ferry"))
    assert several["text"].startswith("有好幾篇文章叫這個名字：")
    assert bold(await press(talk, ana, several, "2")) == ["Ferry 02"]


async def test_an_article_is_exported(talk: Talk, boss: Person, telegram: Telegram) -> None:
    """*Export* sends the article as a Markdown file that reads like the article."""
    card = await talk.answer(boss.says("/article 海上壹周"))
    pressed = boss.presses(card, "Export")
    (sent,) = await talk(pressed)
    assert sent["document"]["file_name"].startswith("海上壹周")
    content = telegram.state.files[sent["document"]["file_id"]].upload.content.decode()
    assert 'author: "馬作鵬"' in content
    assert "\n## 下功夫,抓突破\n" in content


async def test_removing_asks_first(desk: Desk, talk: Talk, boss: Person) -> None:
    """*Remove* asks, *Keep* leads back, and a yes takes the file out of the folder, not away."""
    card = await talk.answer(boss.says("/article client.md"))
    asked = await press(talk, boss, card, "Remove …")
    assert asked["text"].startswith("Remove this article?\n\nThe client of the bot\n\n")
    assert "client.md.removed" in asked["text"]
    card = await press(talk, boss, asked, "Keep")
    assert labels(card) == ADMINS
    removed = await press(talk, boss, await press(talk, boss, card, "Remove …"), "Remove")
    assert "Removed (1)\n• The client of the bot" in removed["text"]
    assert (desk.settings.articles / "client.md.removed").exists()
    assert (await talk.answer(boss.says("/article client.md")))["text"].startswith("No article")


async def test_a_card_works_after_a_restart_and_a_change(
    desk: Desk, telegram: Telegram, boss: Person
) -> None:
    """The buttons under an old card mean the article as it is now."""
    async with running(desk, telegram) as talk:
        card = await talk.answer(boss.says("/article client.md"))
    file = desk.settings.articles / "client.md"
    file.write_text(file.read_text("utf-8").replace("12 MB", "13 MB"), "utf-8")
    await desk.base.reload(Folder(desk.settings.articles))
    async with running(desk, telegram) as talk:
        removed = await press(talk, boss, await press(talk, boss, card, "Remove …"), "Remove")
        assert "Removed (1)" in removed["text"]


async def test_what_has_to_be_done_by_hand_is_told(desk: Desk, talk: Talk, boss: Person) -> None:
    """An article whose file is gone already is not removed; the sentence says what to do."""
    card = await talk.answer(boss.says("/article client.md"))
    asked = await press(talk, boss, card, "Remove …")
    (desk.settings.articles / "client.md").unlink()
    failed = await press(talk, boss, asked, "Remove")
    assert failed["text"].startswith("The articles stay as they were: client.md: no file of")


async def test_readers_change_nothing(desk: Desk, talk: Talk, ana: Person) -> None:
    """A reader gets no buttons for it, and forged ones an alert."""
    card = await talk.answer(ana.says("/article client.md"))
    assert labels(card) == ["讀全文", "摘要", "所有文章"]
    await refused(desk, talk, ana, card)


async def test_in_a_group_nobody_changes_anything(
    desk: Desk, talk: Talk, boss: Person, room: Room
) -> None:
    """An admin in a group gets no buttons, and forged ones an alert."""
    card = await talk.answer(boss.says("/article client.md", chat=room))
    assert labels(card) == ["All articles"]  # in a group
    await refused(desk, talk, boss, card)


async def refused(desk: Desk, talk: Talk, person: Person, message: Json) -> None:
    """Check that no forged button of somebody does anything."""
    item = await desk.base.catalogue.item("client.md")
    assert item
    for action in ("export", "remove", "really"):
        pressed = person.presses(message, data=f"1:{action}:{item.number}")
        await talk.handled(pressed)
        assert (talk.telegram.answer_to(pressed) or {})["show_alert"] is True
    assert (desk.settings.articles / "client.md").exists()


async def test_stale_and_forged_buttons(talk: Talk, telegram: Telegram, boss: Person) -> None:
    """Numbers of no article and data of no button get a friendly alert."""
    card = await talk.answer(boss.says("/article client.md"))
    for data in ("1:article:9999", "1:really:9999", "1:export:9999", "1:remove:9999", "1:list:x"):
        pressed = boss.presses(card, data=data)
        await talk.handled(pressed)
        answer = telegram.answer_to(pressed) or {}
        assert answer["text"] in {STALE, "This button is out of date. Ask again, please."}, data
    assert labels(talk.shown(card)) == ADMINS
