from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.orders import (
    Order,
    packed,
    read,
    read_lines,
    read_many,
    reading_of,
    unpacked,
)
from knowledge.reading.wire import received, received_together
from tests.knowledge.reading.making import zipped

ARCHIVE = zipped({"a.md": b"# A\n\nText.", "b.md": b"# B\n\nText."})


def quiet(_: str) -> None:
    """Hear nothing."""


@given(st.binary(), st.text(), st.integers(1), st.dictionaries(st.text(), st.text()))
def test_an_order_arrives_as_it_was(
    content: bytes, name: str, first: int, spoiled: dict[str, str]
) -> None:
    """Any bytes, any names."""
    order = Order(content, name, first, spoiled, {"url": name})
    assert unpacked(order.packed()) == order


def test_files_of_an_archive_are_told_and_spoiled_ones_left_out() -> None:
    """So that what hurts is known by name."""
    heard: list[str] = []
    spoiled = {"x.zip/a.md": "took too long"}
    reading = reading_of(Order(ARCHIVE, "x.zip", spoiled=spoiled), heard.append)
    assert heard == ["x.zip/b.md"]
    assert [article.title for article in reading.articles] == ["B"]
    assert [str(problem) for problem in reading.problems] == ["x.zip: a.md: took too long"]


def test_each_of_several_files_is_told_by_its_number() -> None:
    """And read by itself."""
    heard: list[str] = []
    message = read_many(packed([(b"# A\n\nText.", "a.md"), (b"", "b.md")]), heard.append)
    first, second = received_together(message, 2)
    assert [article.title for article in first.articles] == ["A"]
    assert len(second.problems) == 1
    assert heard == ["0", "1"]


def test_a_piece_of_lines_has_the_numbers_of_the_file() -> None:
    """Of articles and of problems."""
    piece = b'{"id": "a", "text": "Text."}\nnot JSON\n'
    drafts = received(read_lines(Order(piece, "a.jsonl", 7).packed(), quiet))
    assert [article.line for article in drafts.articles] == [7]
    assert [problem.line for problem in drafts.problems] == [8]


def test_a_file_is_read() -> None:
    """Into drafts."""
    drafts = received(read(Order(b"# A\n\nText.", "a.md").packed(), quiet))
    assert [len(draft.passages) for draft in drafts.drafts] == [1]
