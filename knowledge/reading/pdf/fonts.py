"""What do the codes of a PDF's fonts mean, and how wide are their letters?

Invariant: a font is looked into once; one whose codes are numbers of shapes, without a table that
says which characters they are, means nothing. pypdf lives here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font


@dataclass(slots=True)
class Fonts:
    """The fonts of a document, each looked into once."""

    known: dict[int, "Letters | None"] = field(default_factory=dict)
    kept: list[object] = field(default_factory=list)

    def of(self, resources: DictionaryObject | None, name: object) -> "Letters | None":
        """Return a font by its name in some resources."""
        fonts = value_of(resources, "/Font")
        found = value_of(fonts, name)
        if not isinstance(found, DictionaryObject):
            return None
        if id(found) not in self.known:
            self.kept.append(found)  # an id is that of a living object only
            self.known[id(found)] = Letters.of(found)
        return self.known[id(found)]


@dataclass(slots=True)
class Letters:
    """What the codes of a font mean, and how wide they are (in sizes)."""

    font: Font
    means: bool
    named: bool
    downward: bool
    widths: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, resource: DictionaryObject) -> "Letters | None":
        """Return the letters of a font; None if it cannot be read."""
        try:
            font = Font.from_font_resource(resource)
        except (AttributeError, TypeError, ValueError, KeyError, IndexError, PyPdfError):
            return None
        encoding = value_of(resource, "/Encoding")
        name = encoding if isinstance(encoding, str) else ""
        composite = resource.get("/Subtype") == "/Type0"
        numbers = composite and (name.startswith("/Identity") or not isinstance(encoding, str))
        means = font.interpretable and not (numbers and not font.character_map)
        return cls(font, means, composite and not numbers, name.endswith("-V"))

    def read(self, code: bytes) -> Iterator[tuple[str, float]]:
        """Yield the characters of a code, each with its width."""
        encoding = self.font.encoding
        if isinstance(encoding, str):
            raw = code.decode(encoding, "replace")
            shown: Sequence[str] = raw
        else:
            raw = code.decode("latin-1")
            shown = [encoding.get(byte, chr(byte)) for byte in code]
        find = self.font.character_map.get
        for letter, written in zip(raw, shown, strict=True):
            if letter not in self.widths:
                self.widths[letter] = self._width(letter)
            yield str(find(written, written)), self.widths[letter]

    def _width(self, letter: str) -> float:
        if self.named:  # its widths are those of glyph numbers, which the code is not
            return 1.0 if letter >= "\u2e80" else 0.5
        if letter == self.font.space_char:
            return float(self.font.space_width) / 1000
        return float(self.font.get_text_width(letter)) / 1000


def value_of(holder: Any, key: object) -> Any:  # noqa: ANN401 - an object of a PDF is of any kind
    """Return a value of a dictionary of a PDF, wherever it is kept; None if there is none."""
    found = holder.get(key) if isinstance(holder, DictionaryObject) else None
    return found.get_object() if found is not None else None
