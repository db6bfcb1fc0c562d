from dataclasses import replace

import pytest

from bot.cards.letters import unpacked
from bot.records.groups import GroupSettings
from bot.records.handoffs import Handoff
from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.handoff import hand_on
from bot.service.handoff_replies import (
    answer,
    correct,
    decide,
    is_helper,
    request_now,
    request_of,
)
from bot.service.session import Session
from knowledge import Scope

NOWHERE = "如何重設密碼 xyzzy？"


@pytest.fixture
async def request_message(desk: Desk, reader: Session, admin: Session) -> str:
    """Hand a question on, and return the message that asks an admin for its answer."""
    asked = await ask(reader, Question(NOWHERE, "1"), desk)
    await hand_on(reader, asked.turn, "Ana", desk)
    handoff = await desk.records.handoffs.of_turn(asked.turn)
    assert handoff
    (letter,) = await desk.records.outbox.about(f"ask:{handoff.handoff}")
    assert letter.chat == admin.chat
    await desk.records.outbox.sent(letter, "50")
    return "50"


async def handoff_of(session: Session, message: str, desk: Desk) -> Handoff:
    """Return the question that a message asks to answer."""
    handoff = await request_of(session, message, desk)
    assert handoff
    return handoff


async def letters_to_asker(handoff: Handoff, desk: Desk) -> list[str]:
    """Return what is on its way to whoever asked."""
    letters = await desk.records.outbox.about(f"answer:{handoff.handoff}")
    return [unpacked(one.body).text for one in letters]


async def test_a_reply_and_its_correction_reach_the_asker(
    desk: Desk, reader: Session, admin: Session, request_message: str
) -> None:
    """As one letter, which says something else after the edit."""
    handoff = await handoff_of(admin, request_message, desk)
    assert await answer(handoff, "In the settings.", "60", "Boss", desk)
    (told,) = await letters_to_asker(handoff, desk)
    assert "In the settings." in told
    await correct(handoff, "In the app.", "60", desk)
    (told,) = await letters_to_asker(handoff, desk)
    assert "In the app." in told
    assert (await handoff_of(admin, request_message, desk)).answer == "In the app."
    assert await request_of(reader, request_message, desk) is None


async def test_a_question_is_closed_once(
    desk: Desk, reader: Session, admin: Session, request_message: str
) -> None:
    """By a helper only; whoever asked is told."""
    stranger = replace(admin, is_from_admin=False)
    handoff = await handoff_of(admin, request_message, desk)
    number = handoff.handoff
    assert await decide(stranger, request_message, number, None, desk) == "not an admin"
    assert await decide(reader, request_message, number, None, desk) == "closed"
    assert await decide(admin, request_message, number, None, desk) == "done"
    assert await decide(admin, request_message, number, None, desk) == "closed"
    (told,) = await letters_to_asker(handoff, desk)
    assert NOWHERE in told
    reply, letters = await request_now(number, desk)
    assert reply
    assert reply.buttons == ()
    assert [letter.message for letter in letters] == [request_message]


async def test_a_helper_points_to_a_passage(
    desk: Desk, admin: Session, request_message: str
) -> None:
    """If it is there: what has no passages can be pointed nowhere."""
    number = (await handoff_of(admin, request_message, desk)).handoff
    assert await decide(admin, request_message, number, 77, desk) == "passage gone"
    assert (await handoff_of(admin, request_message, desk)).state == "open"


async def test_a_helper_points_to_nothing_that_a_group_has_not_chosen(
    desk: Desk, member: Session, admin: Session
) -> None:
    """What the asker's group cannot see since is gone; it comes back with it."""
    asked = await ask(member, Question("北京的數字化轉型方案是什麼？", "1", by_command=True), desk)
    await hand_on(member, asked.turn, "Ana", desk)
    handoff = await desk.records.handoffs.of_turn(asked.turn)
    assert handoff
    number = handoff.handoff
    (letter,) = await desk.records.outbox.about(f"ask:{number}")
    await desk.records.outbox.sent(letter, "50")
    title = asked.answer.citations[0].article.title
    assert title in unpacked(letter.body).text
    chosen = GroupSettings(scope=Scope(("client.md",)))
    await desk.records.groups.put(member.chat, chosen)
    assert await decide(admin, "50", number, 0, desk) == "passage gone"
    reply, _ = await request_now(number, desk)
    assert reply
    assert title not in reply.text
    await desk.records.groups.put(member.chat, GroupSettings())
    assert await decide(admin, "50", number, 0, desk) == "done"
    (told,) = await letters_to_asker(handoff, desk)
    assert title in told


async def test_helpers_are_admins_and_their_chat(desk: Desk, member: Session) -> None:
    """Whoever writes in the admins' chat helps."""
    settings = desk.settings.model_copy(update={"admin_chat": int(member.chat)})
    assert not is_helper(member, desk, is_admin=False)
    assert is_helper(member, desk, is_admin=True)
    assert is_helper(member, replace(desk, settings=settings), is_admin=False)
