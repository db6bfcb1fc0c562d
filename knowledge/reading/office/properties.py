"""What does an office file say of itself?

Invariant: only what a person wrote: no title that is the name of a file, no author that is an
account, and no date, for when a file was made is not when it was published.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from knowledge.reading.composition import metadata_of
from knowledge.reading.made_up import is_made_up_author, is_made_up_title
from knowledge.reading.metadata import Metadata
from knowledge.reading.office.package import Package

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_FIELDS = {"title": "title", "creator": "author", "language": "language"}
_MADE_UP = {"title": is_made_up_title, "author": is_made_up_author}


def properties_of(package: Package, part: str) -> Metadata:
    """Return title, author and language as the part with a file's properties has them."""
    return metadata_of(dict(_said(package.part(part))))


def _said(part: bytes | None) -> Iterator[tuple[str, object]]:
    if part is None:
        return
    for element in ET.fromstring(part).iter():  # noqa: S314 - a part with entities is refused
        name = _FIELDS.get(element.tag.removeprefix(DUBLIN_CORE))
        words = (element.text or "").strip()
        if name and words and not (name in _MADE_UP and _MADE_UP[name](words)):
            yield name, words
