import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.kept_answers import answer_file
from knowledge.model.errors import KnowledgeError
from knowledge.reading import read_file

QUESTION = "圖書館星期天幾點開門？"


def test_an_answer_is_an_article_that_says_what_it_is() -> None:
    """The question is its title, the answer its text, and its source tells that a person wrote."""
    file = answer_file(QUESTION, "十點。\n\n國定假日休息。", "真人回答", "2026-11-24")
    assert file.path == "answers/圖書館星期天幾點開門.md"
    (article,) = read_file(file.content, file.path).articles
    assert (article.title, article.source, article.published) == (
        QUESTION,
        "真人回答",
        "2026-11-24",
    )
    assert [block.span.of(article.text) for block in article.blocks] == ["十點。", "國定假日休息。"]


def test_an_answer_without_words_is_refused() -> None:
    """There would be nothing to quote."""
    with pytest.raises(KnowledgeError, match="no words"):
        answer_file(QUESTION, " \n\n ", "真人回答", "2026-11-24")


@given(st.text(min_size=1), st.text())
def test_any_question_and_answer_can_be_read_again(question: str, answer: str) -> None:
    """Whatever people write, the file is one article or refused with a reason."""
    try:
        file = answer_file(question, answer, "s", "2026-11-24")
    except KnowledgeError:
        return
    assert len(read_file(file.content, file.path).articles) == 1
