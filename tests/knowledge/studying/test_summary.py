from knowledge.studying.summary import summary
from tests.knowledge.conftest import article


async def test_a_summary_is_quoted_with_its_places() -> None:
    """Each sentence is highlighted in its passage, in the order of the article."""
    one = article(
        "夜間渡輪每天十點開出,全程免費。船上有三十個座位。", "碼頭的燈塔建於1901年,高41米。"
    )
    found = await summary(one)
    assert [citation.rank for citation in found] == [*range(1, len(found) + 1)]
    assert all(one.text[c.start : c.end] == c.quote for c in found)
    assert "碼頭的燈塔建於1901年,高41米。" in [c.highlight.of(c.quote) for c in found]
    starts = [c.start + c.highlight.start for c in found]
    assert starts == sorted(starts)
