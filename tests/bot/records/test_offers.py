from bot.records.offers import OfferStore, PendingOffer
from knowledge.library.offer import NewFile
from knowledge.storage import Database

FILES = (NewFile("added/a.md", b"\xff\x00", "https://example.org/a"), NewFile("added/b.txt", b""))


async def test_an_offer_comes_back_as_it_was_put(database: Database) -> None:
    """By its number, with its files byte for byte and in order."""
    offers = OfferStore(database)
    number = await offers.put(1000.0, "-1", "7", FILES)
    assert await offers.get(number, since=999.0) == PendingOffer(number, 1000.0, "-1", "7", FILES)
    assert await offers.get(number + 1, since=0) is None


async def test_an_answered_offer_is_gone(database: Database) -> None:
    """With its files, and its number is not given to another."""
    offers = OfferStore(database)
    number = await offers.put(1000.0, "-1", "7", FILES)
    await offers.answered(number)
    assert await offers.get(number, since=0) is None
    assert await database.rows("SELECT * FROM offered_files") == []
    assert await offers.put(1000.0, "-1", "7", FILES) > number


async def test_an_old_offer_is_not_shown_and_then_forgotten(database: Database) -> None:
    """What is older than the moment asked for is none any more."""
    offers = OfferStore(database)
    old, new = [await offers.put(at, "-1", "7", FILES) for at in (1000.0, 2000.0)]
    assert await offers.get(old, since=1500.0) is None
    await offers.forget(1500.0)
    assert await offers.get(old, since=0) is None
    assert await offers.get(new, since=0)
