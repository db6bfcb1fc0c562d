from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.emulator import Person, Room, Telegram
from bot.service.desk import Desk
from tests.bot.conftest import Talk, labels, running

FACTORIES = "上海將新增多少家智能工廠？"


@pytest.fixture
async def strict(desk: Desk, telegram: Telegram) -> AsyncIterator[Talk]:
    """Yield a conversation with a bot that answers four questions a minute."""
    settings = desk.settings.model_copy(update={"questions_per_minute": 4})
    async with running(replace(desk, settings=settings), telegram) as talk:
        yield talk


async def test_a_flood_is_told_once_and_then_met_with_silence(
    telegram: Telegram, strict: Talk, ana: Person
) -> None:
    """Two answers, one friendly sentence, nothing more."""
    for asked in [ana.says(FACTORIES) for _ in range(20)]:
        await strict.handled(asked)
    texts = [message["text"] for message in telegram.replies(ana)]
    assert len(texts) == 3
    assert texts[2] == "一下子問太多了，請稍等一分鐘再問。"


@pytest.mark.parametrize("asking", [f"/ask {FACTORIES}", f"@youju_bot {FACTORIES}", "/help"])
async def test_one_member_cannot_silence_a_group(
    telegram: Telegram, strict: Talk, ana: Person, asking: str
) -> None:
    """Whatever one member floods a group with, another one is answered."""
    ben = telegram.person("Ben", language_code="zh-hant")
    room = telegram.group("讀書會", members=[ana, ben])
    for _ in range(30):
        await strict.handled(ana.says(asking, chat=room))
    assert len(telegram.replies(room)) <= 3
    answer = await strict(ben.says("/ask 浙江省的數字化改革元年是哪一年？", chat=room))
    assert "2021" in answer[-1]["text"]


async def test_chatter_that_is_not_for_the_bot_costs_nothing(
    telegram: Telegram, strict: Talk, ana: Person, room: Room
) -> None:
    """People may talk with each other as much as they like."""
    for _ in range(20):
        await strict.handled(ana.says("大家好", chat=room))
    assert telegram.replies(room) == []
    assert len(await strict(ana.says(f"/ask {FACTORIES}", chat=room))) == 1


async def test_presses_and_edits_count(telegram: Telegram, strict: Talk, ana: Person) -> None:
    """A flood of presses ends in one alert, one of edits in the last answer that was allowed."""
    asked = ana.says(FACTORIES)
    (answer,) = await strict(asked)
    presses = [ana.presses(answer, labels(answer)[0]) for _ in range(8)]
    for press in presses:
        await strict.handled(press)
    alerts = [telegram.answer_to(press) or {} for press in presses]
    assert len([alert for alert in alerts if alert.get("text", "").startswith("一下子")]) == 1
    assert all(telegram.answer_to(press) is not None for press in presses)
    before = strict.shown(answer)
    await strict.handled(ana.edits(asked, "浙江省的數字化改革元年是哪一年？"))
    assert strict.shown(answer) == before


async def test_admins_ask_as_they_like(strict: Talk, boss: Person, telegram: Telegram) -> None:
    """Who runs the bot is not kept from trying it."""
    for asked in [boss.says("/help") for _ in range(10)]:
        await strict.handled(asked)
    assert len(telegram.replies(boss)) == 10


async def test_trying_again_is_not_asking_again(
    telegram: Telegram, strict: Talk, ana: Person
) -> None:
    """What Telegram did not take at first costs the person one question, not two."""
    telegram.fail("sendMessage", 502, times=2)
    for asked in [ana.says(FACTORIES), ana.says("/help")]:
        await strict.handled(asked)
    await telegram.wait_for("sendMessage", 4)
    assert len(telegram.replies(ana)) == 2


async def test_typing_without_end_finds_nothing_any_more(
    telegram: Telegram, strict: Talk, ana: Person
) -> None:
    """A question is typed at ease; whoever goes on and on sees why there is nothing, for moments.

    Others find what they type.
    """
    typed = []
    for number in range(60):
        typed.append(ana.asks_inline(FACTORIES[: number % 12 + 1]))
        await strict.handled(typed[-1])
    answers = [telegram.answer_to(one) or {} for one in typed]
    refused = [number for number, one in enumerate(answers) if "一下子" in str(one.get("button"))]
    assert refused
    assert refused[0] >= 2 * len(FACTORIES)
    last = answers[refused[-1]]
    assert last["results"] == []
    assert last["cache_time"] <= 10
    assert last["button"] == {"text": "一下子太多了，請等一分鐘", "start_parameter": "help"}
    ben = telegram.person("Ben").asks_inline(FACTORIES)
    await strict.handled(ben)
    assert (telegram.answer_to(ben) or {})["results"]


async def test_who_has_typed_a_question_may_ask_it(
    telegram: Telegram, strict: Talk, ana: Person
) -> None:
    """Its thirteen characters are less than one of the minute's four questions, not thirteen."""
    for end in range(1, len(FACTORIES) + 1):
        await strict.handled(ana.asks_inline(FACTORIES[:end]))
    assert "40" in (await strict.answer(ana.says(FACTORIES)))["text"]
    assert len(telegram.replies(ana)) == 1


async def test_a_guest_is_called_in_no_more_often_than_it_is_asked(
    telegram: Telegram, strict: Talk, ana: Person
) -> None:
    """Where the bot is not, nobody could stop it: it keeps silent by itself."""
    elsewhere = telegram.group("別處", members=[ana], bot="left")
    for call in [ana.summons(f"@youju_bot {FACTORIES}", chat=elsewhere) for _ in range(10)]:
        await strict.handled(call)
    assert 1 <= len(telegram.replies(elsewhere)) < 10
