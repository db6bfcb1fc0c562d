import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading import read_file, registry, suffixes
from knowledge.reading.passages import passages
from knowledge.reading.registry import READERS
from tests.knowledge.reading.cases import cases

ENDINGS = sorted(suffixes())
WITH_LIBRARY = {ending: one for one in READERS if one.extra for ending in one.endings}


def test_the_endings_that_are_read() -> None:
    """Texts, pages, books, sheets, PDF and office files and archives of them are read."""
    assert " ".join(ENDINGS) == (
        ".csv .docx .epub .htm .html .json .jsonl .markdown .md .mht .mhtml .ods .odt .pdf .pptx "
        ".rtf .tsv .txt .xht .xhtml .xlsm .xlsx .zip"
    )


@pytest.mark.parametrize(
    ("ending", "library"), [(".pdf", "pypdf"), (".docx", "docx"), (".htm", "lxml")]
)
def test_a_missing_library_is_a_problem(
    ending: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its extra a reader says what to install, and the other readers work."""
    room = WITH_LIBRARY[ending].module.rpartition(".")[0]
    for module in [name for name in sys.modules if name.startswith(f"{room}.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    (problem,) = read_file(b"content", f"a{ending}").problems
    extra = WITH_LIBRARY[ending].extra
    assert str(problem) == (
        f"a{ending}: reading it needs {library}: pip install 'youju[{extra}]', then reload"
    )


@pytest.mark.parametrize("ending", sorted(WITH_LIBRARY))
def test_an_empty_file_is_told_so(ending: str) -> None:
    """A file without a byte is empty, not damaged."""
    (problem,) = read_file(b"", f"a{ending}").problems
    assert str(problem).startswith(f"a{ending}: the file is empty; ")


@pytest.mark.parametrize(
    ("limit", "ending"), [("LARGEST_FILE", ".pdf"), ("LARGEST_JSONL", ".jsonl")]
)
def test_a_file_without_end_is_refused(
    limit: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is larger than its limit is refused with both sizes, unread."""
    monkeypatch.setattr(registry, limit, 2_000_000)
    (problem,) = read_file(b"0" * 3_000_000, f"a{ending}").problems
    assert str(problem) == (
        f"a{ending}: it has 3 MB, and 2 are read; divide it or remove it from the folder"
    )


@pytest.mark.parametrize("name", ["a.exe", "a", ".txt", "txt"])
def test_another_ending_is_a_problem(name: str) -> None:
    """A file that no reader knows is refused with the endings that are known."""
    (problem,) = read_file(b"a", name).problems
    known = ", ".join(ENDINGS)
    said = f"files of its kind are not read; save it as one of these: {known}"
    assert str(problem) == f"{name}: {said}"


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


@pytest.mark.parametrize(
    "folder", ["docx", "html", "jsonl", "markdown", "pdf", "plain_news", "zip"]
)
def test_every_passage_is_cut_out_of_its_article(folder: str) -> None:
    """Whatever the format, a passage is a slice of the stored text, without margins."""
    for case in cases(folder):
        for article in read_file(case.read_bytes(), case.name).articles:
            for passage in passages(article):
                quote = article.text[passage.span.start : passage.span.end]
                assert quote == passage.span.of(article.text) == quote.strip() != ""


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


@pytest.mark.parametrize("suffix", sorted(suffixes()))
def test_a_file_of_invisible_characters_is_a_problem(suffix: str) -> None:
    """A file that gives no article gives a problem, also where nothing is wrong with it."""
    assert read_file(b"\xff\xfe\xff\xfe", f"a{suffix}").problems
