from hypothesis import given
from hypothesis import strategies as st

from bot.cards.refresh import render_losses, render_refreshed
from bot.languages import LANGUAGES
from bot.messages import messages
from knowledge import FetchError, Refreshed, Report
from tests.bot.cards.test_article import LONG, fits

SAY = messages("en")
URL = "https://example.org/a"


@given(LONG, st.sampled_from([1, 9, 1000]))
def test_many_losses_fit_a_message(words: str, count: int) -> None:
    """Whatever the addresses are, and whatever has changed."""
    many = (words,) * count
    report = Report(1, many, many, many, (), 2, 31, 0.1, many, many, many)
    failed = tuple(FetchError(words, words) for _ in many)
    for one in (report, None):
        refreshed = Refreshed(count, one, many, failed)
        assert fits(render_refreshed(refreshed, SAY))
        assert fits(render_losses(refreshed, SAY))


def test_what_came_of_a_look() -> None:
    """Nothing to look at, nothing new, or what has changed and what is gone."""
    assert "Nothing was added from the web yet" in render_refreshed(none(), SAY).text
    assert render_refreshed(none(looked=1), SAY).text == (
        "Nothing has changed.\n\nLooked at 1 page or feed."
    )
    text = render_refreshed(Refreshed(2, None, (URL,), (FetchError(URL, "silent"),)), SAY).text
    assert f"Gone from the web; their articles stay (1)\n• {URL}" in text
    assert f"Not looked at; tried again next time (1)\n• {URL}: silent" in text


def test_every_language_has_its_words() -> None:
    """A loss is told in each."""
    texts = {render_losses(none(looked=1), messages(one)).text for one in LANGUAGES}
    assert len(texts) == len(LANGUAGES)


def none(looked: int = 0) -> Refreshed:
    """Return a look that found nothing."""
    return Refreshed(looked, None, (), ())
