import zipfile
from io import BytesIO

import pytest
from docx import Document

from knowledge.reading.office.package import Package
from knowledge.reading.office.word_package import text_only
from tests.knowledge.reading.making import zipped


def test_only_parts_with_text_are_left() -> None:
    """Themes, settings and thumbnails of a file are not loaded with its text."""
    document = Document()
    document.add_paragraph("甲")
    written = BytesIO()
    document.save(written)
    content = text_only(Package(written.getvalue(), "a.docx"))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert set(parts.namelist()) == {
            *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
            *("word/document.xml", "word/styles.xml", "word/numbering.xml"),
            "word/_rels/document.xml.rels",
        }
    assert [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs] == ["甲"]


def test_a_file_without_a_document_is_damaged() -> None:
    """An archive of anything else has nothing to read."""
    with pytest.raises(KeyError):
        text_only(Package(zipped({"a.xml": b"<a/>"}), "a.docx"))
