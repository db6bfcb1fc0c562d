import pytest

from bot.records.feedback import Feedback, FeedbackStore
from bot.records.turns import Place, Turn, TurnStore
from knowledge.storage import Database


@pytest.fixture
async def turn(database: Database) -> int:
    """Return the number of a stored turn."""
    place = Place("1", "", "1", "40")
    return await TurnStore(database).put(Turn(place, 1.0, "道釘？", (), "answered", ()))


async def test_one_voice_a_person_that_may_be_changed(database: Database, turn: int) -> None:
    """The last word of a person counts, beside those of others."""
    store = FeedbackStore(database)
    first = Feedback(turn, "1", 1.0, 3, useful=True)
    changed = Feedback(turn, "1", 2.0, 3, useful=False, reason="outdated")
    other = Feedback(turn, "2", 2.0, 3, useful=True)
    for voice in (first, changed, other):
        assert await store.put(voice)
    assert await store.get(turn, "1") == changed
    assert await store.get(turn, "2") == other
    assert await store.get(turn, "3") is None


async def test_nobody_speaks_of_what_is_gone(database: Database, turn: int) -> None:
    """A voice goes with its turn, and none is taken for a turn that is not there."""
    store = FeedbackStore(database)
    await store.put(Feedback(turn, "1", 1.0, 3, useful=True))
    await TurnStore(database).forget(2.0)
    assert await store.get(turn, "1") is None
    assert not await store.put(Feedback(turn, "1", 1.0, 3, useful=True))


async def test_voices_are_withdrawn_with_their_answer(database: Database, turn: int) -> None:
    """What was said of one answer is not said of the one that took its place."""
    store = FeedbackStore(database)
    await store.put(Feedback(turn, "1", 1.0, 3, useful=True))
    await store.withdraw(turn)
    assert await store.get(turn, "1") is None
