"""Does a value make the text, the date or the address that a field wants?

Invariant: what comes out is well-formed; anything else is a ValueError that says what the value
must be. A link counts as its words, and a mapping as the name in it.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from knowledge.reading.lines import BLANKS
from knowledge.reading.published import whole_date

SHOWN = 40  # characters of a wrong value that an error repeats
LONGEST_VALUE = 10_000  # characters of a field: a hundred names have a thousand

_UNPRINTABLE = re.compile(r"[\ud800-\udfff\x00]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_HAN = r"[\u4e00-\u9fff]"
_BETWEEN_NAMES = re.compile(rf"\s*[、,，;；/／]\s*|(?<={_HAN})\s+(?={_HAN})")
_YAML_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = frozenset({"true", "false", "yes", "no"})  # `published: false` of Jekyll
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|<%[^%]*%>|\{%[^{}]*%\}")
_BETWEEN_WORDS = re.compile(r"[-_\s]+")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_LINK = re.compile(r"\[([^\[\]]+)\]\(<?([^()\s<>]+)>?\)")
_NAME = frozenset({"name", "姓名", "名字", "fullname", "displayname"})
_MAIL = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>")


def spelled(key: object) -> str:
    """Return a key without what its spellings differ in.

    >>> spelled("publish_date"), spelled("PublishDate")
    ('publishdate', 'publishdate')
    """
    return _BETWEEN_WORDS.sub("", str(key)).lower()


def is_missing(value: object) -> bool:
    """Tell whether a value is none: empty, null, or a place that a template was to fill.

    >>> is_missing("~"), is_missing("{{ title }}"), is_missing("Jinja: {{ title }}")
    (True, True, False)
    """
    if not isinstance(value, str):
        return value is None
    if value.strip(BLANKS) in _YAML_NULL:
        return True
    return len(value) <= LONGEST_VALUE and _is_unfilled(value)


def is_truth(value: object) -> bool:
    """Tell whether a value says yes or no."""
    return isinstance(value, bool) or str(value).strip().lower() in _TRUTH


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


def text_value(value: object) -> str | None:
    """Return a text or a whole number as a text."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("a text or a whole number")  # noqa: TRY004 - a wrong value, like the rest
    text = str(value).strip(BLANKS)
    if character := unprintable(text):
        raise ValueError(f"a text without {character}")
    if len(text) > LONGEST_VALUE:
        raise ValueError(f"a text of at most {LONGEST_VALUE:,} characters")
    return text


def line_value(value: object) -> str | None:
    """Return a text on one line, with the words of a link instead of the link."""
    return without_links(" ".join((text_value(value) or "").split())) or None


def without_links(text: str) -> str:
    """Return a text with the words of its links.

    >>> without_links("[[people/lin|林]]"), without_links("[Ann](https://example.org/)")
    ('林', 'Ann')
    """
    return _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", text))


def author_value(value: object) -> str | None:
    """Return the names of all authors as one text."""
    parts = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and all(isinstance(one, dict) for one in value.values()):
        parts = list(value.values())  # each below a short name for it
    try:
        names = [name for part in parts if (name := _name(part))]
    except ValueError as error:
        raise ValueError("a name or a list of names") from error
    return ("、" if _all_chinese(names) else ", ").join(names) or None


def _name(value: object) -> str | None:
    """Return a name that stands as a text or as the `name` of a mapping."""
    if isinstance(value, dict):
        value = next((one for key, one in value.items() if spelled(key) in _NAME), value)
    text = line_value(value) if not is_missing(value) else None
    return _MAIL.sub("", text).strip() or text if text else None


def _all_chinese(names: Sequence[str]) -> bool:
    return all(re.search(_HAN, name) for name in names)


def names_value(value: object) -> tuple[str, ...]:
    """Return names that stand as a list, or as one text the way people write lists."""
    try:
        if isinstance(value, list):
            return tuple(name for part in value if (name := _name(part)))
        return split_names(text_value(value) or "")
    except ValueError as error:
        raise ValueError("names: one text or a list of texts") from error


def source_value(value: object) -> str | None:
    """Return a source; of a link, its words."""
    if isinstance(value, str) and (link := _LINK.fullmatch(value.strip(BLANKS))):
        value = link[1]
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    return line_value(one)


def date_value(value: object) -> str | None:
    """Return a day or a minute in ISO 8601."""
    if isinstance(value, str) and (link := _WIKI_LINK.fullmatch(value.strip(BLANKS))):
        value = link[1]  # a link to the note of that day
    iso = whole_date(value) if isinstance(value, str) and len(value) <= LONGEST_VALUE else None
    if iso is None:
        raise ValueError("YYYY-MM-DD or YYYY-MM-DDTHH:MM")
    return iso


def url_value(value: object) -> str | None:
    """Return an address of the web."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    url = (text_value(one) or "") if isinstance(one, str) else ""
    link = _LINK.fullmatch(url)
    url = link[2] if link else url.removeprefix("<").removesuffix(">")
    if not is_web_address(url):
        raise ValueError("an address that begins with http:// or https://")
    return url


def is_web_address(url: str) -> bool:
    """Tell whether a text is a whole address of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[" is no address either
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", url)


def language_value(value: object) -> str | None:
    """Return a tag of a language."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    tag = one.strip().replace("_", "-").partition(".")[0] if isinstance(one, str) else ""
    if not _LANGUAGE.fullmatch(tag):  # zh_CN.UTF-8 of a computer's settings is zh-CN
        raise ValueError("a tag such as zh-Hant, zh-Hans or en")
    return tag


def _is_unfilled(value: str) -> bool:
    left = _TEMPLATE.sub("", value)
    return left != value and not any(map(str.isalnum, left))
