from hypothesis import given
from hypothesis import strategies as st

from bot.cards.unanswered import render_gathered, render_unanswered
from bot.messages import messages
from bot.records.unanswered import Asked, Gathered
from tests.bot.cards.test_article import LONG, fits

SAY = messages("en")


@given(LONG, st.integers(1, 30), st.integers(0, 3))
def test_every_page_fits_a_message(words: str, number: int, page: int) -> None:
    """However many questions there are, and however long."""
    one = Gathered(Asked(10**9, "1", 1.0, words), 5, 3, (words,) * 20)
    assert fits(render_unanswered([one] * number, min(10 * page, number - 1), 30, SAY))
    assert fits(render_gathered(one, SAY))


def test_a_page_leads_to_the_next_and_back() -> None:
    """Ten at a time."""
    one = Gathered(Asked(1, "1", 1.0, "q"), 1, 1, ("q",))
    last_row = render_unanswered([one] * 25, 10, 30, SAY).buttons[-1]
    assert [button.data for button in last_row] == ["1:notanswered:0", "1:notanswered:20"]
