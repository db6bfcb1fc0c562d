from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.errors import ArticleError
from knowledge.reading import read_file
from knowledge.reading.web import page as page_reader
from knowledge.reading.web.html import read_html
from tests.knowledge.reading.cases import cases, expected, outcome
from tests.knowledge.reading.examples import SIMPLIFIED, TRADITIONAL

TAGS = "<p> </p> <br> <div> </div> <h1> </h1> <table> <td> <li> <b> </b> <!-- --> <a href='".split()


@pytest.mark.parametrize("case", cases("html"), ids=lambda case: case.stem)
def test_a_page_is_read_as_expected(case: Path) -> None:
    """Pages of papers, portals, magazines and of last century give what the case says."""
    assert outcome(case) == expected(case)


@pytest.mark.parametrize(
    ("news", "charset", "declared"),
    [
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "utf-8", "big5"),  # a page that was converted and kept its old meta
        (TRADITIONAL, "utf-8-sig", ""),
        (TRADITIONAL, "utf-16", ""),
        (TRADITIONAL, "utf-16", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5", ""),
        (TRADITIONAL, "big5", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb2312"),
        (SIMPLIFIED, "gb18030", "GBK"),
        (SIMPLIFIED, "gb18030", ""),
        (SIMPLIFIED, "gb18030", "no-such-charset"),
    ],
)
def test_a_page_is_read_in_any_charset(news: str, charset: str, declared: str) -> None:
    """Unicode, Big5 and GB18030 are read, whether the page says its charset, hides it or lies."""
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><h1>渡輪</h1><p>{news}</p></body></html>"
    (article,) = read_html(page.encode(charset), "a.html").articles
    assert [block.span.of(article.text) for block in article.blocks] == [news]


def test_a_short_rare_word_is_read_as_declared() -> None:
    """Where the text is too short to guess from, the page's own word decides."""
    page = '<meta charset="big5"><h1>甲</h1><p>瀲灩</p>'.encode("big5")
    (article,) = read_html(page, "a.html").articles
    assert article.text.endswith("瀲灩")


def test_a_broken_byte_is_named() -> None:
    """A page with a byte that its charset does not know is refused with the place."""
    page = f"<p>{SIMPLIFIED}".encode("gb18030") + b"\xff"
    with pytest.raises(ArticleError, match="byte 197 is not GB18030"):
        read_html(page, "a.html")


def test_endless_nesting_is_refused() -> None:
    """A page of ten thousand boxes inside boxes is refused instead of overrunning the stack."""
    (problem,) = read_file(b"<div>" * 10_000 + b"text", "a.html").problems
    assert str(problem).startswith("a.html: ")


def test_a_page_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of more elements than any book has is refused with both numbers."""
    monkeypatch.setattr(page_reader, "MOST_ELEMENTS", 50_000)
    (problem,) = read_file(b"<p>text" * 60_000, "a.html").problems
    assert str(problem) == "a.html: it has 60,002 elements, and 50,000 are read; divide it"


def test_a_page_of_very_many_paragraphs_is_read() -> None:
    """A library of notes on one page is an article like any other; no paragraph is lost."""
    (article,) = read_file(b"<p>text" * 60_000, "a.html").articles
    assert len(article.blocks) == 60_000
    breaks = "每張船票仍為五元。<br>" * 10_000
    (article,) = read_file(f"<div>{breaks}</div>".encode(), "a.html").articles
    assert len(article.blocks) == 10_000


def test_nested_tables_do_not_multiply_their_text() -> None:
    """A text in tables inside tables is read once, whatever lays it out."""
    deep = "<table><tr><td>" * 40 + "首艘船已於本週試航。" + "</td></tr></table>" * 40
    (article,) = read_file(deep.encode(), "a.html").articles
    assert article.text == "首艘船已於本週試航。"


def test_a_page_without_text_says_so() -> None:
    """A page of scripts and buttons is a problem that says what is missing."""
    (problem,) = read_html(b"<html><body><script>let a;</script></body></html>", "a.html").problems
    assert str(problem) == (
        "a.html: there is no article on this page; add some text or remove the file"
    )


def test_bold_lines_are_headings_and_breaks_are_paragraphs() -> None:
    """What a page only shows as heading or paragraph is read as one."""
    text = "　　每張船票仍為五元，三年內不會調整。<br>　　老人與學童免費。"
    page = f"<h1>渡輪</h1><p><b>票價</b></p><p>{text}</p>"
    (article,) = read_html(page.encode(), "a.html").articles
    assert [block.span.of(article.text) for block in article.blocks] == [
        "票價",
        "每張船票仍為五元，三年內不會調整。",
        "老人與學童免費。",
    ]


@given(st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=30)), max_size=20))
def test_any_page_is_an_article_or_a_problem(parts: list[str]) -> None:
    """Whatever the page, its blocks are slices of its text in order, or there is a problem."""
    reading = read_file("".join(parts).encode("utf-8", "replace"), "a.html")
    assert bool(reading.articles) != bool(reading.problems)
    for article in reading.articles:
        end = 0
        for block in article.blocks:
            assert block.span.start >= end
            assert block.span.of(article.text).strip()
            end = block.span.end
        assert end <= len(article.text)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5"])
def test_a_page_of_xhtml_is_read_as_html(charset: str) -> None:
    """Its declaration names the charset; empty elements and entities are those of pages."""
    declared = f'<?xml version="1.0" encoding="{charset}"?>\n<!DOCTYPE html>\n'
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>渡輪</title><script src="a"/>'
        "</head><body><p>首艘船已於本週試航&#12290;<br/>六月一日&nbsp;正式開航。</p></body></html>"
    )
    (article,) = read_file((declared + page).encode(charset), "a.xhtml").articles
    assert article.title == "渡輪"
    assert [block.span.of(article.text) for block in article.blocks] == [
        "首艘船已於本週試航。",
        "六月一日 正式開航。",
    ]


def test_entities_of_xhtml_are_not_unfolded() -> None:
    """Entities inside entities do not grow, and no file is read for one."""
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY a0 "ha">{bomb}]><html><body><p>&a9; 開航。</p></body></html>'
    assert len(read_file(page.encode(), "a.xht").articles[0].text) < 1000
