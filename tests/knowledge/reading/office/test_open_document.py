import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading import read_file
from tests.knowledge.reading.making import zipped

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)


def document(body: str, styles: str = "", kind: str = "text") -> bytes:
    """Return a file of LibreOffice with this body."""
    xml = (
        f"<office:document-content {NAMES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return zipped({"content.xml": xml.encode(), "Pictures/a.png": b"\0" * 9})


def blocks(content: bytes, name: str = "a.odt") -> list[str]:
    """Return what is read of a file."""
    (article,) = read_file(content, name).articles
    return [f"{block.kind[0]}: {block.span.of(article.text)}" for block in article.blocks]


def p(text: str) -> str:
    """Return a paragraph."""
    return f"<text:p>{text}</text:p>"


def test_headings_lists_and_notes_are_read() -> None:
    """A note follows its paragraph; comments, deletions and contents are no text."""
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('高二十七米。')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation>{p('待核实')}</office:annotation>"
    deleted = (
        f"<text:tracked-changes><text:deletion>{p('删去')}</text:deletion></text:tracked-changes>"
    )
    points = "".join(f"<text:list-item>{p(one)}</text:list-item>" for one in "甲乙")
    body = (
        f"{deleted}<text:table-of-content>{p('目录')}</text:table-of-content>"
        '<text:h text:outline-level="1">灯塔考</text:h>'
        + p(
            f"灯塔<text:s text:c='2'/>建于<text:span>清末</text:span>{note}{comment}"
            "<text:line-break/>。"
        )
        + f"<text:list>{points}</text:list><text:section>{p('附录')}</text:section>"
    )
    assert blocks(document(body)) == [
        "p: 灯塔 建于清末\n。",
        "p: 高二十七米。",
        "p: 甲\n乙",
        "p: 附录",
    ]


def test_a_style_made_from_that_of_titles_makes_a_title() -> None:
    """LibreOffice gives a paragraph a style of its own for each change of it."""
    style = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    content = document(f'<text:p text:style-name="P1">灯塔</text:p>{p("建于清末。")}', style)
    assert read_file(content, "a.odt").articles[0].title == "灯塔"


def test_a_table_keeps_its_columns() -> None:
    """Cells that cover others are read in each row, as in Word."""

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    rows = (
        f"<table:table-header-rows><table:table-row>{cell('线路')}{cell('时间')}</table:table-row>"
        "</table:table-header-rows><table:table-row>"
        + cell("东线", 'table:number-rows-spanned="2"')
        + f"{cell('7:10')}</table:table-row><table:table-row><table:covered-table-cell/>"
        f"{cell('7:25')}</table:table-row>"
    )
    body = f"<table:table>{rows}</table:table>"
    assert blocks(document(body)) == ["p: 线路 | 时间\n东线 | 7:10\n东线 | 7:25"]


def test_a_sheet_is_read_as_it_is_shown() -> None:
    """A cell says what a person reads in it; endless empty rows and columns are none."""

    def row(*cells: str) -> str:
        said = "".join(f"<table:table-cell>{p(one)}</table:table-cell>" for one in cells)
        empty = '<table:table-cell table:number-columns-repeated="16000"/>'
        return f"<table:table-row>{said}{empty}</table:table-row>"

    rows = row("问题", "答案") + row("几点关门", "23:00")
    content = document(f'<table:table table:name="a">{rows}</table:table>', kind="spreadsheet")
    assert blocks(content, "FAQ.ods") == ["p: 问：几点关门\n答：23:00"]


@pytest.mark.parametrize("name", ["a.odt", "a.ods"])
def test_another_kind_of_document_is_a_problem(name: str) -> None:
    """A drawing or a broken archive is told, not raised."""
    assert read_file(document("", kind="drawing"), name).problems
    assert "damaged" in str(read_file(b"PK\3\4", name).problems[0])
    assert "damaged" in str(read_file(zipped({}), name).problems[0])


@settings(max_examples=40)
@given(st.integers(0, 700), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_an_article_or_a_problem(place: int, damage: bytes) -> None:
    """Bytes that were overwritten anywhere never raise."""
    whole = document(p("甲"))
    reading = read_file(whole[:place] + damage + whole[place + len(damage) :], "a.odt")
    assert bool(reading.articles) != bool(reading.problems)
