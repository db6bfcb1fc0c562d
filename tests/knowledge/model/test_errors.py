import pytest

from knowledge.model import errors
from knowledge.model.errors import ArticleError, KnowledgeError, ReloadRunningError


def test_a_problem_names_file_and_line() -> None:
    """An editor can jump to the place that an error names."""
    error = ArticleError("a.md", 3, "title is missing")
    assert str(error) == "a.md:3: title is missing"
    assert (error.file, error.line, error.problem) == ("a.md", 3, "title is missing")


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    """There is no line 0 or None to be looked for."""
    assert str(ArticleError("a.md", None, "is empty")) == "a.md: is empty"


def test_a_running_reload_says_what_to_do() -> None:
    """The remedy is part of the sentence."""
    assert "wait until it has finished" in str(ReloadRunningError())


@pytest.mark.parametrize("name", ["ArticleError", "ArticlesMissingError", "StoreError"])
def test_there_is_one_base_error(name: str) -> None:
    """A caller catches `KnowledgeError` and has them all."""
    assert issubclass(getattr(errors, name), KnowledgeError)
    assert issubclass(ReloadRunningError, KnowledgeError)
