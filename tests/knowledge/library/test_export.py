import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Article
from knowledge.library.export import as_json_line, file_names
from knowledge.library.markdown_file import markdown_of
from knowledge.reading import read_file
from knowledge.reading.passages import passages
from tests.knowledge.conftest import SEEDS, article

FIELDS: dict[str, Any] = {
    "author": '馬 "作" 鵬: #1',
    "source": "人民網\\",
    "editors": ("唐小麗", "軒召強"),
    "published": "2022-03-05T09:07",
    "url": "https://example.org/a?b=1#c",
    "language": "zh-Hant",
}


def quotes(one: Article) -> list[str]:
    """Return the passages of an article."""
    return [passage.span.of(one.text) for passage in passages(one)]


def back(markdown: str) -> Article:
    """Return what our reader makes of an exported file."""
    reading = read_file(markdown.encode(), "x.md")
    assert reading.problems == ()
    (one,) = reading.articles
    return one


def test_fields_and_sections_come_back() -> None:
    """Title, author and the others, whatever quotes and signs they hold; headings are sections."""
    one = article(
        "# 第一節", "藍牙道釘。", "【相關】", "另一段。", id="a: b", title="- 題", **FIELDS
    )
    again = back(markdown_of(one, named=True))
    assert {name: getattr(again, name) for name in FIELDS} == FIELDS
    assert (again.id, again.title) == ("a: b", "- 題")
    assert quotes(again) == quotes(one)
    sections = [passage.section for passage in passages(again)]
    assert sections == [passage.section for passage in passages(one)]


@pytest.mark.parametrize(
    "text",
    [
        "- 一點\n- 兩點",
        "1. 第一",
        "> 引文",
        "# 不是標題",
        "```\n程式\n```",
        "---",
        "<!-- 註解 -->",
        "[名]: https://example.org",
        "一行\n\n隔了一行",
        "標題\n===",
        "a\n---\nb",
    ],
)
def test_what_looks_like_markup_comes_back_word_for_word(text: str) -> None:
    """Plain text may begin like a list, a quote or a heading; it is still the same text."""
    from knowledge.model.article import Block, Span  # noqa: PLC0415 - for one odd article

    whole = f"前一段。\n\n{text}\n\n後一段。"
    spans = [Span(0, 4), Span(6, 6 + len(text)), Span(len(whole) - 4, len(whole))]
    one = Article("a", "題目", whole, tuple(Block("paragraph", span) for span in spans))
    assert quotes(back(markdown_of(one, named=True))) == ["前一段。", text, "後一段。"]


def test_the_seeds_come_back() -> None:
    """A saved news page becomes Markdown with the same passages and fields."""
    (file,) = SEEDS.glob("*.txt")
    (one,) = read_file(file.read_bytes(), file.name).articles
    again = back(markdown_of(one, named=True))
    assert quotes(again) == quotes(one)
    assert (again.title, again.author, again.published) == (one.title, one.author, one.published)


LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf")), min_size=1, max_size=30
)


@given(paragraphs=st.lists(LINES, min_size=1, max_size=5))
def test_any_paragraphs_come_back(paragraphs: list[str]) -> None:
    """Whatever the characters are, Markdown gives the same passages and JSONL the same text."""
    one = article(*(f"{text}。" for text in paragraphs))
    if any(block.kind != "paragraph" for block in one.blocks):
        return
    assert quotes(back(markdown_of(one, named=True))) == quotes(one)
    line = as_json_line(one)
    (again,) = read_file(line.encode(), "x.jsonl").articles
    assert quotes(again) == quotes(one)
    assert (again.id, again.title) == (one.id, one.title)
    assert line.count("\n") == 1


def test_a_line_leaves_out_what_is_not_known() -> None:
    """Only fields that the article has are written."""
    assert json.loads(as_json_line(article("一段。"))) == {
        "id": "a",
        "title": "題目",
        "text": "一段。",
    }


def test_names_are_safe_and_different() -> None:
    """Neither a path, a hidden file nor the case of a letter makes two articles one file."""
    names = file_names(["../../etc", "A", "a", ".", "x" * 200])
    assert len({name.casefold() for name in names.values()}) == 5
    assert not any(
        "/" in name or name.startswith(".") or len(name) > 100 for name in names.values()
    )
