from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.office.word_text import cell_text, notes_in, rows_of, text_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cell(text: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def rows(*lines: str) -> list[str]:
    """Return what is read of a table of these rows."""
    inside = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return rows_of(parse_xml(f"<w:tbl {W}>{inside}</w:tbl>"))


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_merged_value_stands_in_each_row() -> None:
    """A value over several rows is read with each of them."""
    assert rows(
        cell("線路") + cell("站") + cell("時間"),
        cell("東線", BEGINS) + cell("北門") + cell("7:10"),
        cell("", GOES_ON) + cell("醫院") + cell("7:25", BEGINS),
        cell("", '<w:vMerge w:val="continue"/>') + cell("學校") + cell("", GOES_ON),
        cell("西線") + cell("南門") + cell("7:30"),
    ) == [
        "線路 | 站 | 時間",
        "東線 | 北門 | 7:10",
        "東線 | 醫院 | 7:25",
        "東線 | 學校 | 7:25",
        "西線 | 南門 | 7:30",
    ]


def test_heads_of_two_rows_are_one() -> None:
    """A head over several columns stands before those below it."""
    assert rows(
        cell("票種", BEGINS) + cell("平日", '<w:gridSpan w:val="2"/>') + cell("假日"),
        cell("", GOES_ON) + cell("上午") + cell("下午") + cell("全天"),
        cell("老人") + cell("免費") + cell("五元") + cell("十元"),
    ) == ["票種 | 平日 上午 | 平日 下午 | 假日 全天", "老人 | 免費 | 五元 | 十元"]


def test_empty_cells_and_margins_keep_the_columns() -> None:
    """What is missing at the beginning or in the middle shifts nothing."""
    assert rows(
        cell("") + cell("平日") + cell("假日"),
        cell("老人") + cell("") + cell("十元"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("免費") + cell("免費"),
        cell("學生") + cell("五元") + cell(""),
        cell("合計", '<w:gridSpan w:val="2"/>') + cell("三十元"),
    ) == ["— | 平日 | 假日", "老人 |  | 十元", "— | 免費 | 免費", "學生 | 五元", "合計 |  | 三十元"]


def test_a_title_over_a_table_is_said_once() -> None:
    """A cell that fills its row is no row of columns."""
    whole = '<w:gridSpan w:val="3"/>'
    assert rows(cell("價目", whole), cell("甲") + cell("乙") + cell("丙"), cell("東區", whole)) == [
        "價目",
        "甲 | 乙 | 丙",
        "東區",
    ]


def test_a_row_that_was_deleted_is_gone() -> None:
    """A deletion that is tracked counts as done."""
    assert rows("<w:trPr><w:del/></w:trPr>" + cell("甲") + cell("乙"), cell("丙") + cell("丁")) == [
        "丙 | 丁"
    ]


def test_tables_inside_tables_are_said_once() -> None:
    """However deep they lie, no word is read twice."""
    inner = cell("甲")
    for _ in range(60):
        inner = f"<w:tc><w:p/><w:tbl><w:tr>{inner}{cell('乙')}</w:tr></w:tbl></w:tc>"
    (line,) = rows(inner)
    assert (line.count("甲"), line.count("乙")) == (1, 60)


def test_notes_are_told_in_order_and_not_as_text() -> None:
    """A reference has no words; what was deleted refers to nothing."""
    paragraph = parse_xml(
        f'<w:p {W}><w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r>'
        '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>'
        '<w:r><w:endnoteReference w:id="1"/><w:t>乙</w:t></w:r></w:p>'
    )
    assert text_of(paragraph) == "甲乙"
    assert list(notes_in(paragraph)) == [("footnote", "2"), ("endnote", "1")]


@given(st.lists(st.sampled_from(["甲", "乙 丙", ""]), min_size=1, max_size=4))
def test_a_cell_is_one_line(paragraphs: list[str]) -> None:
    """Whatever paragraphs a cell has, it is one line without doubled blanks."""
    inside = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    said = cell_text(parse_xml(f"<w:tc {W}>{inside}</w:tc>"))
    assert said == " ".join(filter(None, paragraphs))
