from lxml import html

from knowledge.reading.web.second_opinion import taken_by_library
from tests.knowledge.reading.web.layouts import tree_of


def test_the_library_takes_the_article() -> None:
    """It gives the words of the article, without those of the menu and without white space."""
    text = "<p>首艘船已於本週試航， 六月一日正式開航。</p>" * 2
    taken = taken_by_library(tree_of(f"<nav>首頁</nav><article>{text}</article>"))
    assert "首艘船已於本週試航，六月一日正式開航。" in taken
    assert "首頁" not in taken


def test_no_opinion_is_an_opinion() -> None:
    """A page that gives the library nothing, or that it cannot read, is read without it."""
    assert taken_by_library(html.document_fromstring("<p></p>")) == ""
    assert taken_by_library(None) == ""
