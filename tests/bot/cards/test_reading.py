import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.buttons import Surface
from bot.cards.pages import pages_of
from bot.cards.reading import (
    LISTED,
    render_choices,
    render_contents,
    render_daily,
    render_keywords,
    render_page,
    render_summary,
)
from bot.messages import messages
from knowledge import Article, Citation, DailyQuote, Keyword, ListedArticle, Sentence, Source, Span
from knowledge.model.answer import Wanted
from tests.bot.cards.test_answer import check
from tests.bot.cards.test_pages import KINDS, TEXTS, article

SAY = messages("en")
SHORT, FULL = Surface("short", "youju_bot", inline=True), Surface("full", "youju_bot", inline=True)
NAMES = st.one_of(st.text(max_size=40), st.just("😀" * 3000))


def item(title: str = "T") -> ListedArticle:
    """Return a listed article with a large number."""
    return ListedArticle(10**17, Source("a", title, title, title, "2022-03-05T09:07", None), 3)


def citation(text: str) -> Citation:
    """Return a sentence of a summary that is its whole passage."""
    whole, source = Span(0, len(text)), item().article
    return Citation(1, 1.0, "k" * 20, text, whole, Wanted(), 0, len(text), 3, "", source)


@given(st.lists(st.tuples(KINDS, TEXTS), min_size=1, max_size=90), NAMES)
def test_everything_about_an_article_fits(blocks: list[tuple[str, str]], title: str) -> None:
    """Whatever the article says, each view of it keeps Telegram's limits."""
    one = article(*blocks)
    one = Article("a", title, one.text, one.blocks)
    pages = pages_of(one)
    for number in range(len(pages)):
        check(render_page(item(), one, pages, number, SAY, marked=pages[number][0].span))
    for surface in (SHORT, FULL):
        for start in range(0, len(blocks), LISTED):
            check(render_contents(item(), one, pages, start, SAY, surface=surface))
        words = [Keyword(title or "w", 3)] * 12
        check(render_keywords(item(), one, words, SAY, surface))
        cited = [citation(block.span.of(one.text)) for block in one.blocks[:8]]
        check(render_summary(item(title), cited, SAY, surface))
        sentence = Sentence(Span(0, min(120, one.blocks[0].span.end)), "0" * 20, 1)
        check(render_daily(DailyQuote(item(title), one, sentence), 0, SAY, surface))
    check(render_choices([item(title)] * 10, "read", SAY))


def test_a_page_is_verbatim_with_bold_headings() -> None:
    """Headings are bold, the passage that the reader comes from is underlined."""
    one = article(("heading", "Head"), ("paragraph", "One."), ("paragraph", "Two."))
    reply = render_page(item(), one, pages_of(one), 0, SAY, marked=one.blocks[1].span)
    assert reply.text == "Head\n\nOne.\n\nTwo.\n\n— T · page 1 of 1"
    assert [(m.style, m.span.of(reply.text)) for m in reply.marks] == [
        ("bold", "Head"),
        ("underline", "One."),
        ("italic", "— T · page 1 of 1"),
    ]
    assert [button.label for row in reply.buttons for button in row] == ["Contents"]


@pytest.mark.parametrize("surface", [SHORT, FULL])
def test_nothing_to_show_is_said(surface: Surface) -> None:
    """An article without words, sentences or headings says so."""
    one = article(("paragraph", "One."))
    assert "too few words" in render_keywords(item(), one, (), SAY, surface).text
    assert "too few sentences" in render_summary(item(), (), SAY, surface).text
    assert (
        "no headings" in render_contents(item(), one, pages_of(one), 0, SAY, surface=surface).text
    )
    empty = article()
    assert render_contents(item(), empty, (), 0, SAY, surface=SHORT).buttons == ()


def test_contents_lead_to_their_pages() -> None:
    """Alone with the reader each heading is a button; in a group there is one link."""
    blocks = [(kind, f"{kind} {n}.") for n in range(15) for kind in ("heading", "paragraph")]
    one = article(*blocks)
    first = render_contents(item(), one, pages_of(one), 0, SAY, surface=FULL)
    assert [row[0].label for row in first.buttons[:2]] == ["heading 0.", "heading 1."]
    assert [button.label for button in first.buttons[LISTED]] == ["Next page"]
    second = render_contents(item(), one, pages_of(one), LISTED, SAY, surface=FULL)
    assert "heading 14." in second.text
    group = render_contents(item(), one, pages_of(one), 0, SAY, surface=SHORT)
    assert [bool(button.url) for row in group.buttons for button in row] == [True]
