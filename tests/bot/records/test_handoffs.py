import dataclasses

from bot.records.handoffs import Handoff, HandoffStore
from bot.records.outbox import Letter, Outbox
from bot.records.turns import Place
from knowledge.storage import Database

ASKED = Handoff(5, 10.0, Place("1", "7", "2", "3"), "en", "Where?", ("k1", "k2"))


def letters(handoff: int) -> list[Letter]:
    """Return a letter about a handed question."""
    return [Letter(f"ask:{handoff}:9", 10.0, "9", "body")]


async def test_a_question_comes_back_as_it_was_handed_on(database: Database) -> None:
    """By its number and by its turn, and the letters about it wait."""
    store = HandoffStore(database)
    number = await store.open(ASKED, letters)
    assert number
    assert await store.get(number) == dataclasses.replace(ASKED, handoff=number)
    assert await store.of_turn(5) == await store.get(number)
    assert [one.key for one in await Outbox(database).next(99.0, 9)] == [f"ask:{number}:9"]
    assert await store.open_count() == 1


async def test_a_question_is_handed_on_once(database: Database) -> None:
    """The second time nothing is stored and nobody is written to."""
    store = HandoffStore(database)
    await store.open(ASKED, letters)
    assert await store.open(ASKED, letters) is None
    assert await Outbox(database).waiting() == 1


async def test_a_reply_and_its_letter_are_stored_together(database: Database) -> None:
    """Who answered what, and the letter that brings it."""
    store = HandoffStore(database)
    number = await store.open(ASKED, lambda _: ())
    assert number
    await store.answer(number, "In Lisbon.", "Ada", Letter("answer:1", 11.0, "1", "body"))
    await store.keep(number, "answers/where.md")
    assert await store.get(number) == dataclasses.replace(
        ASKED,
        handoff=number,
        state="answered",
        answer="In Lisbon.",
        helper="Ada",
        kept="answers/where.md",
    )
    assert await Outbox(database).waiting() == 1
    assert await store.open_count() == 0


async def test_an_answered_question_cannot_be_dismissed(database: Database) -> None:
    """Nor does a late press take the answer away."""
    store = HandoffStore(database)
    number = await store.open(ASKED, lambda _: ())
    assert number
    await store.answer(number, "In Lisbon.", "Ada")
    await store.dismiss(number)
    found = await store.get(number)
    assert found is not None
    assert found.state == "answered"


async def test_open_questions_are_not_forgotten(database: Database) -> None:
    """However old: somebody waits for the reply."""
    store = HandoffStore(database)
    number = await store.open(ASKED, lambda _: ())
    assert number
    await store.forget(1000.0)
    assert await store.get(number)
    await store.dismiss(number)
    await store.forget(1000.0)
    assert await store.get(number) is None


async def test_questions_move_with_their_chat(database: Database) -> None:
    """The reply goes to the supergroup that the group became."""
    store = HandoffStore(database)
    number = await store.open(ASKED, lambda _: ())
    assert number
    await store.move("1", "-1001")
    found = await store.get(number)
    assert found is not None
    assert (found.place.chat, found.place.message) == ("-1001", "")
