from bot.service.desk import Desk
from bot.service.inline import search
from bot.service.session import Session


async def test_passages_are_offered_page_by_page(desk: Desk, reader: Session) -> None:
    """Typing leaves no trace; nothing typed finds nothing."""
    first = await search(reader, "數字化轉型", 0, 1, desk)
    second = await search(reader, "數字化轉型", 1, 1, desk)
    assert first.version == 1
    assert len(first.citations) == len(second.citations) == 1
    assert first.citations != second.citations
    assert not (await search(reader, "", 0, 1, desk)).citations
    assert await desk.records.turns.get(1) is None


async def test_what_is_shared_is_one_passage(desk: Desk, reader: Session) -> None:
    """Named by its key; a key of nothing finds nothing."""
    (cited,) = (await search(reader, "智能工廠", 0, 1, desk)).citations
    (shared,) = (await search(reader, f"p{cited.passage}", 0, 10, desk)).citations
    assert shared.quote == cited.quote
    assert not (await search(reader, f"p{cited.passage}", 10, 10, desk)).citations
    assert not (await search(reader, f"p{'0' * 20}", 0, 10, desk)).citations
