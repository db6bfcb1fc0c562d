from pathlib import Path

from knowledge import Folder, KnowledgeBase, Place, Turn

SEEDS = Path(__file__).parents[3] / "seeds"


async def test_what_people_gave_survives_a_reload_and_a_restart(tmp_path: Path) -> None:
    """Neither reading the articles again nor opening them again takes anything from anybody."""
    place = Place("1", "", "2", "3")
    async with await KnowledgeBase.open(tmp_path) as base:
        turn = await base.people.turns.put(Turn(place, 1.0, "隨申碼？", None, "answered", ()))
        offer = await base.people.offers.put(1.0, "1", "2", ())
        await base.reload(Folder(SEEDS))
    async with await KnowledgeBase.open(tmp_path) as base:
        kept = await base.people.turns.get(turn)
        assert kept is not None
        assert kept.place == place
        assert await base.people.offers.get(offer, 0.0)
