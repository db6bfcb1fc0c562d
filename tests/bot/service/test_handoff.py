from dataclasses import replace

from bot.cards.letters import unpacked
from bot.service.asking import Question, ask
from bot.service.desk import Desk
from bot.service.handoff import (
    MOST_OPEN,
    hand_on,
    is_offered,
    is_still_offered,
    request_answer,
)
from bot.service.session import Session

NOWHERE = "如何重設密碼 xyzzy？"


async def turn_of(session: Session, message: str, desk: Desk) -> int:
    """Ask what the articles do not say, and return the turn."""
    return (await ask(session, Question(f"{NOWHERE} {message}", message), desk)).turn


async def test_a_question_becomes_a_letter_to_the_admins(desk: Desk, reader: Session) -> None:
    """Once, with the question and whoever asked."""
    turn = await turn_of(reader, "1", desk)
    found = await desk.records.turns.get(turn)
    assert found
    assert await is_still_offered(found, desk)
    assert await hand_on(reader, turn, "Ana (@ana)", desk) == "handed on"
    handoff = await desk.records.handoffs.of_turn(turn)
    assert handoff
    (letter,) = await desk.records.outbox.about(f"ask:{handoff.handoff}")
    assert "Asked by" not in letter.chat
    assert NOWHERE in unpacked(letter.body).text
    assert "Ana (@ana)" in unpacked(letter.body).text
    assert await hand_on(reader, turn, "Ana", desk) == "already"
    assert not await is_still_offered(found, desk)
    assert desk.mail.is_set()


async def test_only_who_asked_hands_on_and_not_too_much(desk: Desk, reader: Session) -> None:
    """Nobody else does, nor from another chat, and only some questions wait at a time."""
    turn = await turn_of(reader, "1", desk)
    assert await hand_on(replace(reader, person="8"), turn, "", desk) == "not the asker"
    assert await hand_on(replace(reader, chat="9"), turn, "", desk) == "out of date"
    assert await hand_on(reader, 999, "", desk) == "out of date"
    for number in range(MOST_OPEN):
        other = await turn_of(reader, f"{number + 10}", desk)
        assert await hand_on(reader, other, "", desk) == "handed on"
    assert await hand_on(reader, turn, "", desk) == "too many"


async def test_a_person_is_offered_where_somebody_helps(desk: Desk) -> None:
    """And where the articles do not say."""
    alone = replace(desk, settings=desk.settings.model_copy(update={"admins": frozenset()}))
    assert [is_offered(verdict, desk) for verdict in ("answered", "related")] == [False, True]
    assert not is_offered("unanswered", alone)


async def test_an_answer_is_asked_for_that_nobody_waits_for(desk: Desk, reader: Session) -> None:
    """Its reply goes nowhere."""
    turn = await desk.records.turns.get(await turn_of(reader, "1", desk))
    assert turn
    assert await request_answer(turn, 5, desk)
    handoff = await desk.records.handoffs.of_turn(turn.turn)
    assert handoff
    assert handoff.place.chat == ""
    assert not await request_answer(turn, 5, desk)
