import pytest

from knowledge.model.errors import ArticleError
from knowledge.reading.office import package
from knowledge.reading.office.package import Package
from tests.knowledge.reading.making import zipped

RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/'
    'officeDocument" Target="/word/document.xml"/>'
    '<Relationship Id="b" Type="x/hyperlink" TargetMode="External" Target="https://example.org/"/>'
    "</Relationships>"
)


def refusal(parts: dict[str, bytes], name: str) -> str:
    """Return the sentence with which a part is refused."""
    with pytest.raises(ArticleError) as raised:
        Package(zipped(parts), "a.docx").part(name)
    return str(raised.value)


def test_the_document_is_found_by_what_the_package_refers_to() -> None:
    """The part may have any name; what lies outside is not referred to."""
    opened = Package(zipped({"_rels/.rels": RELS.encode(), "word/document.xml": b"<a/>"}), "a.docx")
    assert opened.main() == "word/document.xml"
    assert [one.id for one in opened.relations("")] == ["a"]


def test_a_strict_part_is_the_usual_one() -> None:
    """The names of ISO's strict standard are those that everybody else writes."""
    part = b'<w:a xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    opened = Package(zipped({"word/document.xml": part}), "a.docx")
    assert opened.part("word/document.xml") == (
        b'<w:a xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    )


def test_pictures_are_never_unpacked() -> None:
    """What is no XML is not read, however large it says it is."""
    opened = Package(zipped({"word/media/a.bin": b"\0" * 9_000_000}), "a.docx")
    assert opened.part("word/media/a.bin") is None


def test_what_unpacks_to_a_thousand_times_its_size_is_refused() -> None:
    """XML and what relates parts to one another are weighed before they are unpacked."""
    for name in ("word/document.xml", "word/_rels/document.xml.rels"):
        said = refusal({name: b" " * 5_000_000}, name)
        assert "times its size, as no text does" in said


def test_elements_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of nothing but elements would fill the memory."""
    monkeypatch.setattr(package, "MOST_TAGS", 10)
    said = refusal({"a.xml": b"<a>" + b"<b/>" * 20 + b"</a>"}, "a.xml")
    assert said == "a.docx: its part a.xml has more than is read; divide it"


def test_entities_are_refused() -> None:
    """No office file defines words that stand for others."""
    assert "has entities" in refusal(
        {"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "a.xml"
    )


def test_a_file_that_is_no_archive_says_so() -> None:
    """Any other file is damaged."""
    with pytest.raises(ArticleError, match="it is no office file, or damaged"):
        Package(b"PK", "a.docx")
