from dataclasses import replace

import pytest

from bot.records.turns import Turn
from bot.service import asking, comparing
from bot.service.asking import Question
from bot.service.comparing import CASE_SECONDS, LONGEST_CASE
from bot.service.desk import Desk
from bot.service.session import Session

FACTORIES = "上海將新增60家智能工廠、5家標杆智能工廠。"
PILOTS = "方案框架包括七大應用場景、三項創新亮點和五方面舉措。"
RUMOUR = "廣州市去年新建了一百二十座智慧公廁。"


def passed_on(text: str, message: str = "1") -> Question:
    """Return a text that somebody passes on."""
    return Question(text, message, whole=text, passed_on=True)


async def turn_of(told: comparing.Told, desk: Desk) -> Turn:
    """Return the turn of a comparison."""
    turn = await desk.records.turns.get(told.turn)
    assert turn
    return turn


async def test_a_comparison_is_remembered(desk: Desk, reader: Session) -> None:
    """Text, passages and outcome, apart from the questions: it is no unanswered one."""
    told = await comparing.compare(reader, passed_on(FACTORIES), 1000.0, desk)
    turn = await turn_of(told, desk)
    assert (turn.question, turn.verdict, turn.intent) == (FACTORIES, "answered", "comparison")
    assert turn.passages == (told.compared.comparisons[0].passage.key,)
    nothing = await comparing.compare(reader, passed_on(RUMOUR, "2"), 2000.0, desk)
    assert (await turn_of(nothing, desk)).verdict == "unanswered"
    assert await desk.records.turns.unanswered(0.0) == []


async def test_texts_of_a_case_are_compared_together(desk: Desk, reader: Session) -> None:
    """The second one knows the first one's answer, and is compared with its text."""
    first = await comparing.compare(reader, passed_on(FACTORIES), 1000.0, desk)
    await asking.shown(first.turn, "9", desk)
    second = await comparing.compare(reader, passed_on(PILOTS, "2"), 1000.0 + CASE_SECONDS, desk)
    assert second.reply == "9"
    assert (await turn_of(second, desk)).question == f"{FACTORIES}\n\n{PILOTS}"
    again = await comparing.compare(reader, passed_on(PILOTS, "2"), 1000.0 + CASE_SECONDS, desk)
    assert (again.turn, again.compared.text) == (second.turn, second.compared.text)


@pytest.mark.parametrize("text", [FACTORIES, "據" * LONGEST_CASE])
async def test_cases_end(desk: Desk, reader: Session, text: str) -> None:
    """After a pause, and where there is too much to compare."""
    await comparing.compare(reader, passed_on(text), 1000.0, desk)
    pause = CASE_SECONDS + 1 if text == FACTORIES else 0.0
    second = await comparing.compare(reader, passed_on(PILOTS, "2"), 1000.0 + pause, desk)
    assert (second.reply, second.compared.text) == ("", PILOTS)


async def test_cases_are_a_persons_own(desk: Desk, reader: Session, member: Session) -> None:
    """Neither somebody else's text nor one in a group goes on with it."""
    await comparing.compare(reader, passed_on(FACTORIES), 1000.0, desk)
    other = replace(reader, person="77", author="77", chat="77")
    told = await comparing.compare(other, passed_on(PILOTS, "2"), 1001.0, desk)
    assert told.compared.text == PILOTS
    await comparing.compare(member, passed_on(FACTORIES), 1000.0, desk)
    told = await comparing.compare(member, passed_on(PILOTS, "2"), 1001.0, desk)
    assert told.compared.text == PILOTS


async def test_in_a_group_nothing_is_told_of_what_nobody_says(desk: Desk, member: Session) -> None:
    """Unless the bot was called by its name."""
    told = await comparing.compare(member, passed_on(RUMOUR), 1000.0, desk)
    assert not told.is_told
    named = replace(passed_on(RUMOUR, "2"), by_name=True)
    assert (await comparing.compare(member, named, 1000.0, desk)).is_told
    assert (await comparing.compare(member, passed_on(FACTORIES, "3"), 1000.0, desk)).is_told


async def test_an_edited_text_is_compared_alone(desk: Desk, reader: Session) -> None:
    """It takes the place of what was said before, and keeps its answer."""
    first = await comparing.compare(reader, passed_on(RUMOUR), 1000.0, desk)
    await asking.shown(first.turn, "9", desk)
    told = await comparing.edited(reader, passed_on(FACTORIES), await turn_of(first, desk), desk)
    assert (told.turn, told.reply, told.is_told) == (first.turn, "9", True)
    assert (await turn_of(told, desk)).question == FACTORIES
