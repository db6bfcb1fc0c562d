from pathlib import Path

from bot.records.outbox import Letter
from bot.records.records import Records
from bot.records.turns import Place, Turn
from knowledge import Folder, KnowledgeBase
from knowledge.runtime.priority import Priority
from knowledge.storage import Database

SEEDS = Path(__file__).parents[3] / "seeds"


async def test_what_people_gave_survives_a_reload_and_a_restart(tmp_path: Path) -> None:
    """Neither reading the articles again nor opening them again takes anything from anybody."""
    place = Place("1", "", "2", "3")
    async with await KnowledgeBase.open(tmp_path) as base:
        turn = await Records.beside(base).turns.put(
            Turn(place, 1.0, "隨申碼？", (), "answered", ())
        )
        offer = await Records.beside(base).offers.put(1.0, "1", "2", ())
        await base.reload(Folder(SEEDS))
    async with await KnowledgeBase.open(tmp_path) as base:
        kept = await Records.beside(base).turns.get(turn)
        assert kept is not None
        assert kept.place == place
        assert await Records.beside(base).offers.get(offer, 0.0)


async def test_the_last_message_is_that_of_a_question_an_answer_or_a_letter(
    database: Database,
) -> None:
    """Whoever numbers messages anew can begin behind all that are remembered."""
    people = Records(database, Priority())
    assert await people.last_message() == 0
    turn = await people.turns.put(
        Turn(Place("1", "", "2", "3"), 1.0, "隨申碼？", (), "answered", ())
    )
    assert await people.last_message() == 3
    await people.turns.replied(turn, "14")
    assert await people.last_message() == 14
    letter = Letter("a", 1.0, "1", "{}")
    await people.outbox.put(letter)
    stored = (await people.outbox.next(2.0, 1))[0]
    await people.outbox.sent(stored, "15")
    assert await people.last_message() == 15
