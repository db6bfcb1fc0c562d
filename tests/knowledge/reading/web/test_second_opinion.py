from lxml import html

from knowledge.reading.web.second_opinion import MOST_ELEMENTS, taken_by_library
from tests.knowledge.reading.web.layouts import tree_of


def test_the_library_takes_the_article() -> None:
    """It gives the words of the article, without those of the menu and without white space."""
    text = "<p>首艘船已於本週試航， 六月一日正式開航。</p>" * 2
    taken = taken_by_library(tree_of(f"<nav>首頁</nav><article>{text}</article>"))
    assert "首艘船已於本週試航，六月一日正式開航。" in taken
    assert "首頁" not in taken


def test_merged_cells_are_taken_once() -> None:
    """A cell over thousands of rows and columns is not written as often (it would hang here)."""
    row = "<tr><td rowspan=65000 colspan=1000>首艘船已於本週試航。</td><td>六月</td></tr>"
    assert len(taken_by_library(tree_of(f"<table>{row * 1000}</table>"))) < 100_000


def test_a_very_large_page_is_not_given_to_the_library() -> None:
    """It would walk it for minutes, and boxes in boxes as well."""
    assert taken_by_library(tree_of("<p>首艘船已於本週試航。</p>" * MOST_ELEMENTS)) == ""
    deep = "<div>" * 200 + "首艘船已於本週試航。" + "</div>" * 200
    assert taken_by_library(tree_of(deep * 50)) == ""


def test_no_opinion_is_an_opinion() -> None:
    """A page that gives the library nothing, or that it cannot read, is read without it."""
    assert taken_by_library(html.document_fromstring("<p></p>")) == ""
    assert taken_by_library(None) == ""
