import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading import read_file, suffixes

ENDINGS = sorted(suffixes())


def test_four_endings_are_read() -> None:
    """Plain text, Markdown under two names and JSONL are read."""
    assert ENDINGS == [".jsonl", ".markdown", ".md", ".txt"]


@pytest.mark.parametrize("name", ["a.pdf", "a", ".txt", "txt"])
def test_another_ending_is_a_problem(name: str) -> None:
    """A file that no reader knows is refused with the endings that are known."""
    (problem,) = read_file(b"a", name).problems
    assert (
        str(problem) == f"{name}: only .jsonl, .markdown, .md, .txt files are read; save it as one"
    )


def test_the_case_of_an_ending_does_not_matter() -> None:
    """A file called .TXT is as good as one called .txt."""
    assert read_file("渡輪改用電池。".encode(), "news/A.TXT").articles[0].id == "news/A.TXT"


def test_a_broken_line_spoils_no_other() -> None:
    """A JSONL file with one broken line gives the articles of the others."""
    content = b'{"id": 1, "text": "a"}\n{"id": 2, "text": "b"}\n{"id": 3,\n{"id": 4, "text": "d"}'
    reading = read_file(content, "file.jsonl")
    assert [article.id for article in reading.articles] == ["1", "2", "4"]
    assert [str(problem)[:13] for problem in reading.problems] == ["file.jsonl:3:"]


def test_the_place_of_an_article_is_its_id() -> None:
    """An article without an id of its own is known by its path below the articles folder."""
    (article,) = read_file("渡輪改用電池。".encode(), "news/2024/login.md").articles
    assert (article.id, article.title, article.file) == ("news/2024/login.md", "login", article.id)


@given(st.one_of(st.binary(), st.text().map(str.encode)), st.sampled_from(ENDINGS))
def test_nothing_in_a_file_raises(content: bytes, ending: str) -> None:
    """Any bytes under any ending are articles or problems, and the same ones each time."""
    reading = read_file(content, f"a{ending}")
    again = read_file(content, f"a{ending}")
    assert reading.articles or reading.problems
    assert reading.articles == again.articles
    assert list(map(str, reading.problems)) == list(map(str, again.problems))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "piece", [" ", "(", "0", "> ", "#", "`", "a ", "[a]: ", "來源:", "2022-03-05 "]
)
def test_a_line_of_a_million_characters_is_read(piece: str, ending: str) -> None:
    """No rule runs away on an endless line: each is read to its end (slowly would hang here)."""
    content = (piece * (1_000_000 // len(piece)) + "x").encode()
    reading = read_file(b"# t\n\n" + content, f"a{ending}")
    assert reading.articles or reading.problems
