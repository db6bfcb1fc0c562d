from hypothesis import given

from bot.cards.inline import render_result, whole
from bot.cards.reply import units
from bot.messages import messages
from knowledge import Citation, Span
from tests.bot.cards.test_answer import check, citation, citations

SAY = messages("en")


@given(citations())
def test_every_result_fits(cited: Citation) -> None:
    """Whatever an article says, its result can be listed and posted."""
    for shown in (cited, whole(cited)):
        result = render_result(shown, 10**9, SAY, "youju_bot")
        check(result.reply)
        assert len(result.id.encode()) <= 64
        assert 1 <= units(result.title) <= 100
        assert units(result.snippet) <= 200


def test_a_result_is_known_by_version_and_passage() -> None:
    """After a reload the same passage is another result."""
    cited = citation("One here. Two there.", Span(10, 20))
    result = render_result(cited, 7, SAY, "youju_bot")
    assert (result.id, result.title, result.snippet) == ("7-k", "A title", "Two there.")
    assert [b.url for row in result.reply.buttons for b in row] == [
        "https://t.me/youju_bot?start=pk"
    ]
