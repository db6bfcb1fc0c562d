from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Span
from knowledge.reading.tables import LONGEST_TABLE, heads_of, parts_of_table, pieces_of_table

HEADS = "村名 | 户数 | 村长"
ROWS = [f"第{n}村 | {n} | 王明" for n in range(200)]
CELLS = st.text("村长12|- ", min_size=1, max_size=30)


def test_a_long_table_has_its_heads_in_every_part() -> None:
    """Each part is short, begins with the heads, and no row is lost or repeated."""
    parts = list(parts_of_table([HEADS, *ROWS]))
    assert len(parts) > 1
    assert all(part.startswith(HEADS + "\n") and len(part) <= LONGEST_TABLE for part in parts)
    assert [row for part in parts for row in part.split("\n")[1:]] == ROWS


def test_a_caption_is_no_head() -> None:
    """What stands alone above the heads is not repeated."""
    parts = list(parts_of_table(["各村户数", HEADS, *ROWS]))
    assert parts[0].startswith(f"各村户数\n{HEADS}\n")
    assert parts[1].startswith(HEADS + "\n")


def test_a_long_table_of_a_writer_is_cut_between_rows() -> None:
    """Its later pieces lack the heads, which are told; the text is as it was."""
    text = "\n".join(["| 村名 | 户数 |", "|---|---|", *(f"| 第{n}村 | {n} |" for n in range(200))])
    pieces = pieces_of_table(text, Span(0, len(text)))
    assert [heads for _, heads in pieces] == ["", *["村名 | 户数"] * (len(pieces) - 1)]
    assert "\n".join(span.of(text) for span, _ in pieces) == text
    assert all(span.end - span.start <= LONGEST_TABLE for span, _ in pieces)


def test_another_paragraph_is_one_piece() -> None:
    """A short table, and any text that is none."""
    for text in ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "字" * 2 * LONGEST_TABLE):
        assert pieces_of_table(text, Span(0, len(text))) == [(Span(0, len(text)), "")]


def test_long_heads_are_text() -> None:
    """A first row of many words is not repeated above all others."""
    assert heads_of([HEADS, ROWS[0]]) == HEADS
    assert heads_of(["字 | " * LONGEST_TABLE, ROWS[0]]) == ""


@given(st.lists(CELLS, max_size=60))
def test_every_row_stands_in_some_part(rows: list[str]) -> None:
    """Whatever the rows are, none is lost and their order is kept."""
    said = [line for part in parts_of_table(rows) for line in part.split("\n")]
    left = iter(said)
    assert all(row in left for row in rows)
