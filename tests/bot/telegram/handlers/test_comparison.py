from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.service.desk import Desk
from tests.bot.conftest import Talk, bold, labels, pieces, running

FACTORIES = "上海將新增60家智能工廠、5家標杆智能工廠、建設8個市民最關心最受用的重點應用場景鏈。"
PILOTS = "方案框架包括七大應用場景、三項創新亮點和五方面舉措，將選取19家試點單位。"
NAMES = "青浦区长王大明于2月24日下午带队前往徐汇区行政服务中心、徐汇滨江等学习考察。"
RUMOUR = "廣州市去年新建了一百二十座智慧公廁，市民可以通過手機查找最近的位置。"


def opened(message: Json) -> str:
    """Return where the first button under a message leads."""
    return str(message["reply_markup"]["inline_keyboard"][0][0]["url"])


async def test_a_forwarded_text_is_compared(talk: Talk, ana: Person) -> None:
    """How much of it stands there, the passage verbatim with what differs, and the way there."""
    shown = await talk.answer(ana.forwards(FACTORIES))
    assert bold(shown)[0] == "這段文字有 97 % 在文章裡。"
    assert "有 1 處不同。" in shown["text"]
    (quote,) = pieces(shown, "blockquote")
    assert quote.startswith("上海將新增40家智能工廠、5家標杆智能工廠")
    assert pieces(shown, "underline") == ["40"]
    assert "40" in bold(shown)
    assert "• 數字：這裡是「60」，文章是「40」" in shown["text"]
    assert labels(shown) == ["看原文出處", "都不是"]
    key = opened(shown).partition("start=")[2]
    there = await talk.answer(ana.says(f"/start {key}"))
    assert "上海將新增40家智能工廠" in there["text"]


async def test_the_other_script_is_the_same(talk: Talk, ana: Person) -> None:
    """What differs in nothing but the script and the numerals is there whole."""
    shown = await talk.answer(ana.forwards("上海将新增四十家智能工厂、五家标杆智能工厂。"))
    assert bold(shown)[0] == "這段文字有 100 % 在文章裡。"
    assert pieces(shown, "underline") == []


async def test_what_no_article_says_is_told_so(talk: Talk, ana: Person) -> None:
    """A text from elsewhere finds nothing, and a person can be asked."""
    shown = await talk.answer(ana.forwards(RUMOUR))
    assert bold(shown) == ["沒有文章用這些字句這樣說。"]
    assert labels(shown) == ["問真人"]


async def test_none_of_these_asks_a_person(talk: Talk, ana: Person, boss: Person) -> None:
    """The button hands the whole text on, with the passages that were found."""
    shown = await talk.answer(ana.forwards(FACTORIES))
    await talk.handled(ana.presses(shown, "都不是"))
    (request,) = await talk.told(boss)
    assert FACTORIES in request["text"]
    assert labels(talk.shown(shown)) == ["看原文出處"]


async def test_texts_within_some_seconds_are_one_case(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """The second one changes the answer to the first; a later one has an answer of its own."""
    now = telegram.state.now()
    first = await talk.answer(ana.forwards(RUMOUR, date=now))
    assert await talk(ana.forwards(FACTORIES, date=now + 2)) == []
    both = talk.shown(first)
    assert bold(both)[0] == "這段文字有 55 % 在文章裡。"
    assert await talk(ana.forwards(PILOTS, date=now + 4)) == []
    three = talk.shown(first)
    assert labels(three) == ["看第 1 處原文", "看第 2 處原文", "都不是"]
    alone = await talk.answer(ana.forwards(PILOTS, date=now + 60))
    assert bold(alone)[0] == "這段文字有 100 % 在文章裡。"


async def test_texts_that_come_at_once_have_one_answer(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """Three messages forwarded with one tap arrive together, and are answered as one."""
    *_, last = [ana.forwards(text) for text in (FACTORIES, PILOTS, NAMES)]
    await talk.caught_up(last)
    (shown,) = telegram.replies(ana)
    assert labels(shown) == ["看第 1 處原文", "看第 2 處原文", "看第 3 處原文", "都不是"]


async def test_a_question_between_ends_the_case(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """What was asked in between is no part of what is compared."""
    now = telegram.state.now()
    await talk.answer(ana.forwards(RUMOUR, date=now))
    await talk.answer(ana.says("隨申碼是什麼顏色？", date=now + 1))
    shown = await talk.answer(ana.forwards(FACTORIES, date=now + 2))
    assert bold(shown)[0] == "這段文字有 97 % 在文章裡。"


async def test_a_case_goes_on_after_a_restart(desk: Desk, telegram: Telegram, ana: Person) -> None:
    """The answer before the restart is changed by the text behind it; buttons work as before."""
    now = telegram.state.now()
    async with running(desk, telegram) as talk:
        first = await talk.answer(ana.forwards(FACTORIES, date=now))
    async with running(desk, telegram) as talk:
        await talk.handled(ana.forwards(PILOTS, date=now + 3))
        assert len(telegram.replies(ana)) == 1
        assert labels(talk.shown(first)) == ["看第 1 處原文", "看第 2 處原文", "都不是"]
        await talk.handled(ana.presses(talk.shown(first), "都不是"))
        assert labels(talk.shown(first)) == ["看第 1 處原文", "看第 2 處原文"]


async def test_what_was_answered_is_not_answered_again(
    desk: Desk, telegram: Telegram, ana: Person
) -> None:
    """An update that comes again after a kill finds its answer in the database."""
    async with running(desk, telegram) as talk:
        forwarded = ana.forwards(FACTORIES)
        await talk.answer(forwarded)
    assert forwarded.update
    again = forwarded.update | {"update_id": forwarded.update["update_id"] + 1000}
    async with running(desk, telegram) as talk:
        telegram.state.updates.repeat(again)
        await talk.caught_up(ana.says("/about"))
        texts = [message["text"] for message in telegram.replies(ana)]
    assert sum("60" in text for text in texts) == 1


async def test_an_answer_that_was_deleted_is_given_anew(
    talk: Talk, telegram: Telegram, ana: Person
) -> None:
    """The second text of a case whose answer is gone has an answer of its own."""
    now = telegram.state.now()
    first = await talk.answer(ana.forwards(FACTORIES, date=now))
    del telegram.state.chats[ana.id].messages[first["message_id"]]
    shown = await talk.answer(ana.forwards(PILOTS, date=now + 1))
    assert labels(shown) == ["看第 1 處原文", "看第 2 處原文", "都不是"]


async def test_a_forwarded_question_stays_one(talk: Talk, ana: Person) -> None:
    """Somebody else's question is answered like one's own; whether it is true is compared."""
    shown = await talk.answer(ana.forwards("上海將新增多少家智能工廠？"))
    assert "新增40家智能工廠" in shown["text"]
    assert "在文章裡" not in shown["text"]
    rumour = await talk.answer(ana.forwards(f"{FACTORIES}這是真的嗎？"))
    assert "在文章裡" in rumour["text"]


async def test_a_headline_with_a_link_shows_its_article(talk: Talk, ana: Person) -> None:
    """A passage has not its words, but the address is an article's."""
    shared = "News from the maintainers of the bot, see https://example.org/client?utm_source=x"
    shown = await talk.answer(ana.forwards(shared))
    assert shown["text"].startswith("The client of the bot")


async def test_a_long_text_is_compared(talk: Talk, ana: Person) -> None:
    """What is pasted counts like what is forwarded; an edit changes its answer."""
    pasted = f"{FACTORIES}{PILOTS}\n{NAMES}" * 3
    said = ana.says(pasted)
    shown = await talk.answer(said)
    assert "• 姓名或名稱：這裡是「王大明」，文章是「楊小菁」" in shown["text"]
    await talk.handled(ana.edits(said, RUMOUR * 9))
    assert bold(talk.shown(shown)) == ["沒有文章用這些字句這樣說。"]
    await talk.handled(ana.edits(said, "上海將新增多少家智能工廠？"))
    assert "新增40家智能工廠" in talk.shown(shown)["text"]


async def test_a_long_question_is_one(talk: Talk, ana: Person) -> None:
    """Whoever tells a long story and asks at its end has a question."""
    story = "我昨天從成都回到上海，家裡人都很擔心。" * 18
    shown = await talk.answer(ana.says(f"{story}隨申碼是什麼顏色？"))
    assert "用這些字句" not in shown["text"]


async def test_in_a_group_who_calls_the_bot_has_it_compared(
    talk: Talk, ana: Person, boss: Person, room: Room
) -> None:
    """Named below a forwarded text the bot compares it; what nobody asks about it leaves alone."""
    forwarded = boss.forwards(FACTORIES, chat=room)
    assert await talk(forwarded) == []
    shown = await talk.answer(ana.says("@youju_bot", chat=room, reply_to=forwarded))
    assert bold(shown)[0] == "這段文字有 97 % 在文章裡。"
    assert labels(shown) == ["看原文出處", "都不是", "移除"]
