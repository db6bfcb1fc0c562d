"""Does any file make a reader raise, or keep it busy?

`python .github/fuzz.py ENDING SECONDS` mutates the cases of `tests/cases/reading`, guided by which
lines of the readers they reach (atheris; `pip install atheris`). What it finds is written into the
current folder as `crash-…`, `timeout-…` or `oom-…` and belongs among the cases once it is mended.
Of files that are archives inside (.docx, .epub …) one part is mutated, and packed again.
"""

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["knowledge.reading"]):
    import knowledge.reading.registry as reading
    from knowledge.reading import read_file
    from knowledge.reading.drafts import drafts_of
    from knowledge.reading.pdf import recognition
    from knowledge.reading.wire import received, sent
    from tests.knowledge.reading.office import test_open_document as open_document
    from tests.knowledge.reading.office import test_pptx as slides
    from tests.knowledge.reading.sheets import test_xlsx as sheets
    from tests.knowledge.reading.web import test_epub as books
    from tests.knowledge.reading.web import test_mhtml as pages

    for reader in reading.READERS:
        __import__(reader.module)

recognition.NEEDED = ("nothing that is installed",)  # a page would take seconds

CASES = ROOT / "tests" / "cases" / "reading"
SLOWEST = 10  # seconds for an input; one that takes longer is found
LARGEST = 20_000  # bytes of an input
PACKED = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/worksheets/s0.xml",
    ".pptx": "ppt/slides/s0.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
    ".epub": "OEBPS/book.opf",
}


# Of kinds that have no file among the cases, because their tests make them.
MADE = {
    ".csv": '問題,答案\n"幾點開門?",九點\n'.encode,
    ".rtf": lambda: (
        rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0\fcharset134 A;}}\f0 \'b9\par {\b x}\cell\row}"
    ),
    ".odt": lambda: open_document.document(f"{open_document.p('甲')}<text:list/><table:table/>"),
    ".ods": lambda: open_document.document("<table:table/>", kind="spreadsheet"),
    ".xlsx": lambda: sheets.book(
        ("甲", sheets.rows(sheets.text("問題") + sheets.text("答案", "B1")))
    ),
    ".epub": books.book,
    ".mhtml": pages.SAVED.encode,
    ".xhtml": pages.PAGE.encode,
    ".json": lambda: (
        b'{"name": "A", "type": "public_channel", "messages": [{"id": 1, "type": '
        b'"message", "date": "2024-03-05T09:07:00", "from": "B", "text": ["x", {"text": "y"}]}]}'
    ),
    ".pptx": lambda: slides.presentation(slides.shape("title", "甲") + slides.shape("body", "乙")),
}


def main(ending: str, seconds: str) -> None:
    """Fuzz the reader of files with an ending for some seconds."""
    seeds = list(_seeds(ending))
    shell = max(seeds, key=len, default=b"")

    def read(data: bytes) -> None:
        content = _repacked(shell, PACKED[ending], data) if ending in PACKED else data
        found = read_file(content, f"a{ending}")
        assert found.articles or found.problems
        for article in found.articles:
            for block in article.blocks:
                assert 0 <= block.span.start <= block.span.end <= len(article.text)
        drafts = drafts_of(found)
        assert received(sent(drafts)).articles == drafts.articles

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            part = _part(seed, PACKED[ending]) if ending in PACKED else seed
            (Path(corpus) / str(number)).write_bytes(part[:LARGEST])
        limits = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-max_len={LARGEST}"]
        atheris.Setup([sys.argv[0], corpus, *limits, "-rss_limit_mb=2048"], read)
        try:
            atheris.Fuzz()
        finally:
            shutil.rmtree(corpus, ignore_errors=True)


def _seeds(ending: str) -> Iterator[bytes]:
    for file in sorted(CASES.rglob(f"*{ending}")):
        yield file.read_bytes()
    if ending in MADE:
        yield MADE[ending]()


def _part(content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.read(name)
    except (zipfile.BadZipFile, KeyError):
        return b""


def _repacked(content: bytes, name: str, part: bytes) -> bytes:
    """Return an archive with another part in the place of one."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        for entry in before.infolist():
            after.writestr(entry.filename, part if entry.filename == name else before.read(entry))
    return packed.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
