import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.office import grid
from knowledge.reading.office.grid import Cell, line_of, lines_of_grid


def test_a_value_over_rows_stands_in_each() -> None:
    """Cells that are missing below it are its own."""
    rows = [
        [Cell("线路"), Cell("站"), Cell("时间")],
        [Cell("东线", down=3), Cell("北门"), Cell("7:10")],
        [Cell("医院"), Cell("7:25", down=2)],
        [Cell("学校")],
    ]
    assert lines_of_grid(rows)[1:] == [
        "东线 | 北门 | 7:10",
        "东线 | 医院 | 7:25",
        "东线 | 学校 | 7:25",
    ]


def test_a_head_over_columns_stands_in_each() -> None:
    """Below the heads it stands once and keeps the columns; alone in its row it is no table."""
    rows = [
        [Cell("价目", across=3)],
        [Cell("票"), Cell("平日", across=2)],
        [Cell("合计", across=2), Cell("5")],
    ]
    assert lines_of_grid(rows) == ["价目", "票 | 平日 | 平日", "合计 |  | 5"]


def test_an_empty_corner_keeps_the_columns() -> None:
    """What is missing at the beginning has a sign, at the end nothing."""
    assert line_of(["", "平日", ""]) == "— | 平日"
    assert line_of(["", ""]) == ""


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that are repeated in each row that they cover are counted."""
    monkeypatch.setattr(grid, "MOST_CHARACTERS", 20)
    with pytest.raises(OverflowError):
        lines_of_grid([[Cell("甲乙丙", across=9, down=9)] for _ in range(9)])


CELLS = st.builds(Cell, st.sampled_from(["", "甲", "乙"]), st.integers(1, 200), st.integers(1, 9))


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_any_table_is_lines(rows: list[list[Cell]]) -> None:
    """Whatever cells cover, the first row's words are read, and no line is without end."""
    lines = lines_of_grid(rows)
    assert all(len(line) < 600 for line in lines)
    if rows and rows[0]:
        assert rows[0][0].text in "".join(lines)
