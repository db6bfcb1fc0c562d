import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.sheets import rows
from knowledge.reading.sheets.rows import Sheet, pieces_of_rows, pieces_of_sheets


def read(*lines: list[str]) -> list[str]:
    """Return the entries of a sheet, headings with a sharp."""
    return ["# " * (p.kind == "heading") + p.text for p in pieces_of_rows(lines)]


@pytest.mark.parametrize(
    "heads",
    [
        *(
            ["问题", "答案"],
            ["問題", "回答"],
            ["Question", "Answer"],
            ["Q", "A"],
            ["问题：", "答复"],
        ),
        ["常见问题", "标准答案"],
    ],
)
def test_a_question_stands_with_its_answer(heads: list[str]) -> None:
    """Whatever the two columns are called, a row is an entry whose answer is marked."""
    assert read(heads, ["几点关门", "十一点"], ["", ""], ["丢书", "赔两倍"]) == [
        "问：几点关门\n答：十一点",
        "问：丢书\n答：赔两倍",
    ]


def test_columns_may_stand_in_any_order_and_have_others_beside_them() -> None:
    """Numbers of rows are left out, what else a row says follows its answer."""
    heads, row = ["序号", "类别", "答案", "问题"], ["1", "借阅", "十一点", "几点关门"]
    assert read(heads, row) == ["问：几点关门\n答：十一点\n类别: 借阅"]
    assert read(["Q", "A"], ["When?", "At ten."]) == ["Q: When?\nA: At ten."]


def test_a_title_is_a_heading_above_its_text() -> None:
    """Notices in two columns are read as notices."""
    assert read(["标题", "内容"], ["停水", "周三停水。"]) == ["# 停水", "周三停水。"]


def test_a_row_of_a_table_stands_below_its_heads() -> None:
    """What stands above the heads is a heading; empty cells shift nothing."""
    assert read(["价目"], ["票种", "平日", "周末"], ["老人", "", "10"], ["", "5", ""]) == [
        "# 价目",
        "票种 | 平日 | 周末\n老人 |  | 10",
        "票种 | 平日 | 周末\n— | 5",
    ]


def test_rows_without_heads_are_lines() -> None:
    """A first row with a number names no columns."""
    assert read(["老人", "10"], ["学生", "15"]) == ["老人 | 10", "学生 | 15"]
    assert read(["甲"], ["乙"]) == ["甲", "乙"]
    assert read([], [""]) == []


def test_many_rows_share_their_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads that would be longer than the rows stand above several."""
    monkeypatch.setattr(rows, "LONGEST_REPEATED", 9)
    assert read(["a", "b"], ["1", "2"], ["3", "4"]) == ["a | b\n1 | 2\n3 | 4"]


def test_each_sheet_stands_below_its_name() -> None:
    """One sheet alone has no name; an empty one is not there."""
    one, other = Sheet("甲", [["a"]]), Sheet("乙", [["b"]])
    said = [piece.text for piece in pieces_of_sheets([one, Sheet("丙", [[""]]), other])]
    assert said == ["甲", "a", "乙", "b"]
    assert [piece.text for piece in pieces_of_sheets([one])] == ["a"]


@given(
    st.lists(
        st.lists(st.sampled_from(["", "甲", "a|b", "问题", "答案", "3"]), max_size=4), max_size=6
    )
)
def test_no_cell_is_lost(lines: list[list[str]]) -> None:
    """Whatever the rows, each word of the last one is read."""
    said = "".join(piece.text for piece in pieces_of_rows(lines))
    heads = {"问题", "答案"} <= set(next((row for row in lines if sum(map(bool, row)) > 1), []))
    if lines and not heads:
        assert all(cell.replace("|", "/") in said.replace("|", "/") for cell in lines[-1])
