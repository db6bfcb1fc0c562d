from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.composition import Piece, compose, compose_article, metadata_of, tidy
from knowledge.reading.metadata import Metadata

PIECES = st.builds(Piece, st.text(), st.sampled_from(["paragraph", "heading"]))


@given(st.lists(PIECES, max_size=10))
def test_every_block_is_a_slice_of_the_text(pieces: list[Piece]) -> None:
    """Blocks are the tidied pieces, in order, each where it stands."""
    text, blocks = compose(pieces)
    written = [(piece.kind, tidy(piece.text)) for piece in pieces if tidy(piece.text)]
    assert [(block.kind, block.span.of(text)) for block in blocks] == written
    assert text == "\n\n".join(words for _, words in written)


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    """A tidied text has no margins, no blank lines and nothing that a message cannot hold."""
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert all(line and line == line.strip() for line in tidied.split("\n") if tidied)
    tidied.encode("utf-8")


def test_fields_that_make_no_sense_are_no_fields() -> None:
    """What a page says wrongly of itself is left out, and the rest stays."""
    found = metadata_of(
        {"title": " 渡\n輪 ", "published": "soon", "url": "ftp://a", "author": None}
    )
    assert found == Metadata(title="渡 輪")


def test_a_first_heading_is_the_title() -> None:
    """Without a title of its own an article is called what stands above it."""
    pieces = [Piece("渡輪", "heading"), Piece("改用電池。")]
    (article,) = compose_article(pieces, Metadata(), "a.pdf", "nothing").articles
    assert (article.title, len(article.blocks)) == ("渡輪", 1)


def test_headings_alone_are_no_article() -> None:
    """A file that has only headings is refused with the reader's reason."""
    reading = compose_article([Piece("渡輪", "heading")], Metadata(), "a.pdf", "nothing is there")
    assert [str(problem) for problem in reading.problems] == ["a.pdf: nothing is there"]
