from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.metadata import Metadata, read_metadata, shown, split_names, unprintable

URL = "url must be an address that begins with http:// or https://"


def test_all_keys_are_read() -> None:
    """Every key of front matter and JSON becomes the field of its name."""
    metadata, problems = read_metadata(
        {
            "id": 7,
            "title": " 有據 ",
            "author": "林曉舟",
            "source": "海島日報",
            "editors": ["鄭可欣", "何宜蓁"],
            "date": "2024-04-12 08:35",
            "url": "https://example.org/",
            "language": "zh-Hant",
            "mood": "cheerful",
        }
    )
    assert not problems
    assert metadata == Metadata(
        id="7",
        title="有據",
        author="林曉舟",
        source="海島日報",
        editors=("鄭可欣", "何宜蓁"),
        published="2024-04-12T08:35",
        url="https://example.org/",
        language="zh-Hant",
    )


def test_published_goes_before_date() -> None:
    """Where a file gives both keys, `published` is the one that counts."""
    metadata, _ = read_metadata({"published": "2024-01-02", "date": "2023-01-02"})
    assert metadata.published == "2024-01-02"


@pytest.mark.parametrize("nothing", [None, "", "  ", "~", "null"])
def test_an_empty_value_is_a_missing_one(nothing: str | None) -> None:
    """A key without a value, or with YAML's null, is as good as no key."""
    assert read_metadata({"id": nothing, "editors": nothing, "url": nothing}) == (Metadata(), {})


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("id", True, "id must be a text or a whole number, not True"),
        ("id", 1.5, "id must be a text or a whole number, not 1.5"),
        ("id", ["a"], "id must be a text or a whole number, not ['a']"),
        ("title", "a\0b", 'title must be a text without U+0000, not "a\\x00b"'),
        ("title", "\ud800", 'title must be a text without U+D800, not "\\ud800"'),
        ("editors", {"a": 1}, "editors must be names: one text or a list of texts, not {'a': 1}"),
        ("published", 2022, "published must be YYYY-MM-DD or YYYY-MM-DDTHH:MM, not 2022"),
        ("date", "soon", 'date must be YYYY-MM-DD or YYYY-MM-DDTHH:MM, not "soon"'),
        ("url", "http://[", f'{URL}, not "http://["'),
        ("url", "https://a b", f'{URL}, not "https://a b"'),
        ("url", "javascript:alert(1)", f'{URL}, not "javascript:alert(1)"'),
        ("language", 5, "language must be a tag such as zh-Hant, zh-Hans or en, not 5"),
    ],
)
def test_a_wrong_value_is_told_with_its_remedy(key: str, value: object, problem: str) -> None:
    """A wrong value is no field but one sentence that names key, remedy and value."""
    metadata, problems = read_metadata({key: value})
    assert metadata == Metadata()
    assert problems == {key: problem}


def test_all_wrong_values_are_told_together() -> None:
    """One reading reports every wrong key, so that a file is mended in one go."""
    _, problems = read_metadata({"id": [], "url": "x", "date": "soon"})
    assert list(problems) == ["id", "date", "url"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("唐小麗、軒召強", ("唐小麗", "軒召強")),
        ("唐小丽，轩召强", ("唐小丽", "轩召强")),
        ("张三 李四", ("张三", "李四")),
        ("Ann Lee, Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ann Lee", ("Ann Lee",)),
        ("、 ,", ()),
    ],
)
def test_names_are_split_where_people_split_them(written: str, names: tuple[str, ...]) -> None:
    """Commas of both widths and 、 part names; a blank parts Chinese names only."""
    assert split_names(written) == names


def test_a_long_value_is_shown_short() -> None:
    """An error repeats at most forty characters of a wrong value."""
    assert shown("x" * 50) == '"' + "x" * 40 + '…"'


@given(st.text(), st.dictionaries(st.sampled_from(["id", "title", "date", "url"]), st.text()))
def test_no_value_raises(text: str, values: dict[str, Any]) -> None:
    """Any text in any key is a field or a problem, and every problem can be printed."""
    metadata, problems = read_metadata({**values, "language": text})
    assert all(unprintable(problem) is None for problem in problems.values())
    assert metadata.title is None or unprintable(metadata.title) is None
