from bot.service.desk import Desk
from bot.service.inline import search


async def test_passages_are_offered_page_by_page(desk: Desk) -> None:
    """Typing leaves no trace; nothing typed finds nothing."""
    first = await search("數字化轉型", 0, 1, desk)
    second = await search("數字化轉型", 1, 1, desk)
    assert first.version == 1
    assert len(first.citations) == len(second.citations) == 1
    assert first.citations != second.citations
    assert not (await search("", 0, 1, desk)).citations
    assert await desk.records.turns.get(1) is None


async def test_what_is_shared_is_one_passage(desk: Desk) -> None:
    """Named by its key; a key of nothing finds nothing."""
    (cited,) = (await search("智能工廠", 0, 1, desk)).citations
    (shared,) = (await search(f"p{cited.passage}", 0, 10, desk)).citations
    assert shared.quote == cited.quote
    assert not (await search(f"p{cited.passage}", 10, 10, desk)).citations
    assert not (await search(f"p{'0' * 20}", 0, 10, desk)).citations
