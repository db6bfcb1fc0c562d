import pytest

from bot.emulator import Person, Room, Telegram
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.statistics import statistics
from tests.bot.conftest import Talk, labels, pieces

QUESTION = "上海將新增多少家智能工廠？"


@pytest.mark.parametrize("message", ["你好", "哈囉～", "在嗎？", "Hello!"])
async def test_a_greeting_is_greeted(talk: Talk, ana: Person, message: str) -> None:
    """With questions to try, no quote, no button and no word of what the articles lack."""
    shown = await talk.answer(ana.says(message))
    assert shown["text"].startswith("你好！")
    assert shown["text"].count("•") == 3
    assert labels(shown) == []
    assert pieces(shown, "blockquote") == []


async def test_every_question_that_is_proposed_is_answered(talk: Talk, ana: Person) -> None:
    """Who copies one into the chat gets a quote."""
    shown = await talk.answer(ana.says("你會什麼"))
    for line in shown["text"].split("• ")[1:]:
        assert "文章沒有" not in (await talk.answer(ana.says(line.strip())))["text"]


async def test_a_greeting_is_nothing_that_was_asked(talk: Talk, desk: Desk, ana: Person) -> None:
    """It is neither unanswered nor counted, and the question before it is still followed up."""
    await talk.answer(ana.says("浙江省的数字化改革元年是哪一年？"))
    thanks = await talk.answer(ana.says("謝謝！"))
    leaning = await talk.answer(ana.says("那深圳呢？", reply_to=thanks))
    assert "深圳在2018年即出台了" in leaning["text"]
    assert await desk.records.turns.unanswered(0.0) == []
    assert (await statistics(Session(), 30, desk)).total.questions == 2
    assert sum(desk.figures.questions.values()) == 2


async def test_a_group_is_greeted_only_if_it_means_the_bot(
    talk: Talk, ana: Person, room: Room
) -> None:
    """By a mention, a command or a reply; never for what people say to each other."""
    assert await talk(ana.says("你好", chat=room)) == []
    shown = await talk.answer(ana.says("@youju_bot 你好", chat=room))
    assert shown["text"].startswith("你好！")
    assert (await talk.answer(ana.says("/ask 你好", chat=room)))["text"].startswith("你好！")
    thanked = await talk.answer(ana.says("謝謝", chat=room, reply_to=shown))
    assert thanked["text"].startswith("不客氣")


async def test_a_greeting_that_becomes_a_question(talk: Talk, ana: Person) -> None:
    """An edit is answered in place, both ways."""
    hello = ana.says("你好")
    shown = await talk.answer(hello)
    await talk.handled(ana.edits(hello, QUESTION))
    assert "40家智能工廠" in talk.shown(shown)["text"]
    await talk.handled(ana.edits(hello, "謝謝"))
    assert talk.shown(shown)["text"].startswith("不客氣")


async def test_a_guest_is_greeted(talk: Talk, telegram: Telegram, ana: Person) -> None:
    """Also where the bot is not."""
    elsewhere = telegram.group("別處", members=[ana], bot="left")
    summoned = ana.summons("@youju_bot 你好", chat=elsewhere)
    await talk.handled(summoned)
    assert "你好！" in telegram.messages(elsewhere)[-1]["text"]
