from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading import read_file
from knowledge.reading.sheets import rows as sheet_rows
from knowledge.reading.sheets.xlsx import read_xlsx
from tests.knowledge.reading.making import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMATS = ["General", "yyyy-mm-dd", "0%", '0"元"']


def relations(**targets: str) -> bytes:
    """Return a part that relates another to its parts: name and kind are in the key."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{key.rstrip("0123456789")}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'.encode()


def book(*sheets: tuple[str, str], texts: Sequence[str] = (), state: str = "visible") -> bytes:
    """Return an Excel file of sheets, each with its name and the XML of its rows."""
    names = "".join(
        f'<sheet name="{name}" state="{state}" r:id="worksheet{at}"/>'
        for at, (name, _) in enumerate(sheets)
    )
    styles = "".join(
        f'<numFmt numFmtId="{170 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for at, code in enumerate(FORMATS)
    )
    used = "".join(f'<xf numFmtId="{170 + at}"/>' for at in range(len(FORMATS)))
    shared = "".join(f"<si><r><t>{escape(t)}</t></r><rPh><t>x</t></rPh></si>" for t in texts)
    parts = {
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": relations(
            sharedStrings="sharedStrings.xml",
            styles="styles.xml",
            **{f"worksheet{at}": f"worksheets/s{at}.xml" for at in range(len(sheets))},
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
        ).encode(),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><numFmts>{styles}</numFmts><cellXfs>{used}</cellXfs>'
            "</styleSheet>"
        ).encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>'.encode(),
    }
    for at, (_, rows) in enumerate(sheets):
        parts[f"xl/worksheets/s{at}.xml"] = f'<worksheet xmlns="{MAIN}">{rows}</worksheet>'.encode()
    return zipped(parts)


def rows(*lines: str) -> str:
    """Return the rows of a sheet, each with the XML of its cells."""
    return f"<sheetData>{''.join(f'<row>{line}</row>' for line in lines)}</sheetData>"


def text(words: str, place: str = "") -> str:
    """Return a cell with words."""
    where = f' r="{place}"' if place else ""
    return f'<c{where} t="inlineStr"><is><t>{words}</t></is></c>'


def blocks(content: bytes) -> list[str]:
    """Return what is read of a file."""
    (article,) = read_xlsx(content, "表.xlsx").articles
    assert article.title == "表"
    return [f"{block.kind[0]}: {block.span.of(article.text)}" for block in article.blocks]


FAQ = rows(text("问题") + text("答案"), text("几点关门") + text("十一点"))


def test_questions_and_answers_are_entries() -> None:
    """A row of a FAQ is a question with its answer."""
    assert blocks(book(("Sheet1", FAQ))) == ["p: 问：几点关门\n答：十一点"]


def test_cells_are_what_a_person_reads_in_them() -> None:
    """Shared texts, dates, shares, units, truth and formulas; an error is nothing."""
    heads = "".join(map(text, ("甲", "乙", "丙", "丁", "戊", "己", "庚")))
    cells = (
        '<c t="s"><v>0</v></c><c s="1"><v>43952</v></c><c s="2"><v>0.5</v></c>'
        '<c s="3"><v>15</v></c><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>和</v></c>'
        '<c t="e"><v>#REF!</v></c>'
    )
    (said,) = blocks(book(("a", rows(heads, cells)), texts=["渡轮"]))
    assert said.endswith("\n渡轮 | 2020-05-01 | 50% | 15元 | TRUE | 和")


def test_cells_that_are_left_out_shift_nothing() -> None:
    """A cell stands in the column that it names."""
    (said,) = blocks(
        book(("a", rows("".join(map(text, "甲乙丙")), text("a", "A2") + text("c", "C2"))))
    )
    assert said == "p: 甲 | 乙 | 丙\na | | c"


def test_a_merged_value_stands_in_each_row() -> None:
    """As in a Word table, and a merged head in each column."""
    lines = (
        rows(
            text("线路", "A1") + text("时间", "B1"),
            text("东线", "A2") + text("7:10", "B2") + text("8:10", "C2"),
            text("7:25", "B3") + text("8:25", "C3"),
        )
        .replace("<row>", '<row r="{}">')
        .format(1, 2, 3)
    )
    merged = '<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="A2:A3"/></mergeCells>'
    said = blocks(book(("a", lines + merged)))
    assert [line.partition("\n")[2] or line for line in said][-1].endswith("东线 | 7:25 | 8:25")


def test_each_sheet_is_a_section_and_a_hidden_one_is_none() -> None:
    """What is hidden is nobody's to read."""
    two = book(("借阅", FAQ), ("其他", FAQ.replace("几点", "几时")))
    assert [line for line in blocks(two) if line.startswith("h")] == ["h: 借阅", "h: 其他"]
    (problem,) = read_xlsx(book(("a", FAQ), state="hidden"), "a.xlsx").problems
    assert str(problem) == "a.xlsx: there is no cell with text in it; add some or remove the file"


def test_rows_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of a million rows is no text."""
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 1)
    (problem,) = read_file(book(("a", FAQ)), "a.xlsx").problems
    assert str(problem) == "a.xlsx: it has more than 1 rows; divide it"


@settings(max_examples=40)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_an_article_or_a_problem(place: int, damage: bytes) -> None:
    """Bytes that were overwritten anywhere never raise."""
    whole = book(("a", FAQ))
    reading = read_file(whole[:place] + damage + whole[place + len(damage) :], "a.xlsx")
    assert bool(reading.articles) != bool(reading.problems)
