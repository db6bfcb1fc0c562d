from knowledge.reading.metadata import Metadata
from knowledge.reading.office.package import Package
from knowledge.reading.office.properties import properties_of
from tests.knowledge.reading.making import zipped


def said(inside: str) -> Metadata:
    """Return what a part with these properties says."""
    xml = f'<a xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="t">{inside}</a>'
    return properties_of(Package(zipped({"core.xml": xml.encode()}), "a.odt"), "core.xml")


def test_what_a_person_wrote_is_taken() -> None:
    """Title, author and language are read; when the file was made is not asked for."""
    found = said(
        "<dc:title>渡轮</dc:title><dc:creator>林晓</dc:creator><t:created>2020-05-01</t:created>"
    )
    assert (found.title, found.author, found.published) == ("渡轮", "林晓", None)


def test_what_a_program_wrote_is_not() -> None:
    """Accounts and names of files are left out; a file may say nothing."""
    assert (
        said("<dc:title>Document1</dc:title><dc:creator>Administrator</dc:creator>") == Metadata()
    )
    assert properties_of(Package(zipped({}), "a.odt"), "core.xml") == Metadata()
