from hypothesis import given
from hypothesis import strategies as st

from bot.cards.article import (
    card_button,
    render_article,
    render_found,
    render_list,
    render_offer,
    render_removal,
)
from bot.cards.reply import LONGEST_TEXT, MOST_MARKS, Reply, units
from bot.messages import messages
from knowledge import Article, ListedArticle, Offer, Placement, Source, Span
from knowledge.model.article import Block
from knowledge.model.errors import ArticleError
from knowledge.reading.drafts import Drafts, drafted

LONG = st.text(max_size=5) | st.sampled_from(["📜" * 500, "x" * 5000])
SAY = messages("en")


def article_of(words: str, headings: int) -> Article:
    """Return an article whose every field and heading is some words."""
    text = words or "x"
    blocks = (Block("heading", Span(0, len(text))),) * headings
    paragraph = (Block("paragraph", Span(0, len(text))),)
    return Article(
        id=words,
        title=words,
        text=text,
        blocks=blocks + paragraph,
        author=words,
        source=words,
        editors=(words,) * 30,
        url="https://example.org/" + words,
        file=words,
    )


def fits(reply: Reply) -> bool:
    """Tell whether a message is one that Telegram takes."""
    data = [button.data.encode() for row in reply.buttons for button in row]
    return (
        0 < units(reply.text) <= LONGEST_TEXT
        and len(reply.marks) <= MOST_MARKS
        and all(0 < len(one) <= 64 for one in data)
    )


@given(LONG, st.integers(1, 40), st.integers(0, 40))
def test_every_card_fits_a_message(words: str, number: int, headings: int) -> None:
    """Whatever an article is called and however much of it there is."""
    article = article_of(words, headings)
    source = Source(words, words, words, words, words, None)
    item = ListedArticle(10**18 - 1, source, 3)
    problems = tuple(ArticleError(words, 1, words) for _ in range(number))
    placed = [Placement(words, b"", replaces=True)] * number
    for count in (0, 1, number):
        offer = Offer(Drafts((drafted(article),) * count, problems, problems))
        assert fits(render_offer(offer, placed, 10**18 - 1, SAY))
    assert fits(render_list([item] * 10, 10**6, 10**7, "1 article", SAY))
    assert fits(render_found([item] * 8, SAY))
    assert fits(render_removal(item, article, SAY))
    for admin in (True, False):
        assert fits(render_article(item, article, SAY, for_admin=admin))


def test_a_button_says_what_it_does_and_to_what() -> None:
    """Form, action, number: what the handlers' patterns take."""
    assert card_button("Add", "add", 7).data == "1:add:7"
