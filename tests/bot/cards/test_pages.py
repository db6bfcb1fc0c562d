from hypothesis import given
from hypothesis import strategies as st

from bot.cards.pages import GAP, LONGEST_PAGE, MOST_PIECES, headings_of, page_with, pages_of
from bot.cards.reply import units
from knowledge import Article, Span
from knowledge.model.article import Block

KINDS = st.sampled_from(["paragraph", "heading", "label"])
TEXTS = st.one_of(
    st.text(min_size=1, max_size=80),
    st.sampled_from(["據" * 1500, "😀" * 5000, "A sentence. " * 300]),
)


def article(*blocks: tuple[str, str]) -> Article:
    """Return an article of blocks, each a kind and a text."""
    text, made = "", []
    for kind, shown in blocks:
        made.append(Block(kind, Span(len(text), len(text) + len(shown))))  # type: ignore[arg-type] # a kind
        text += shown + "\n\n"
    return Article("a", "T", text, tuple(made))


@given(st.lists(st.tuples(KINDS, TEXTS), max_size=90))
def test_pages_are_the_article(blocks: list[tuple[str, str]]) -> None:
    """Every piece of the article is on one page, in order, and every page fits a message."""
    one = article(*blocks)
    pages = pages_of(one)
    pieces = [piece for page in pages for piece in page]
    assert [piece.span for piece in pieces] == sorted(piece.span for piece in pieces)
    shown = "".join(piece.span.of(one.text) for piece in pieces)
    assert "".join(shown.split()) == "".join(one.text.split())
    for page in pages:
        assert 1 <= len(page) <= MOST_PIECES
        assert sum(units(p.span.of(one.text)) + GAP for p in page) <= LONGEST_PAGE + 2 * GAP


def test_a_heading_goes_with_what_follows_it() -> None:
    """A heading at the end of a page moves to the next one."""
    one = article(
        ("paragraph", "據" * 790),
        ("paragraph", "據" * 790),
        ("heading", "Next"),
        ("paragraph", "據" * 790),
    )
    pages = pages_of(one)
    assert [len(page) for page in pages] == [2, 2]
    assert headings_of(pages) == ((pages[1][0].span, 1),)


def test_a_place_is_on_a_page() -> None:
    """A place between two pages is on the earlier one, and what is far behind on the last."""
    one = article(*[("paragraph", "據" * 790)] * 5)
    pages = pages_of(one)
    assert page_with(pages, 0) == 0
    assert page_with(pages, pages[1][0].span.start - 1) == 0
    assert page_with(pages, pages[1][0].span.start) == 1
    assert page_with(pages, 10**9) == len(pages) - 1
    assert page_with((), 5) == 0


def test_an_empty_article_has_no_page() -> None:
    """There is nothing to turn where there is nothing to read."""
    assert pages_of(article()) == ()
