import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading import read_file
from knowledge.reading.office import docx
from knowledge.reading.office.docx import read_docx
from tests.knowledge.reading.cases import cases, expected, outcome

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("case", cases("docx"), ids=lambda case: case.stem)
def test_a_word_file_is_read_as_expected(case: Path) -> None:
    """Headings, lists, tables and properties give what the case says."""
    assert outcome(case) == expected(case)


def blocks_of(*paragraphs: str) -> list[str]:
    """Return what is read of a Word file whose body holds some XML."""
    document = Document()
    for paragraph in paragraphs:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(paragraph))
    written = BytesIO()
    document.save(written)
    (article,) = read_docx(written.getvalue(), "a.docx").articles
    return [f"{block.kind}: {block.span.of(article.text)}" for block in article.blocks]


def test_insertions_are_read_and_deletions_are_not() -> None:
    """A file with tracked changes is read as if they were accepted."""
    changed = (
        f"<w:p {W}><w:r><w:t>船票</w:t></w:r><w:ins><w:r><w:t>五元</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>三元</w:delText></w:r></w:del></w:p>"
    )
    assert blocks_of(changed) == ["paragraph: 船票五元"]


def test_links_breaks_and_content_controls_are_text() -> None:
    """The words of links and of form fields count, and a break ends a line."""
    linked = (
        f"<w:sdt {W}><w:sdtContent><w:p><w:hyperlink><w:r><w:t>時刻表</w:t><w:br/>"
        "<w:t>在此</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    )
    assert blocks_of(linked) == ["paragraph: 時刻表\n在此"]


def test_an_outline_level_makes_a_heading() -> None:
    """A paragraph that Word's outline shows is a heading without any style."""
    heading = f'<w:p {W}><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>票價</w:t></w:r></w:p>'
    text = f"<w:p {W}><w:r><w:t>每張五元。</w:t></w:r></w:p>"
    assert blocks_of(text, heading, text)[1] == "heading: 票價"


def saved(document: WordDocument) -> bytes:
    """Return the bytes of a Word file."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """Return a Word file with its parts changed, and with more of them below word/."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(f"word/{name}.xml", part)
    return written.getvalue()


def law() -> WordDocument:
    """Return a law whose articles and points Word numbers."""
    document = Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("第%1条", "（%2）"))
    )
    numbering = document.part.numbering_part.element
    numbering.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="70">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="71"><w:abstractNumId w:val="70"/></w:num>'))
    for at, text in (
        (0, "为规范停车，制定本办法。"),
        (0, "免费停车的有："),
        (1, "残疾人；"),
        (1, "老人。"),
    ):
        document.add_paragraph(text)
        paragraph = document.element.body[-2]
        paragraph.insert(
            0,
            parse_xml(
                f'<w:pPr {W}><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="71"/></w:numPr></w:pPr>'
            ),
        )
    return document


def test_numbers_that_word_counts_stand_in_the_text() -> None:
    """An article of a law begins its paragraph, and its points follow it."""
    (article,) = read_docx(saved(law()), "a.docx").articles
    assert [block.span.of(article.text) for block in article.blocks] == [
        "第一条 为规范停车，制定本办法。",
        "第二条 免费停车的有：\n（一）残疾人；\n（二）老人。",
    ]


def test_a_column_of_numbers_is_read() -> None:
    """A cell may hold nothing but the number that Word counts."""
    document = law()
    table = document.add_table(2, 2)
    for row in table.rows:
        row.cells[1].text = "东线"
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="71"/></w:numPr>'
    for cell in document.element.body[-2].iterfind(f"{{{W[9:-1]}}}tr/{{{W[9:-1]}}}tc"):
        if not "".join(cell.itertext()):
            cell[-1].insert(0, parse_xml(f"<w:pPr {W}>{properties}</w:pPr>"))
    (article,) = read_docx(saved(document), "a.docx").articles
    assert article.text.endswith("第三条 | 东线\n第四条 | 东线")


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    """What stands at the foot of a page or the end of a document is text; a comment is none."""
    document = Document()
    document.add_paragraph("灯塔建于清末")
    paragraph = document.element.body[-2]
    paragraph.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.append(parse_xml(f'<w:r {W}><w:commentReference w:id="0"/><w:t>。</w:t></w:r>'))
    paragraph.append(parse_xml(f'<w:r {W}><w:endnoteReference w:id="2"/></w:r>'))
    document.add_paragraph("今为展览馆。")

    def note(kind: str, text: str) -> bytes:
        inside = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        xml = f'<w:{kind}s {W}><w:{kind} w:id="0" w:type="separator"><w:p/></w:{kind}>'
        return f'{xml}<w:{kind} w:id="2">{inside}</w:{kind}></w:{kind}s>'.encode()

    def related(name: str, part: bytes) -> bytes:
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        more = b"".join(
            b'<Relationship Id="%s" Type="%s%s" Target="%s.xml"/>' % (one, kind, one, one)
            for one in (b"footnotes", b"endnotes")
        )
        end = b"</Relationships>"
        return part.replace(end, more + end) if name == "word/_rels/document.xml.rels" else part

    content = rewritten(
        saved(document),
        related,
        footnotes=note("footnote", "高二十七米。"),
        endnotes=note("endnote", "见县志。"),
    )
    (article,) = read_docx(content, "a.docx").articles
    assert [block.span.of(article.text) for block in article.blocks] == [
        *("灯塔建于清末。", "高二十七米。", "见县志。", "今为展览馆。"),
    ]


def test_a_strict_file_is_read() -> None:
    """A file that Word saves as Strict Open XML says the same as any other."""
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    names = [b"wordprocessingml/2006/main", b"officeDocument/2006/relationships"]

    def stricter(_: str, part: bytes) -> bytes:
        for name in names:
            part = part.replace(usual + name, strict + name.replace(b"/2006", b""))
        return part

    content = saved(law())
    (one,) = read_docx(content, "a.docx").articles
    (other,) = read_docx(rewritten(content, stricter), "a.docx").articles
    assert one == other


def test_who_and_when_are_what_a_person_wrote() -> None:
    """An account wrote nothing, and the day a file was made is not when it was published."""
    document = Document()
    document.add_paragraph("图书馆将于五月搬家。")
    document.core_properties.created = datetime(2021, 5, 1, tzinfo=UTC)
    for author, read in (("Administrator", None), ("Windows 用户", None), ("林晓", "林晓")):
        document.core_properties.author = author
        (article,) = read_docx(saved(document), "a.docx").articles
        assert (article.author, article.published) == (read, None)


def test_merged_cells_are_read_in_each_row() -> None:
    """A table keeps its columns whatever is merged."""
    document = Document()
    table = document.add_table(3, 2)
    for at, words in enumerate(("线路", "站", "东线", "北门", "", "医院")):
        table.cell(at // 2, at % 2).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    (article,) = read_docx(saved(document), "a.docx").articles
    assert article.text == "线路 | 站\n东线 | 北门\n东线 | 医院"


def test_an_old_or_locked_file_says_so() -> None:
    """A .doc under another name and a file with a password begin alike, and neither is read."""
    (problem,) = read_file(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.docx").problems
    assert "locked with a password or of an old Word" in str(problem)


def test_a_zip_that_is_no_word_file_is_damaged() -> None:
    """Any other zip under the name of a Word file is a problem."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "text")
    (problem,) = read_file(written.getvalue(), "a.docx").problems
    assert str(problem).startswith("a.docx: the file is damaged (")


def test_a_bomb_is_refused() -> None:
    """A Word file whose parts unpack to a thousand times their size is refused unread."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5_000_000)
    (problem,) = read_file(written.getvalue(), "a.docx").problems
    assert "times its size, as no text does" in str(problem)


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More paragraphs than the longest novel has are refused with both numbers."""
    monkeypatch.setattr(docx, "MOST_PARTS", 2)
    whole = next(case for case in cases("docx") if "handbook" in case.name).read_bytes()
    (problem,) = read_docx(whole, "a.docx").problems
    assert "paragraphs, and 2 are read; divide it" in str(problem)


@settings(max_examples=30)
@given(st.integers(0, 37_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_word_file_is_an_article_or_a_problem(place: int, damage: bytes) -> None:
    """Bytes that were overwritten anywhere never raise."""
    whole = next(case for case in cases("docx") if "handbook" in case.name).read_bytes()
    reading = read_file(whole[:place] + damage + whole[place + len(damage) :], "a.docx")
    assert bool(reading.articles) != bool(reading.problems)
