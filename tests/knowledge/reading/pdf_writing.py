"""How is a PDF for a test written?

A page is lines, each with its place, size and text; the one font is no font at all but a table that
says which code is which character, so that Chinese needs no font file. Enough for readers of text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

HEIGHT = 842  # points: A4
TABLE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Same def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{count} beginbfchar {pairs} endbfchar
endcmap end end"""

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Same /Encoding /Identity-H"
    b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
CHARACTERS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Same /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: points from the left and from the top, and its size."""

    x: float
    y: float
    text: str
    size: float = 11


@dataclass(slots=True)
class Pdf:
    """A document that is put together page by page."""

    title: str = ""
    author: str = ""
    created: str = ""
    _objects: list[bytes] = field(default_factory=list)
    _pages: list[int] = field(default_factory=list)
    _characters: set[str] = field(default_factory=set)

    def page(self, lines: Sequence[Text], *, picture: bool = False) -> "Pdf":
        """Add a page; `picture` puts a picture of one pixel on it, as a scan is one."""
        shown = [
            f"BT /F1 {t.size} Tf 1 0 0 1 {t.x} {HEIGHT - t.y} Tm <{_codes(t.text)}> Tj ET"
            for t in lines
        ]
        self._characters |= {_codes(character) for t in lines for character in t.text}
        if picture:
            shown.append("q 500 0 0 700 50 50 cm /P Do Q")
        content = self._stream("", "\n".join(shown).encode())
        image = "/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        pictures = f"/XObject << /P {self._stream(image, b'0')} 0 R >>" if picture else ""
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}]"
        page += f" /Resources << /Font << /F1 3 0 R >> {pictures} >> /Contents {content} 0 R >>"
        self._pages.append(self._add(page.encode()))
        return self

    def again(self, times: int) -> "Pdf":
        """Show the last page some more times, though it is in the file once."""
        self._pages += self._pages[-1:] * times
        return self

    def content(self) -> bytes:
        """Return the bytes of the file."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        fixed = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>".encode(),
            FONT,
            CHARACTERS,
            _stream("", self._table()),
            self._fields(),
        ]
        return _file([*fixed, *self._objects])

    def _table(self) -> bytes:
        codes = sorted(self._characters)
        pairs = " ".join(f"<{code}> <{code}>" for code in codes)
        return TABLE.format(count=len(codes), pairs=pairs).encode()

    def _fields(self) -> bytes:
        names = f"/Title <{_marked(self.title)}> /Author <{_marked(self.author)}>"
        return f"<< {names} /CreationDate ({self.created}) >>".encode()

    def _stream(self, entries: str, content: bytes) -> int:
        return self._add(_stream(entries, content))

    def _add(self, body: bytes) -> int:
        self._objects.append(body)
        return len(self._objects) + 6


def paragraphs(
    *texts: str,
    y: float = 120,
    x: float = 70,
    size: float = 11,
    indent: float = 22,
    width: int = 30,
) -> list[Text]:
    """Return the lines of paragraphs, wrapped at some characters and indented, no gap between."""
    lines = []
    for text in texts:
        left, first = text, True
        while left:
            cut = len(left) if len(left) <= width else _cut(left, width)
            lines.append(Text(x + indent * first, y, left[:cut].rstrip(), size))
            left, first, y = left[cut:].lstrip(), False, y + 1.5 * size
    return lines


def _cut(text: str, width: int) -> int:
    blank = text.rfind(" ", 0, width)
    return blank if blank > 0 else width


def _codes(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _marked(text: str) -> str:
    return "feff" + _codes(text)


def _stream(entries: str, content: bytes) -> bytes:
    head = f"<< {entries} /Length {len(content)} >>\nstream\n".encode()
    return head + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return written + head + table + end % (count, len(written))
