"""What did the writer of a file say about the article?

Invariant: a field is either well-formed or a problem with its remedy; nothing is guessed.
Front matter and JSON have the same keys and the same rules.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from knowledge.reading.lines import BLANKS
from knowledge.reading.published import iso_date

SHOWN = 40  # characters of a wrong value that an error repeats

Checked = TypeVar("Checked")

_UNPRINTABLE = re.compile(r"[\ud800-\udfff\x00]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_HAN = r"[\u4e00-\u9fff]"
_BETWEEN_NAMES = re.compile(rf"\s*[、,，;；/／]\s*|(?<={_HAN})\s+(?={_HAN})")
_YAML_NULL = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields that a file gave; None and () where it gave none."""

    id: str | None = None
    title: str | None = None
    author: str | None = None
    source: str | None = None
    editors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None


def read_metadata(values: Mapping[str, object]) -> tuple[Metadata, dict[str, str]]:
    """Return the fields of front matter or of a JSON object, and a sentence per wrong key.

    >>> read_metadata({"id": 7, "published": "soon"})[1]
    {'published': 'published must be YYYY-MM-DD or YYYY-MM-DDTHH:MM, not "soon"'}
    """
    problems: dict[str, str] = {}

    def take(key: str, check: Callable[[object], Checked], missing: Checked) -> Checked:
        value = values.get(key)
        if value is None or (isinstance(value, str) and value.strip(BLANKS) in _YAML_NULL):
            return missing
        try:
            return check(value)
        except ValueError as error:
            problems[key] = f"{key} must be {error}, not {shown(value)}"
            return missing

    metadata = Metadata(
        id=take("id", _text, None),
        title=take("title", _text, None),
        author=take("author", _text, None),
        source=take("source", _text, None),
        editors=take("editors", _names, ()),
        published=take("published", _date, None) or take("date", _date, None),
        url=take("url", _url, None),
        language=take("language", _language, None),
    )
    return metadata, problems


def split_names(written: str) -> tuple[str, ...]:
    """Return the names of a list as people write it.

    >>> split_names("唐小麗、軒召強"), split_names("Ann Lee, Bo Ray")
    (('唐小麗', '軒召強'), ('Ann Lee', 'Bo Ray'))
    """
    return tuple(name for part in _BETWEEN_NAMES.split(written) if (name := part.strip(BLANKS)))


def unprintable(text: str) -> str | None:
    r"""Return the name of the first character that no message can hold, or None.

    >>> unprintable("a\x00"), unprintable("有據")
    ('U+0000', None)
    """
    match = _UNPRINTABLE.search(text)
    return f"U+{ord(match.group()):04X}" if match else None


def shown(value: object) -> str:
    """Return a value as an error names it: quoted if it is a text, and not too long."""
    if value is None:
        return "nothing"
    written = ascii(value)[1:-1] if isinstance(value, str) and unprintable(value) else str(value)
    short = written if len(written) <= SHOWN else written[:SHOWN] + "…"
    return f'"{short}"' if isinstance(value, str) else short


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("a text or a whole number")  # noqa: TRY004 - a wrong value, like the rest
    text = str(value).strip(BLANKS)
    if character := unprintable(text):
        raise ValueError(f"a text without {character}")
    return text


def _names(value: object) -> tuple[str, ...]:
    try:
        if isinstance(value, list):
            return tuple(name for part in value if (name := _text(part)))
        return split_names(_text(value) or "")
    except ValueError as error:
        raise ValueError("names: one text or a list of texts") from error


def _date(value: object) -> str | None:
    iso = iso_date(value) if isinstance(value, str) else None
    if iso is None:
        raise ValueError("YYYY-MM-DD or YYYY-MM-DDTHH:MM")
    return iso


def _url(value: object) -> str | None:
    url = (_text(value) or "") if isinstance(value, str) else ""
    if not _is_web_address(url):
        raise ValueError("an address that begins with http:// or https://")
    return url


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[" is no address either
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", url)


def _language(value: object) -> str | None:
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value.strip()):
        raise ValueError("a tag such as zh-Hant, zh-Hans or en")
    return value.strip()
