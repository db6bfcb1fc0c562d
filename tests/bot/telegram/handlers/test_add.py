import asyncio
import dataclasses
from functools import partial

import pytest

from bot.emulator import Delivery, Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from bot.settings import Settings
from knowledge import NEVER, Fetched, KnowledgeBase, Seen, fetch
from tests.bot.conftest import Talk, bold, labels, pieces, running
from tests.knowledge.reading.making import archives, documents, pdfs
from tests.web import allowed_in_tests, website

PAGE = (
    '<head><meta name="author" content="林曉"><meta name="pubdate" content="2024-03-05"></head>'
    "<h1>渡輪改用電池</h1><p>往返白沙島與望海鎮的六艘柴油渡輪將全部改為電池動力。</p>"
    "<p>票價三年內不會調整。</p>"
)
NOT_WAITING = "This is not waiting any more. Send it again, please."
QUESTION = "渡輪票價會調整嗎？"


@pytest.fixture
def desk(base: KnowledgeBase, settings: Settings, telegram: Telegram) -> Desk:
    """Return what the handlers work with; pages may come from this machine."""
    return Desk(base, settings, telegram.state.now, partial(fetch, allowed=allowed_in_tests))


async def settled(talk: Talk, message: Json) -> Json:
    """Return a message as it stands when everything in the background is done."""
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == "background"))
    return talk.shown(message)


async def press(talk: Talk, person: Person, message: Json, label: str) -> Json:
    """Press a button and return the message as it stands afterwards."""
    await talk.handled(person.presses(message, label))
    return await settled(talk, message)


async def offered(talk: Talk, person: Person, name: str, content: bytes) -> Json:
    """Send a file and return what the bot shows of it."""
    return await settled(talk, await talk.answer(person.sends_document(name, content)))


def alert(telegram: Telegram, pressed: Delivery) -> str:
    """Return the words of the alert to a press."""
    return str((telegram.answer_to(pressed) or {}).get("text"))


async def test_a_link_is_shown_and_then_added(desk: Desk, talk: Talk, boss: Person) -> None:
    """Title, author, date, source, passages and first lines; after *Add* it answers."""
    async with website({"/ferry": PAGE}) as site:
        sent = await talk.answer(boss.says(f"{site.url}/ferry"))
        assert sent["text"] == f"Looking at {site.url}/ferry …"
        shown = await settled(talk, sent)
    assert bold(shown) == ["渡輪改用電池"]
    assert "Author: 林曉\nDate: 2024-03-05\n" in shown["text"]
    assert f"Source: –\n{site.url}/ferry\n2 passages" in shown["text"]
    assert pieces(shown, "blockquote")[0].startswith("往返白沙島")
    assert labels(shown) == ["Add", "Discard"]
    assert not (desk.settings.articles / "added").exists()
    added = await press(talk, boss, shown, "Add")
    assert added["text"].startswith("The articles are live.\n\nAdded (1)\n• 渡輪改用電池")
    assert labels(added) == []
    assert "三年內不會調整" in (await talk.answer(boss.says(QUESTION)))["text"]


async def test_add_takes_links(talk: Talk, boss: Person) -> None:
    """/add with two addresses shows each; without any it says how."""
    async with website({"/a": PAGE, "/b": PAGE.replace("渡輪改用電池", "夜航渡輪")}) as site:
        sent = await talk(boss.says(f"/add {site.url}/a {site.url}/b"))
        shown = [await settled(talk, message) for message in sent]
    assert sorted(title for message in shown for title in bold(message)) == [
        "夜航渡輪",
        "渡輪改用電池",
    ]
    hint = "Write an address after /add, or send me a link or a file."
    assert (await talk.answer(boss.says("/add the ferry")))["text"] == hint


async def test_add_in_reply_takes_what_it_replies_to(talk: Talk, boss: Person) -> None:
    """/add in reply to a file or to a text with a link means that."""
    sent = boss.sends_document("a.md", b"# Ferries\n\nThey run hourly.")
    await talk(sent)
    again = await settled(talk, await talk.answer(boss.says("/add", reply_to=sent)))
    assert bold(again) == ["Ferries"]
    async with website({"/a": PAGE}) as site:
        said = boss.says(f"have you seen {site.url}/a yet?")
        await talk(said)
        shown = await settled(talk, await talk.answer(boss.says("/add", reply_to=said)))
    assert bold(shown) == ["渡輪改用電池"]


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("report.pdf", pdfs()["report_traditional.pdf"], "白沙島渡輪年報"),
        ("handbook.docx", documents()["handbook_simplified.docx"], "白沙岛轮渡手册"),
        ("page.html", PAGE.encode("utf-16"), "渡輪改用電池"),
        ("note.txt", "公告\n\n票價三年內不會調整。".encode("big5"), "公告"),
    ],
)
async def test_files_of_every_kind(
    talk: Talk, boss: Person, name: str, content: bytes, title: str
) -> None:
    """A file is shown like a page, and added like one."""
    shown = await offered(talk, boss, name, content)
    assert bold(shown) == [title]
    assert f"Added (1)\n• {title}" in (await press(talk, boss, shown, "Add"))["text"]


async def test_an_archive_shows_its_titles_and_problems(talk: Talk, boss: Person) -> None:
    """What was not read is told before the others are added."""
    shown = await offered(talk, boss, "news.zip", archives()["taiwan_big5.zip"])
    assert bold(shown) == ["渡輪改用電池", "Not read (1)"]
    assert "• news.zip: 新聞/壞檔.md: there is no text" in shown["text"]


async def test_several_articles_are_listed(talk: Talk, boss: Person) -> None:
    """A file of many articles shows how many and the first titles."""
    lines = "\n".join(f'{{"id": "f{n}", "title": "Ferry {n}", "text": "A."}}' for n in range(12))
    shown = await offered(talk, boss, "f.jsonl", lines.encode())
    assert bold(shown) == ["12 articles"]
    assert "• Ferry 9\n• …" in shown["text"]


async def test_what_cannot_be_added_has_no_buttons(talk: Talk, boss: Person) -> None:
    """Empty pages, a picture, a private address and a dead link say why; nothing can be pressed."""
    blank = await offered(talk, boss, "blank.pdf", pdfs()["empty.pdf"])
    assert "there is no text on its pages" in blank["text"]
    picture = await offered(talk, boss, "a.png", b"\x89PNG")
    assert "files of its kind are not read; save it as .pdf" in picture["text"]
    async with website({}) as site:
        gone = await settled(talk, await talk.answer(boss.says(f"{site.url}/gone")))
    inner = await settled(talk, await talk.answer(boss.says("http://169.254.169.254/latest/")))
    assert "the server says 404 Not Found" in gone["text"]
    assert "not on the public internet" in inner["text"]
    assert [labels(message) for message in (blank, picture, gone, inner)] == [[]] * 4


async def test_discarded_is_discarded(
    desk: Desk, talk: Talk, telegram: Telegram, boss: Person
) -> None:
    """After *Discard* nothing was added, and the button under an old message says so."""
    shown = await offered(talk, boss, "a.md", b"# Ferries\n\nThey run hourly.")
    assert (await press(talk, boss, shown, "Discard"))["text"] == "Discarded. Nothing was added."
    assert not (desk.settings.articles / "added").exists()
    pressed = boss.presses(shown, data="1:add:1")
    await talk.handled(pressed)
    assert alert(telegram, pressed) == NOT_WAITING


async def test_an_offer_survives_a_restart(desk: Desk, telegram: Telegram, boss: Person) -> None:
    """What was shown before a restart is added after it, from the database alone."""
    async with running(desk, telegram) as talk, website({"/a": PAGE}) as site:
        shown = await settled(talk, await talk.answer(boss.says(f"{site.url}/a")))
    async with running(desk, telegram) as talk:
        assert "Added (1)" in (await press(talk, boss, shown, "Add"))["text"]


async def test_an_offer_does_not_wait_for_ever(
    desk: Desk, telegram: Telegram, boss: Person
) -> None:
    """After a day the offer is gone, and pressing says so."""
    async with running(desk, telegram) as talk:
        shown = await offered(talk, boss, "a.md", b"# Ferries\n\nThey run hourly.")
    later = dataclasses.replace(desk, now=lambda: telegram.state.now() + 90_000)
    async with running(later, telegram) as talk:
        pressed = boss.presses(shown, "Add")
        await talk.handled(pressed)
    assert alert(telegram, pressed) == NOT_WAITING


async def test_only_who_sent_it_decides(
    desk: Desk, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """Neither another admin nor a reader can press for somebody else, forged or not."""
    deputy = telegram.person("Deputy", language_code="en", started=True)
    admins = frozenset({boss.id, deputy.id})
    settings = desk.settings.model_copy(update={"admins": admins})
    async with running(dataclasses.replace(desk, settings=settings), telegram) as talk:
        await offered(talk, boss, "a.md", b"# Ferries\n\nThey run hourly.")
        own = await offered(talk, deputy, "b.md", b"# Buses\n\nThey run hourly.")
        other = await talk.answer(ana.says("隨申碼"))
        for person, message in ((deputy, own), (ana, other)):
            pressed = person.presses(message, data="1:add:1")
            await talk.handled(pressed)
            assert alert(telegram, pressed) in {NOT_WAITING, "這份內容已經不在等候了，請再傳一次。"}
    assert not (desk.settings.articles / "added").exists()


async def test_forged_data_is_refused(talk: Talk, telegram: Telegram, boss: Person) -> None:
    """Data that no button of ours carries gets an alert and adds nothing."""
    shown = await offered(talk, boss, "a.md", b"# Ferries\n\nThey run hourly.")
    for data in ("1:add:2", "1:add:99999999999999999", "1:add:1x", "1:discard:-1"):
        pressed = boss.presses(shown, data=data)
        await talk.handled(pressed)
        assert alert(telegram, pressed)
    assert labels(talk.shown(shown)) == ["Add", "Discard"]


async def test_readers_links_and_files_are_as_before(talk: Talk, ana: Person) -> None:
    """A reader's link is a question, a reader's file gets no answer, /add is refused."""
    async with website({"/ferry": PAGE}) as site:
        asked = await talk.answer(ana.says(f"{site.url}/ferry"))
        assert asked["text"] == "沒有文章來自這個網址。"
        assert await talk(ana.sends_document("a.md", b"# Ferries\n\nHourly.")) == []
        refused = await talk.answer(ana.says(f"/add {site.url}/ferry"))
        assert refused["text"] == "只有這個機器人的管理員能這麼做。"
        assert site.asked == []


async def test_a_link_in_a_question_means_its_article(talk: Talk, ana: Person, room: Room) -> None:
    """Alone it shows the article; with words these are asked of that article, in a group, too."""
    address = "HTTP://www.example.org/client/?utm_source=mail#top"
    alone = await talk.answer(ana.says(address))
    assert alone["text"].startswith("The client of the bot")
    assert labels(alone)[:2] == ["讀全文", "摘要"]
    asked = await talk.answer(ana.says(f"{address} 2022年？ Where was it released?"))
    assert "Lisbon" in asked["text"]
    elsewhere = await talk.answer(ana.says("https://example.org/other 上海將新增多少家智能工廠？"))
    assert "新增40家智能工廠" in elsewhere["text"]
    named = ana.says(f"@youju_bot {address} how many platforms?", chat=room)
    assert "three platforms" in (await talk.answer(named))["text"]
    said = await talk.answer(ana.says("@youju_bot https://example.org/other", chat=room))
    assert said["text"] == "沒有文章來自這個網址。"
    assert await talk(ana.says("https://example.org/other", chat=room, reply_to=said)) == []


async def test_a_link_that_was_answered_is_not_answered_again(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """Its update may come again after a kill: the answer is found in the database."""
    async with running(desk, telegram) as talk:
        asked = ana.says("https://example.org/client")
        await talk.answer(asked)
    assert asked.update
    telegram.state.updates.repeat(asked.update | {"update_id": asked.update["update_id"] + 1000})
    async with running(desk, telegram) as talk:
        later = ana.says("/about")
        assert later.update
        await talk.handled(later)
        titles = [m for m in telegram.replies(ana) if m["text"].startswith("The client")]
    assert len(titles) == 1


async def test_an_admin_is_offered_what_a_question_links_to(talk: Talk, boss: Person) -> None:
    """The words are answered, and the page that no article is from is offered; a known one not."""
    async with website({"/ferry": PAGE}) as site:
        answer, looking = await talk(boss.says(f"{site.url}/ferry 上海將新增多少家智能工廠？"))
        assert "新增40家智能工廠" in answer["text"]
        shown = await settled(talk, looking)
        assert labels(shown) == ["Add", "Discard"]
        await press(talk, boss, shown, "Add")
        known = await talk.answer(boss.says(f"{site.url}/ferry#fares 票價會調整嗎？"))
    assert "三年內不會調整" in known["text"]


async def test_groups_are_no_place_for_it(talk: Talk, boss: Person, room: Room) -> None:
    """In a group an admin is pointed to the private chat; files and links there are left alone."""
    asked = await talk.answer(boss.says("/add https://example.org", chat=room))
    assert asked["text"] == "Write that to me in a private chat, please."
    assert await talk(boss.sends_document("a.md", b"# Ferries", chat=room)) == []
    assert await talk(boss.says("https://example.org", chat=room)) == []


async def test_files_that_are_too_large(talk: Talk, telegram: Telegram, boss: Person) -> None:
    """A file that Telegram would not give us is refused at once, with the way round."""
    large = await talk.answer(boss.sends_document("a.txt", b"0" * 20_000_001))
    assert large["text"].startswith("Telegram gives me files of up to 20 MB.")
    telegram.fail("getFile", 400, "Bad Request: file is temporarily unavailable")
    failed = await offered(talk, boss, "b.txt", b"Ferries run hourly.")
    assert failed["text"].startswith("Telegram did not give me the file (")


async def test_sent_again_it_replaces(desk: Desk, talk: Talk, boss: Person) -> None:
    """The same page again says what it replaces, and changes the article."""
    async with website({"/ferry": PAGE}) as site:
        for words in ("三年", "五年"):
            site.pages["/ferry"] = dataclasses.replace(
                site.pages["/ferry"], content=PAGE.replace("三年", words)
            )
            shown = await settled(talk, await talk.answer(boss.says(f"{site.url}/ferry")))
            offer = str(shown["text"])
            added = await press(talk, boss, shown, "Add")
    assert "Replaces added/渡輪改用電池.md; the old text is kept beside it." in offer
    assert "Changed (1)" in added["text"]
    names = sorted(path.name for path in (desk.settings.articles / "added").iterdir())
    assert names == ["渡輪改用電池.md", "渡輪改用電池.md.replaced"]


async def test_a_folder_that_cannot_be_written(desk: Desk, talk: Talk, boss: Person) -> None:
    """The problem is told with its remedy; once it is mended, *Try again* adds."""
    shown = await offered(talk, boss, "a.md", b"# Ferries\n\nThey run hourly.")
    blocked = desk.settings.articles / "added"
    blocked.write_text("a file where the folder would be")
    failed = await press(talk, boss, shown, "Add")
    assert "make the articles folder writable" in failed["text"]
    blocked.unlink()
    assert "Added (1)" in (await press(talk, boss, failed, "Try again"))["text"]


async def test_questions_go_on_meanwhile(
    desk: Desk, telegram: Telegram, boss: Person, ana: Person
) -> None:
    """While a page is on its way, everybody else is answered."""
    waiting = asyncio.Event()

    async def slow(url: str, *, feed: bool = False, seen: Seen = NEVER) -> Fetched:
        await waiting.wait()
        return await fetch(url, feed=feed, seen=seen, allowed=allowed_in_tests)

    async with website({"/a": PAGE}) as site:
        slowly = dataclasses.replace(desk, fetch=slow)
        async with running(slowly, telegram) as talk:
            sent = await talk.answer(boss.says(f"{site.url}/a"))
            assert "40" in (await talk.answer(ana.says("上海將新增多少家智能工廠？")))["text"]
            waiting.set()
            assert bold(await settled(talk, sent)) == ["渡輪改用電池"]
