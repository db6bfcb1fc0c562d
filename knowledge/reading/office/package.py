"""Which parts of an office file are read, and are they small enough to be?

Invariant: only the parts that hold the document's own text are unpacked, each as large as the
archive says and all of them together within limits; pictures, fonts and programs never are. The
words of ISO's strict standard come out as those that Word's usual files have.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET

from knowledge.model.errors import ArticleError
from knowledge.reading.archive import DAMAGE, Budget

LARGEST_TEXT = 50_000_000  # bytes of all XML parts: the longest novel has ten million
MOST_TAGS = 1_200_000  # of all parts: as elements they fill two hundred bytes each

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
_XML = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its kind (styles, footnotes), and the part's name."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of an office file that is a zip archive."""

    def __init__(self, content: bytes, file: str, most_tags: int | None = None) -> None:
        """Open an archive; raise ArticleError if it is none or would unpack to too much."""
        self._most_tags = MOST_TAGS if most_tags is None else most_tags
        self._file = file
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (*DAMAGE,) as error:
            problem = f"it is no office file, or damaged ({error}); save it again"
            raise ArticleError(file, None, problem) from error
        entries = self._archive.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        written = [entry for entry in entries if entry.filename.lower().endswith(_XML)]
        Budget(size=LARGEST_TEXT).take(written, file)
        self._tags = 0

    def part(self, name: str) -> bytes | None:
        """Return the XML of a part, None if there is none; raise ArticleError for one too large."""
        entry = self._entries.get(name)
        if entry is None or not name.lower().endswith(_XML):
            return None
        try:
            with self._archive.open(entry) as unpacked:
                content = unpacked.read(entry.file_size + 1)
        except DAMAGE as error:
            problem = f"its part {name} is damaged ({error}); save it again"
            raise ArticleError(self._file, None, problem) from error
        self._tags += content.count(b"<")
        if len(content) > LARGEST_TEXT or self._tags > self._most_tags:
            problem = f"its part {name} has more than is read; divide it"
            raise ArticleError(self._file, None, problem)
        if b"<!DOCTYPE" in content or b"\0" in content:  # a NUL: UTF-16 could hide the former
            problem = f"its part {name} has entities, as no office file does; save it again"
            raise ArticleError(self._file, None, problem)
        return _STRICT.sub(_usual, content)

    def relations(self, name: str) -> list[Relation]:
        """Return what a part refers to; the part named "" is the package itself."""
        folder, base = posixpath.split(name)
        content = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        return list(_relations(content, folder)) if content else []

    def main(self) -> str:
        """Return the name of the part that holds the document; raise KeyError if there is none."""
        found = [one.target for one in self.relations("") if one.kind == "officeDocument"]
        if not found or found[0] not in self._entries:
            raise KeyError("no part with the document")
        return found[0]


def _relations(content: bytes, folder: str) -> Iterator[Relation]:
    for one in ET.fromstring(content):  # noqa: S314 - a part with entities is refused before
        target, kind = one.get("Target", ""), one.get("Type", "")
        if one.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield Relation(one.get("Id", ""), kind.rpartition("/")[2], path)


def _usual(match: re.Match[bytes]) -> bytes:
    """Return the beginning of a name as it is outside of the strict standard."""
    kind = _RENAMED.get(match[2], match[2])
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + kind
