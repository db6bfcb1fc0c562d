"""Which characters do a file's bytes mean?

Invariant: the text is what the charset says, newlines and all; only the byte order mark is not part
of it. A wrong guess would be quoted to readers, so what stays unsure is a problem, not a text.
"""

import codecs
import re
from collections.abc import Sequence
from operator import itemgetter

from charset_normalizer import from_bytes

from knowledge.model.errors import ArticleError
from knowledge.reading.characters import COMMON

# The longest first: the mark of UTF-32 little endian begins with the one of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHINESE = ("gb18030", "cp950", "big5hkscs")  # cp950 is the Big5 that Windows writes
WESTERN = ("cp1252",)
HINTS = ("big5", "big5hkscs", "cp1252", "euc_jp", "euc_kr", "gb18030", "shift_jis", "utf_8")

# Share of COMMON among the letters beyond ASCII, measured on 600 pieces each of 60 and of 200
# characters: 0.28 and more in the right charset, at most 0.16 and mostly below 0.08 in a wrong one.
LIKELY_CHINESE = 0.15
# The same for a text whose bytes are broken in places: it must be beyond doubt to be named.
SURELY_CHINESE = 0.25
# Western text with curly quotes has a few bytes above 127 in a hundred; any other charset, most.
FEW_HIGH_BYTES = 0.2
# A text in another charset has valid UTF-8 pairs by chance; one in which nine tenths are valid is
# UTF-8 with a broken spot.
NEARLY_UTF8 = 0.9
# Form feeds and escapes occur in texts; one control character in twenty does not.
MOSTLY_CONTROLS = 0.05

_FOREIGN = re.compile(r"[^\W\x00-\x7f]")  # letters that are not ASCII
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_REMEDY = "save it as UTF-8 text"


def decode(content: bytes, file: str, declared: Sequence[str] = ()) -> str:
    """Return the text of a file; raise ArticleError for one that is empty, broken or not text.

    Charsets that the file declares of itself are believed where all of it can be read in one.

    >>> decode("有據".encode("big5"), "a.txt")
    '有據'
    """
    text = _decoded(content, file, declared)
    if "\0" in text:
        raise _not_text(file, f"it has a NUL at character {text.index(chr(0))}")
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls > MOSTLY_CONTROLS * len(text):
        raise _not_text(file, f"{controls} of its {len(text)} characters are control characters")
    if not text or text.isspace():
        raise ArticleError(
            file, None, "the file is empty; write the article into it or remove it from the folder"
        )
    return text


def likeliest_chinese(content: bytes) -> str | None:
    r"""Return the Chinese charset that makes the commonest characters of some bytes, or None.

    >>> likeliest_chinese("上海新聞".encode("big5")), likeliest_chinese(b"caf\xe9")
    ('cp950', None)
    """
    shares = [
        (_common_share(text), charset)
        for charset in CHINESE
        if (text := _strictly(content, charset)) is not None
    ]
    share, best = max(shares, key=itemgetter(0), default=(0.0, ""))
    return best if share >= LIKELY_CHINESE else None


def _decoded(content: bytes, file: str, declared: Sequence[str]) -> str:
    for mark, charset in MARKS:
        if content.startswith(mark):
            return _marked(content, len(mark), charset, file)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in content:
            raise _not_text(file, f"it has a NUL at byte {content.index(0)}") from error
        if _is_nearly_utf8(content):
            raise _broken(file, error.start, "UTF-8, although the rest of the file is") from error
        for charset in declared:
            if (text := _strictly(content, charset)) is not None:
                return text
        return _guessed(content, file, error.start)


def _marked(content: bytes, skip: int, charset: str, file: str) -> str:
    try:
        return content[skip:].decode(charset)
    except UnicodeDecodeError as error:
        declared = f"{charset.upper()}, although the byte order mark says so"
        raise _broken(file, skip + error.start, declared) from error


def _guessed(content: bytes, file: str, first: int) -> str:
    """Prefer Chinese by its commonest characters; ask charset-normalizer about the rest."""
    if charset := likeliest_chinese(content):
        return content.decode(charset)
    _refuse_broken_chinese(content, file)
    high = sum(1 for _ in _HIGH.finditer(content))
    hints = WESTERN if high < FEW_HIGH_BYTES * len(content) else HINTS
    match = from_bytes(content, cp_isolation=list(hints)).best()
    if match is None:
        raise _broken(file, first, "UTF-8, and no other charset fits the file")
    return str(match)


def _refuse_broken_chinese(content: bytes, file: str) -> None:
    """Name the broken byte of a file that is clearly GB18030 or Big5 but for that byte."""
    for charset in CHINESE:
        try:
            content.decode(charset)
        except UnicodeDecodeError as error:
            if _common_share(content.decode(charset, "replace")) >= SURELY_CHINESE:
                said = f"{charset.upper()}, although the rest of the file is"
                raise _broken(file, error.start, said) from error


def _strictly(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except UnicodeDecodeError:
        return None


def _common_share(text: str) -> float:
    letters = _FOREIGN.findall(text)
    return sum(letter in COMMON for letter in letters) / len(letters) if letters else 0.0


def _is_nearly_utf8(content: bytes) -> bool:
    valid = sum(len(match.group()) for match in _UTF8.finditer(content))
    return valid >= NEARLY_UTF8 * sum(1 for _ in _HIGH.finditer(content))


def _not_text(file: str, reason: str) -> ArticleError:
    remedy = f"{_REMEDY} or remove it from the articles folder"
    return ArticleError(file, None, f"the file is not text ({reason}); {remedy}")


def _broken(file: str, byte: int, charset: str) -> ArticleError:
    return ArticleError(file, None, f"byte {byte} is not {charset}; {_REMEDY}")
