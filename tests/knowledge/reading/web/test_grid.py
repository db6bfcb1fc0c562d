import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.web.grid import MOST_GROWTH, is_table, parts_of_grid
from tests.knowledge.reading.web.layouts import tree_of

CELLS = st.builds(
    "<{0} colspan={1} rowspan={2}>{3}</{0}>".format,
    st.sampled_from(["td", "th"]),
    st.integers(0, 4),
    st.integers(0, 4),
    st.text("甲乙 12", max_size=4),
)
ROWS = st.lists(st.lists(CELLS, max_size=4).map(lambda row: f"<tr>{''.join(row)}</tr>"), max_size=5)


def parts(rows: str) -> list[str]:
    """Return the parts of a table."""
    return list(parts_of_grid(next(tree_of(f"<table>{rows}</table>").iter("table"))))


def test_heads_in_two_rows_become_one() -> None:
    """A head above others stands before each of them, and a head beside them in its own column."""
    heads = "<tr><th rowspan=2>票种<th colspan=2>票价<tr><th>平日<th>周末"
    assert parts(f"{heads}<tr><td>成人<td>30元<td>45元") == [
        "票种 | 票价 平日 | 票价 周末\n成人 | 30元 | 45元"
    ]
    assert parts(heads.replace("th", "td") + "<tr><td>成人<td>30元<td>45元") == [
        "票种 | 票价 平日 | 票价 周末\n成人 | 30元 | 45元"
    ]


def test_a_merged_cell_is_in_each_row_and_column() -> None:
    """Every row says what the merged cell says, in the right place."""
    rows = "<tr><th>线路<th>站<th>时间<tr><td rowspan=2>东线<td>医院<td>7:25<tr><td>学校<td>7:40"
    assert parts(rows) == ["线路 | 站 | 时间\n东线 | 医院 | 7:25\n东线 | 学校 | 7:40"]
    assert parts("<tr><th>票<th>平日<th>周末<tr><td>老人<td colspan=2>免费") == [
        "票 | 平日 | 周末\n老人 | 免费 | 免费"
    ]


def test_empty_cells_shift_no_column() -> None:
    """A row has as many places as its table, and begins with something."""
    rows = "<tr><td><td>平日<td>周末<tr><td>成人<td><td>45元<tr><td>老人<td>5元<td>"
    assert parts(rows) == ["— | 平日 | 周末\n成人 | | 45元\n老人 | 5元 |"]


def test_a_row_over_all_columns_opens_a_part() -> None:
    """Its rows have the heads of the table again; a note at the end stands alone."""
    rows = (
        "<caption>班车</caption><tr><th>站<th>时间<tr><td colspan=2>上午<tr><td>医院<td>7:25"
        "<tr><td colspan=2>下午<tr><td>医院<td>17:25<tr><td colspan=2>节假日停开。"
    )
    assert parts(rows) == [
        "班车\n上午\n站 | 时间\n医院 | 7:25",
        "下午\n站 | 时间\n医院 | 17:25",
        "节假日停开。",
    ]


@pytest.mark.parametrize(
    ("table", "is_one"),
    [
        ("<tr><td>早班</td><td>6:00</td></tr>", True),
        ("<tr><td><p>周一</p></td><td><p>闭馆</p></td></tr>", True),
        ("<tr><!-- rows --><td>早班</td><td>6:00</td></tr>", True),
        ("<tr><td><p>甲。</p></td></tr>", False),
        ("<tr><td>菜单</td><td><h1>渡輪</h1></td></tr>", False),
        ("<tr><td>菜单</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr>", False),
        (f"<tr><td>菜单</td><td>{'首艘船已試航。' * 50}</td></tr>", False),
        (f"<tr><th>说明</th><td>{'首艘船已試航。' * 50}</td></tr>", True),
    ],
)
def test_a_table_is_told_from_a_layout(table: str, is_one: bool) -> None:
    """Words in rows and columns are a table; a page laid out in cells is none."""
    assert is_table(next(tree_of(f"<table>{table}</table>").iter("table"))) is is_one


def test_merged_cells_cannot_multiply_a_text() -> None:
    """A long text over a thousand rows and columns is not written a million times."""
    long = "字" * 10_000
    rows = f"<tr><td colspan=99 rowspan=9999>{long}</td></tr>" + "<tr><td>x</td></tr>" * 1000
    assert sum(map(len, parts(rows))) < (MOST_GROWTH + 3) * 20_000


@given(ROWS)
def test_every_word_of_a_table_is_in_a_part(rows: list[str]) -> None:
    """Whatever is merged, no cell is lost."""
    table = next(tree_of(f"<table><tr></tr>{''.join(rows)}</table>").iter("table"))
    said = "".join("".join(parts_of_grid(table)).split())
    for cell in table.iter("td", "th"):
        assert "".join("".join(cell.itertext()).split()) in said
