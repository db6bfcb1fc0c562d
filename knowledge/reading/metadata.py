"""What did the writer of a file say about the article?

Invariant: a field is either well-formed or a problem with its remedy; nothing is guessed.
Front matter and JSON have the same keys and the same rules, each key in its usual spellings. What a
template left unfilled ({{title}}) is no value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from knowledge.reading.values import (
    author_value,
    date_value,
    is_missing,
    is_truth,
    is_web_address,
    language_value,
    line_value,
    names_value,
    shown,
    source_value,
    spelled,
    split_names,
    text_value,
    unprintable,
    url_value,
)

__all__ = ["SPELLINGS", "Metadata", "read_metadata", "shown", "split_names", "unprintable"]

# The keys of each field, the surest first, as `spelled` writes them. A page that was saved has a
# day on which that was done, too (created, saved): that is not when it was published.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "标题", "標題", "题目", "題目"),
    "author": ("author", "authors", "creator", "creators", "writer", "作者", "撰文"),
    "source": ("source", "publisher", "publication", "来源", "來源", "出处", "出處"),
    "editors": ("editors", "editor", "编辑", "編輯", "责任编辑", "責任編輯"),
    "published": (
        *("published", "date", "pubdate", "publishdate", "publisheddate", "publishedat"),
        *("publishedon", "datepublished", "发布日期", "發布日期", "发布时间", "發布時間"),
        *("发表日期", "發表日期", "日期"),
    ),
    "url": (
        *("url", "link", "sourceurl", "originalurl", "canonicalurl", "canonical", "original"),
        *("链接", "連結", "网址", "網址", "原文链接", "原文連結"),
    ),
    "language": ("language", "lang", "locale", "语言", "語言"),
}

Checked = TypeVar("Checked")


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
    keys: dict[str, str] = field(default_factory=dict, compare=False)
    """Under which key of the file each field stood."""


def read_metadata(values: Mapping[str, object]) -> tuple[Metadata, dict[str, str]]:
    """Return the fields of front matter or of a JSON object, and a sentence per wrong key.

    >>> read_metadata({"id": 7, "published": "soon"})[1]
    {'published': 'published must be YYYY-MM-DD or YYYY-MM-DDTHH:MM, not "soon"'}
    """
    problems: dict[str, str] = {}
    keys: dict[str, str] = {}
    spelled_as = {spelled(key): key for key in values}

    def take(name: str, check: Callable[[object], Checked], missing: Checked) -> Checked:
        for key in (spelled_as[way] for way in SPELLINGS[name] if way in spelled_as):
            if _says_nothing(name, values[key]):
                continue
            try:
                found = check(values[key])
            except ValueError as error:
                problems[key] = f"{key} must be {error}, not {shown(values[key])}"
            else:
                keys[name] = key
                return found
        return missing

    metadata = Metadata(
        id=take("id", text_value, None),
        title=take("title", line_value, None),
        author=take("author", author_value, None),
        source=take("source", source_value, None),
        editors=take("editors", names_value, ()),
        published=take("published", date_value, None),
        url=take("url", url_value, None),
        language=take("language", language_value, None),
        keys=keys,
    )
    return _with_source_as_url(metadata), problems


def _says_nothing(name: str, value: object) -> bool:
    """Tell whether a value is none; `published: false` of Jekyll says whether, not when."""
    if value == [] and name != "id":
        return True
    return is_missing(value) or (name == "published" and is_truth(value))


def _with_source_as_url(metadata: Metadata) -> Metadata:
    """Return the fields with a source that is an address as the address: web clippers write so."""
    if metadata.source is None or not is_web_address(metadata.source):
        return metadata
    keys = {name: key for name, key in metadata.keys.items() if name != "source"}
    keys.setdefault("url", metadata.keys["source"])
    return replace(metadata, source=None, url=metadata.url or metadata.source, keys=keys)
