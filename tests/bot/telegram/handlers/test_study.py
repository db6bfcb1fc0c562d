from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from knowledge import Folder
from tests.bot.conftest import Talk, bold, labels, pieces


async def press(talk: Talk, person: Person, message: Json, label: str) -> Json:
    """Press a button and return the message as it stands afterwards."""
    await talk.handled(person.presses(message, label))
    return talk.shown(message)


async def test_summary_is_the_articles_own_words(talk: Talk, desk: Desk, ana: Person) -> None:
    """/summary shows sentences that stand in the article, in its order, each with its paragraph."""
    shown = await talk.answer(ana.says("/summary 海上壹周"))
    found = pieces(shown, "blockquote")
    (item,) = [i for i in await desk.base.catalogue.page(9, 0) if "海上" in i.article.title]
    article = await desk.base.catalogue.article(item.article.id)
    assert article is not None
    places = [article.text.index(sentence) for sentence in found]
    assert len(found) == 8
    assert places == sorted(places)
    assert shown["text"].count("第 ") == 8


async def test_keywords_are_written_as_in_the_article(talk: Talk, ana: Person) -> None:
    """/keywords shows what the article is about, in its own script, with counts."""
    shown = await talk.answer(ana.says("/keywords 海上壹周"))
    assert {"數字化轉型", "隨申碼", "共享單車"} <= set(bold(shown))
    summary = await press(talk, ana, shown, "摘要")
    assert summary["text"].startswith("用文章自己的句子說重點")
    assert (await press(talk, ana, summary, "關鍵詞"))["text"] == shown["text"]
    assert "第 1 頁" in (await press(talk, ana, talk.shown(shown), "讀全文"))["text"]


async def test_the_quote_of_the_day(talk: Talk, ana: Person, boss: Person, room: Room) -> None:
    """Everyone gets the same sentence that day, with its source, and reads on from there."""
    shown = await talk.answer(ana.says("/quote"))
    (sentence,) = pieces(shown, "blockquote")
    other = await talk.answer(boss.says("/quote", chat=room))
    assert pieces(other, "blockquote") == [sentence]
    page = await press(talk, ana, shown, "讀全文")
    assert sentence in page["text"]
    assert "url" in other["reply_markup"]["inline_keyboard"][0][0]


async def test_groups_see_no_buttons_that_change_the_message(
    talk: Talk, ana: Person, room: Room
) -> None:
    """What one reader studies in a group is not changed by another."""
    for command in ("/summary 海上壹周", "/keywords 海上壹周"):
        assert labels(await talk.answer(ana.says(command, chat=room))) == []


async def test_no_sentence_no_quote(
    talk: Talk, desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """Where no article has a sentence of its own, that is said; a forged number gets an alert."""
    for file in desk.settings.articles.glob("*.*"):
        file.unlink()
    (desk.settings.articles / "short.md").write_text("# Short\n\nShort.")
    await desk.base.reload(Folder(desk.settings.articles))
    told = await talk.answer(ana.says("/quote"))
    assert told["text"] == "今天沒有合適的句子。"
    assert "挑不出重點" in (await talk.answer(ana.says("/summary")))["text"]
    pressed = ana.presses(told, data="1:summary:99999")
    await talk.handled(pressed)
    assert (telegram.answer_to(pressed) or {})["show_alert"]


BIKES = "靜安區怎麼治理共享單車亂停放？"
HEAD = "用文章自己的句子說重點"


async def test_who_asks_for_a_summary_in_words_gets_it(talk: Talk, ana: Person) -> None:
    """Of several articles it is asked which one; afterwards it is the one asked about last."""
    shown = await talk.answer(ana.says("這篇文章講了什麼？"))
    assert len(labels(shown)) == 2
    number = next(label for label in labels(shown) if "海上" in label)
    summary = await press(talk, ana, shown, number)
    assert summary["text"].startswith(HEAD)
    await talk.answer(ana.says(BIKES))
    again = await talk.answer(ana.says("tl;dr"))
    assert again["text"] == summary["text"]
    assert labels(again) == labels(summary)


async def test_a_summary_of_what_is_replied_to(talk: Talk, ana: Person, room: Room) -> None:
    """In reply to an answer its article is meant, also in a group, where no button comes along."""
    answered = await talk.answer(ana.says("/ask How big is the desktop client?", chat=room))
    await talk.answer(ana.says(f"/ask {BIKES}", chat=room))
    shown = await talk.answer(ana.says("summary please", chat=room, reply_to=answered))
    assert "The client of the bot" in shown["text"]
    assert labels(shown) == []


async def test_a_summary_is_no_question(talk: Talk, desk: Desk, ana: Person) -> None:
    """It is not unanswered where it is not clear, and the question before it is followed up."""
    await talk.answer(ana.says("總結一下"))
    assert await desk.records.turns.unanswered(0.0) == []
    await talk.answer(ana.says("浙江省的数字化改革元年是哪一年？"))
    assert (await talk.answer(ana.says("總結一下")))["text"].startswith(HEAD)
    assert "深圳在2018年即出台了" in (await talk.answer(ana.says("那深圳呢？")))["text"]


async def test_a_guest_hears_a_summary(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """Where several articles may be meant they are named, without buttons that nobody there has."""
    elsewhere = telegram.group("別處", members=[ana], bot="left")
    await talk.handled(ana.summons("@youju_bot 總結一下", chat=elsewhere))
    said = telegram.messages(elsewhere)[-1]
    assert "The client of the bot" in said["text"]
    assert labels(said) == []
