"""How were the PDF, Word and zip files in `tests/cases/reading` made?

`python -m tests.knowledge.reading.making` writes them again.
"""

import zipfile
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from tests.knowledge.reading.cases import FOLDER
from tests.knowledge.reading.examples import ENGLISH, SIMPLIFIED, TRADITIONAL
from tests.knowledge.reading.pdf_writing import Pdf, Text, paragraphs

DAY = (2024, 3, 5, 9, 7, 0)  # when everything in the archives was saved


def pdfs() -> dict[str, bytes]:
    """Return a report in Chinese with running heads, one in English, a scan, and an empty page."""
    report = Pdf("白沙島渡輪年報", "林曉、周明", "D:20240305090700+08'00'")
    head = "白沙島渡輪公司年報"
    first, second = TRADITIONAL[:48], TRADITIONAL[48:]
    report.page(
        [
            Text(220, 40, head, 9),
            Text(70, 90, "白沙島渡輪年報", 22),
            Text(70, 140, "一、電池渡輪", 15),
            *paragraphs(first, second, y=170),
            Text(290, 810, "1", 9),
        ]
    )
    report.page(
        [
            Text(220, 40, head, 9),
            Text(70, 100, "二、票價", 15),
            *paragraphs(
                "每張船票仍為五元，老人免費。票價三年內不會調整，清晨班次另有折扣，學生憑", y=130
            ),
            Text(290, 810, "2", 9),
        ]
    )
    report.page(
        [
            Text(220, 40, head, 9),
            *paragraphs("證購票只要三元。", y=90, indent=0),
            *paragraphs("• 早班六點", "• 末班十點", y=140),
            Text(290, 810, "3", 9),
        ]
    )
    letter = Pdf("Microsoft Word - letter.doc", "Ann Lee", "D:20250512")
    letter.page(
        [
            Text(70, 80, "The night ferry", 18),
            *paragraphs(
                "The last night ferry left Riverton in 2014, when the council with-",
                indent=22,
                y=120,
                width=80,
            ),
            *paragraphs(
                "drew its subsidy. The first of the new ones left on Friday.",
                indent=0,
                y=136,
                width=66,
            ),
            *paragraphs("Tickets cost £3.50.", ENGLISH, y=190, width=66),
        ]
    )
    scan = Pdf().page([], picture=True).page([], picture=True)
    return {
        "report_traditional.pdf": report.content(),
        "letter_english.pdf": letter.content(),
        "scan.pdf": scan.content(),
        "empty.pdf": Pdf().page([]).content(),
    }


def documents() -> dict[str, bytes]:
    """Return a Word file with everything that is read, and one without a word."""
    document = Document()
    document.core_properties.author = "林晓"
    document.core_properties.title = "白沙岛轮渡手册"
    document.add_heading("白沙岛轮渡手册", 0)
    document.add_paragraph(SIMPLIFIED)
    document.add_heading("票价", 1)
    document.add_paragraph("每张五元。", style="List Bullet")
    document.add_paragraph("老人免费。", style="List Bullet")
    document.add_heading("时刻", 2)
    table = document.add_table(2, 2)
    for row, words in enumerate((("早班", "6:00"), ("末班", "22:00"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    document.add_paragraph("节日加开两班。")
    return {"handbook_simplified.docx": _saved(document), "empty.docx": _saved(Document())}


def archives() -> dict[str, bytes]:
    """Return an archive as Windows in the mainland writes it, one from Taiwan, and a nested one."""
    news = "渡輪改用電池\n2024-03-05 09:07 城市日報\n\n" + TRADITIONAL
    mainland = {"新闻/轮渡改用电池.txt": SIMPLIFIED.encode("gb18030"), "说明.jpg": b"\xff\xd8"}
    taiwan = {
        "新聞/功能改版.txt": news.encode("big5"),
        "新聞/壞檔.md": b"---\ntitle: x\n---\n",
    }
    inner = zipped({"letter.md": b"# A letter\n\nThe ferry left on Friday.\n"})
    return {
        "mainland_gb18030.zip": zipped(mainland, "gb18030"),
        "taiwan_big5.zip": zipped(taiwan, "big5"),
        "nested.zip": zipped({"inner.zip": inner, "__MACOSX/._letter.md": b"\0"}),
        "only_pictures.zip": zipped({"a.jpg": b"\xff\xd8"}),
    }


def zipped(files: dict[str, bytes], charset: str = "") -> bytes:
    """Return an archive of files; with a charset, their names are in it and not marked as UTF-8."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Bytes of another charset, read as the charset of DOS, are written as they were.
            shown = name.encode(charset).decode("cp437") if charset else name
            entry = (_Unmarked if charset else zipfile.ZipInfo)(shown, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


class _Unmarked(zipfile.ZipInfo):
    """An entry whose name is written byte for byte, as Windows writes it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def _saved(document: WordDocument) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def main() -> None:
    """Write all files into their folders."""
    for folder, files in (("pdf", pdfs()), ("docx", documents()), ("zip", archives())):
        for name, content in files.items():
            (FOLDER / folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
