"""What does a file of Rich Text Format say?

Invariant: the text is what is shown, in the charset of its font or in Unicode; pictures, tables of
fonts and what a program keeps for itself are not part of it. Groups inside groups cost no more than
their length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import Piece, compose_article, metadata_of, tidy_line
from knowledge.reading.made_up import is_made_up_author, is_made_up_title
from knowledge.reading.office.grid import line_of
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.tables import parts_of_table

MOST_PARAGRAPHS = 100_000
DEEPEST = 1000  # groups inside groups
CHARSETS = {  # of fonts, by their numbers
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
PAGES = {936: "gb18030", 950: "cp950", 10000: "mac_roman", 65001: "utf-8", 54936: "gb18030"}
SIGNS = {
    "tab": " ",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "emspace": " ",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "enspace": " ",
    "~": " ",
    "_": "-",
}
UNSEEN = frozenset(
    "colortbl pict header headerl headerr headerf footer footerl footerr footerf object "
    "annotation atnid atnauthor xe tc rxe bkmkstart bkmkend themedata colorschememapping datastore "
    "latentstyles nonshppict fldinst listtable listoverridetable revtbl rsidtbl generator filetbl "
    "xmlnstbl mmathPr formfield private objdata listpicture userprops operator company manager "
    "category keywords comment doccomm subject creatim revtim printim buptim pgdsctbl".split()
)
ENDS = frozenset({"par", "sect", "page", "pagebb"})

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_HEADING = re.compile(r"(?:heading|title|标题|標題)", re.IGNORECASE)
_NOTHING = "there is no text in it; add some or remove the file"


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds in a group and in those inside it."""

    to: str = "text"
    charset: str = "cp1252"
    skipped: int = 1
    hidden: bool = False
    style: int = -1
    outline: bool = False
    in_table: bool = False


@dataclass(slots=True)
class _Rtf:
    """What has been read so far."""

    pieces: list[Piece] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)
    """What goes into the text, a note, a title …, since the last end of a paragraph."""
    coded: bytearray = field(default_factory=bytearray)
    fonts: dict[int, str] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    cells: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    font: int = -1
    page: str = "cp1252"
    skip: int = 0
    starred: bool = False


def read_rtf(content: bytes, file: str) -> Reading:
    """Return the one article of a file of Rich Text Format."""
    if not content.lstrip()[:5].startswith(b"{\\rtf"):
        problem = "it is no Rich Text Format, or damaged; save it again"
        return refused(ArticleError(file, None, problem))
    rtf = _Rtf()
    text, at = content.decode("latin-1"), 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        word, number, byte, sign, brace, plain = match.groups()
        if brace:
            _brace(rtf, brace, file)
        elif word == "bin":
            at += max(int(number or 0), 0)
        elif word:
            _word(rtf, word, number)
        elif byte:
            _byte(rtf, int(byte, 16))
        elif sign:
            _sign(rtf, sign)
        elif plain:
            _plain(rtf, plain)
        if len(rtf.pieces) > MOST_PARAGRAPHS:
            problem = f"it has more than {MOST_PARAGRAPHS:,} paragraphs; divide it"
            raise ArticleError(file, None, problem)
    rtf.group = replace(rtf.group, to="text", in_table=False)
    _end(rtf)
    _end_table(rtf)
    return compose_article(rtf.pieces, metadata_of(dict(_fields(rtf))), file, _NOTHING)


def _fields(rtf: _Rtf) -> Iterator[tuple[str, object]]:
    for name, is_made_up in (("title", is_made_up_title), ("author", is_made_up_author)):
        said = tidy_line("".join(rtf.parts.get(name, [])))
        if said and not is_made_up(said):
            yield name, said


def _brace(rtf: _Rtf, brace: str, file: str) -> None:
    _decode(rtf)
    rtf.starred, rtf.skip = False, 0
    if brace == "{":
        rtf.outer.append(rtf.group)
        if len(rtf.outer) > DEEPEST:
            problem = "it has groups inside groups without end; save it again"
            raise ArticleError(file, None, problem)
    elif rtf.outer:
        if rtf.group.to == "style" and _HEADING.match(_taken(rtf, "style").strip()):
            rtf.headings.add(rtf.group.style)
        rtf.group = rtf.outer.pop()


def _word(rtf: _Rtf, word: str, number: str | None) -> None:  # noqa: C901, PLR0912 - a table of words
    if word not in {"u", "uc"}:
        _decode(rtf)
    value = int(number) if number else None
    if rtf.starred or word in UNSEEN:
        keeps = {"shppict", "shptxt", "fldrslt", "listtext", "pntext"}
        rtf.starred = False
        if word not in keeps:
            rtf.group = replace(rtf.group, to="")
            return
    if word == "u" and value is not None:
        _decode(rtf)
        _add(rtf, chr(value % 0x10000))
        rtf.skip = rtf.group.skipped
    elif word == "uc":
        rtf.group = replace(rtf.group, skipped=min(max(value or 0, 0), 16))
    elif word in SIGNS:
        _add(rtf, SIGNS[word])
    elif word in ENDS:
        _end(rtf)
    elif word in {"cell", "nestcell"}:
        rtf.cells.append(tidy_line(_taken(rtf)))
    elif word in {"row", "nestrow"}:
        _end_row(rtf)
    elif word == "ansicpg" and value:
        rtf.page = PAGES.get(value, f"cp{value}")
        rtf.group = replace(rtf.group, charset=rtf.page)
    elif word in {"fonttbl", "stylesheet", "info", "footnote", "title", "author"}:
        to = {"fonttbl": "font", "stylesheet": "style", "info": "", "footnote": "note"}
        rtf.group = replace(rtf.group, to=to.get(word, word), style=-1)
    elif word == "f" and value is not None:
        rtf.font = value
        if rtf.group.to != "font":
            rtf.group = replace(rtf.group, charset=rtf.fonts.get(value, rtf.page))
    elif word == "fcharset" and value is not None:
        rtf.fonts[rtf.font] = CHARSETS.get(value, rtf.page)
    elif word == "s" and value is not None:
        rtf.group = replace(rtf.group, style=value)
    elif word == "outlinelevel":
        rtf.group = replace(rtf.group, outline=value is not None and value < 9)  # noqa: PLR2004
    elif word == "pard":
        rtf.group = replace(rtf.group, style=-1, outline=False, in_table=False)
    elif word == "intbl":
        rtf.group = replace(rtf.group, in_table=True)
    elif word in {"v", "deleted"}:
        rtf.group = replace(rtf.group, hidden=value != 0)
    elif word == "plain":
        rtf.group = replace(rtf.group, hidden=False)


def _byte(rtf: _Rtf, byte: int) -> None:
    if rtf.skip:
        rtf.skip -= 1
    else:
        rtf.coded.append(byte)


def _sign(rtf: _Rtf, sign: str) -> None:
    if sign == "*":
        rtf.starred = True
    elif sign in "\\{}":
        _plain(rtf, sign)
    elif sign in SIGNS:
        _decode(rtf)
        _add(rtf, SIGNS[sign])
    elif sign in "\r\n":
        _end(rtf)


def _plain(rtf: _Rtf, plain: str) -> None:
    skipped = min(rtf.skip, len(plain))
    rtf.skip -= skipped
    # The second half of a character may stand as it is behind the code of its first half.
    rtf.coded += plain[skipped:].encode("latin-1")


def _decode(rtf: _Rtf) -> None:
    """Add the bytes that have gathered, in the charset of their font."""
    if rtf.coded:
        try:
            text = rtf.coded.decode(rtf.group.charset, "replace")
        except LookupError:
            text = rtf.coded.decode("cp1252", "replace")
        rtf.coded.clear()
        _add(rtf, text)


def _add(rtf: _Rtf, text: str) -> None:
    if rtf.group.to and not rtf.group.hidden:
        rtf.parts.setdefault(rtf.group.to, []).append(text)


def _taken(rtf: _Rtf, part: str = "text") -> str:
    """Return what has gathered for a part, whole characters of two halves."""
    _decode(rtf)
    text = "".join(rtf.parts.pop(part, []))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _end(rtf: _Rtf) -> None:
    """End a paragraph, but inside a note or a cell, where a line ends."""
    if rtf.group.to == "note" or rtf.group.in_table:
        _decode(rtf)
        _add(rtf, "\n")
        return
    text = _taken(rtf)
    if text.strip():
        _end_table(rtf)
        heading = rtf.group.outline or rtf.group.style in rtf.headings
        rtf.pieces.append(Piece(tidy_line(text), "heading") if heading else Piece(text))
    note = _taken(rtf, "note")
    if note.strip():
        rtf.pieces.append(Piece(note))


def _end_row(rtf: _Rtf) -> None:
    if any(rtf.cells):
        rtf.rows.append(line_of(rtf.cells))
    rtf.cells.clear()


def _end_table(rtf: _Rtf) -> None:
    _end_row(rtf)
    rtf.pieces += map(Piece, parts_of_table(rtf.rows))
    rtf.rows.clear()
