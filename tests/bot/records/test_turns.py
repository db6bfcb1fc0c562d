import dataclasses

import pytest

from bot.records.turns import Place, Turn, TurnStore
from knowledge import Intent
from knowledge.storage import Database

PLACE = Place(chat="-100", thread="7", person="1", message="40")
TURN = Turn(PLACE, 1000.0, "道釘🚢？", (), "answered", ("k1", "k2"))


@pytest.fixture
def turns(database: Database) -> TurnStore:
    """Return an empty store of turns."""
    return TurnStore(database)


def at(message: str, moment: float = 1000.0, **place: str) -> Turn:
    """Return a turn of another message."""
    return dataclasses.replace(
        TURN, place=dataclasses.replace(PLACE, message=message, **place), at=moment
    )


async def test_a_turn_comes_back_as_it_was_put(turns: TurnStore) -> None:
    """By its number, by its question's message and, once it is known, by its answer's."""
    number = await turns.put(TURN)
    assert await turns.get(number) == dataclasses.replace(TURN, turn=number)
    assert await turns.of_message("-100", "40") == await turns.get(number)
    assert await turns.of_reply("-100", "41") is None
    await turns.replied(number, "41")
    assert await turns.of_reply("-100", "41") == dataclasses.replace(TURN, turn=number, reply="41")


async def test_what_was_never_asked_is_none(turns: TurnStore) -> None:
    """A button or reply of unknown origin finds nothing."""
    assert await turns.get(1) is None
    assert await turns.of_message("-100", "40") is None
    assert await turns.latest(PLACE, 0) is None


async def test_an_edited_question_replaces_its_turn(turns: TurnStore) -> None:
    """One message is one turn, with its number and its answer's place."""
    number = await turns.put(TURN)
    await turns.replied(number, "41")
    edited = dataclasses.replace(
        TURN, question="改", after=("前", "再前"), verdict="related", passages=()
    )
    assert await turns.put(edited) == number
    assert await turns.get(number) == dataclasses.replace(edited, turn=number, reply="41")


async def test_a_message_belongs_to_its_chat(turns: TurnStore) -> None:
    """Message 40 of two chats are two questions."""
    assert await turns.put(TURN) != await turns.put(at("40", chat="-200"))


async def test_the_latest_turn_is_the_same_persons_in_the_same_place(turns: TurnStore) -> None:
    """A follow-up never leans on somebody else's question or on another thread's."""
    await turns.put(at("10", 100.0))
    expected = await turns.put(at("11", 200.0))
    await turns.put(at("12", 300.0, person="2"))
    await turns.put(at("13", 300.0, thread=""))
    await turns.put(at("14", 300.0, chat="-200"))
    latest = await turns.latest(PLACE, 0)
    assert latest is not None
    assert latest.turn == expected


async def test_the_latest_turn_is_not_the_message_itself(turns: TurnStore) -> None:
    """An edited question does not lean on itself."""
    await turns.put(TURN)
    assert await turns.latest(PLACE, 0) is None


async def test_an_old_turn_is_not_leant_on(turns: TurnStore) -> None:
    """A question after a long silence stands on its own."""
    await turns.put(at("10", 100.0))
    assert await turns.latest(PLACE, 101.0) is None
    assert await turns.latest(PLACE, 100.0) is not None


async def test_of_two_turns_at_one_moment_the_later_number_is_the_latest(turns: TurnStore) -> None:
    """Telegram's clock counts seconds."""
    await turns.put(at("10"))
    second = await turns.put(at("11"))
    latest = await turns.latest(PLACE, 0)
    assert latest is not None
    assert latest.turn == second


async def test_the_last_answer_at_a_place_counts(turns: TurnStore) -> None:
    """Two turns that share an answer message are told apart by their age."""
    numbers = [await turns.put(at(message)) for message in ("10", "11")]
    for number in numbers:
        await turns.replied(number, "50")
    found = await turns.of_reply("-100", "50")
    assert found is not None
    assert found.turn == numbers[1]


async def test_turns_move_with_their_chat(turns: TurnStore) -> None:
    """A supergroup counts its messages from 1: what moves there is taken for none of them."""
    number = await turns.put(TURN)
    await turns.replied(number, "41")
    own = await turns.put(at("40", chat="-200"))
    await turns.move("-100", "-200")
    moved, found = await turns.get(number), await turns.of_message("-200", "40")
    assert moved is not None
    assert (moved.place.chat, moved.reply) == ("-200", "")
    assert found is not None
    assert found.turn == own
    assert await turns.of_reply("-200", "41") is None
    assert await turns.of_message("-100", "40") is None
    latest = await turns.latest(dataclasses.replace(moved.place, message="9"), 0.0)
    assert latest is not None


async def test_old_turns_are_forgotten(turns: TurnStore) -> None:
    """What people asked is not kept longer than said; the moment itself stays."""
    old, new = await turns.put(at("10", 99.9)), await turns.put(at("11", 100.0))
    await turns.forget(100.0)
    assert await turns.get(old) is None
    assert await turns.get(new) is not None


async def test_the_same_question_again_is_found(turns: TurnStore) -> None:
    """In either script and whatever the signs, if the answer is the same and stands somewhere."""
    first = await turns.put(at("10", 100.0))
    asked_again = dataclasses.replace(at("11", 200.0, person="2"), question="道钉🚢")
    assert await turns.same(asked_again, 0) is None  # nobody knows where the first answer stands
    await turns.replied(first, "50")
    found = await turns.same(asked_again, 0)
    assert found is not None
    assert (found.turn, found.reply) == (first, "50")
    assert await turns.same(asked_again, 100.5) is None
    for other in ({"passages": ("k9",)}, {"version": 2}, {"verdict": "related"}):
        assert await turns.same(dataclasses.replace(asked_again, **other), 0) is None
    assert await turns.same(at("12", 200.0, chat="-200"), 0) is None


async def test_a_pointer_is_not_pointed_to(turns: TurnStore) -> None:
    """A turn that only points to an earlier answer is no answer to point to."""
    pointer = await turns.put(dataclasses.replace(at("10"), version=1, repeats=True))
    await turns.replied(pointer, "50")
    kept = await turns.get(pointer)
    assert kept is not None
    assert kept.repeats
    assert await turns.same(at("11", 2000.0), 0) is None


async def test_an_older_row_has_one_question_before(database: Database, turns: TurnStore) -> None:
    """Before there were several, the column held the one as it was written."""
    number = await turns.put(TURN)
    for stored, after in (("前", ("前",)), ("[前", ("[前",)), (None, ()), ("[]", ())):
        await database.run("UPDATE turns SET after = ? WHERE turn = ?", (stored, number))
        found = await turns.get(number)
        assert found is not None
        assert found.after == after


async def test_the_turn_before_of_a_person(turns: TurnStore) -> None:
    """In the same chat and thread, whatever it was about; not the message's own, nor an old one."""
    await turns.put(at("40"))
    await turns.put(dataclasses.replace(at("41", 1010.0), intent="comparison"))
    await turns.put(at("42", person="2"))
    await turns.put(at("43", thread="8"))
    place = dataclasses.replace(PLACE, message="44")
    before = await turns.previous(place, 1000.0)
    assert before
    assert before.place.message == "41"
    own = await turns.previous(dataclasses.replace(PLACE, message="41"), 1000.0)
    assert own
    assert own.place.message == "40"
    assert await turns.previous(place, 1011.0) is None


async def test_the_last_turn_of_a_kind(turns: TurnStore) -> None:
    """Of a person in a chat, in any of its threads."""
    await turns.put(dataclasses.replace(at("40"), intent="wordless"))
    await turns.put(at("41"))
    place = dataclasses.replace(PLACE, message="44", thread="8")
    last = await turns.last_of(place, Intent.WORDLESS, 1000.0)
    assert last
    assert last.place.message == "40"
    assert await turns.last_of(place, Intent.COMPARISON, 1000.0) is None
    assert await turns.last_of(place, Intent.WORDLESS, 1001.0) is None
    other = dataclasses.replace(place, person="2")
    assert await turns.last_of(other, Intent.WORDLESS, 1000.0) is None
