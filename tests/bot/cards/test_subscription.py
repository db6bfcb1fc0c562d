from hypothesis import given
from hypothesis import strategies as st

from bot.cards.subscription import name_of, render_news, render_subscriptions
from bot.messages import messages
from bot.records.subscriptions import Subscription
from knowledge import Arrival, Source
from tests.bot.cards.test_article import LONG, fits

SAY = messages("en")


def subscription(keyword: str) -> Subscription:
    """Return a subscription to a word."""
    return Subscription(1.0, "5", "", "5", "en", "keyword", keyword, 1, 0.0, 7)


@given(LONG, st.integers(1, 30))
def test_every_card_fits_a_message(words: str, number: int) -> None:
    """However many articles are new, and whatever they are called."""
    source = Source(words, words, words, words, words, None)
    news = [Arrival(one, source, words) for one in range(1, number + 1)]
    assert fits(render_news(subscription(words), news, SAY))
    assert fits(render_subscriptions([subscription(words)] * min(number, 20), SAY))


def test_names() -> None:
    """What a chat is told of, in words."""
    assert name_of(subscription("ferry"), SAY) == "articles that mention “ferry”"
