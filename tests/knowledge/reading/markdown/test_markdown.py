from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.errors import ArticleError
from knowledge.reading.markdown.markdown import read_markdown
from tests.knowledge.reading.cases import cases, expected, outcome


@pytest.mark.parametrize("case", cases("markdown"), ids=lambda case: case.stem)
def test_a_markdown_file_is_read_as_expected(case: Path) -> None:
    """Front matter of every kind and blocks of every kind give what the case says."""
    assert outcome(case) == expected(case)


def test_the_whole_file_is_the_text() -> None:
    """Front matter stays in the stored text, so that a citation can point into it."""
    text = "---\ntitle: 甲\n---\n\n乙\n"
    (article,) = read_markdown(text, "a.md").articles
    assert article.text == text


def test_a_heading_that_repeats_the_title_is_no_heading() -> None:
    """The first heading opens no section when it only prints the title once more."""
    (article,) = read_markdown("---\ntitle: 甲\n---\n# 甲\n\n乙\n\n# 丙\n\n丁", "a.md").articles
    assert [block.span.of(article.text) for block in article.blocks] == ["乙", "丙", "丁"]


@given(st.text(), st.text(alphabet=st.sampled_from("a:# -\n[]\"'{}"), max_size=30))
def test_any_markdown_is_an_article_or_a_problem(body: str, inside: str) -> None:
    """Whatever the file, reading it twice gives equal articles or a problem, and places hold."""
    text = f"---\n{inside}\n---\n{body}"
    try:
        reading = read_markdown(text, "a.md")
    except ArticleError:
        return
    assert reading.articles == read_markdown(text, "a.md").articles
    assert bool(reading.articles) != bool(reading.problems)
    for article in reading.articles:
        assert all(span.of(text).strip() for span in article.places.values())
