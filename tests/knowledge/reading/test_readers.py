import json
from collections.abc import Iterator

import pytest

from knowledge.model.errors import ArticleError
from knowledge.reading.orders import Order
from knowledge.reading.readers import PIECE, Readers
from knowledge.reading.wire import received
from knowledge.runtime.workers import Limits, Stop, StoppedError, Workers
from tests.knowledge.reading import misreading
from tests.knowledge.reading.cases import articles_of
from tests.knowledge.reading.examples import ENGLISH
from tests.knowledge.reading.making import zipped

REMEDY = "divide it, save it again as plain text, or allow it more in the settings"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Yield one worker."""
    opened = Workers(1)
    yield opened
    opened.close()


def read(readers: Readers, names: str) -> list[str]:
    """Have an archive of names read, and return what is said of each."""
    drafts = received(readers.call(misreading.WORK, Order(names.encode(), "a.zip")))
    return [str(one) for one in (*drafts.warnings, *drafts.problems)]


def test_a_file_is_read_as_in_this_process() -> None:
    """The article is the same, whoever read it."""
    content = f"# The ferry\n\n{ENGLISH}".encode()
    assert Readers().read(content, "a.md").articles == articles_of(content, "a.md")


def test_a_bad_file_is_a_problem() -> None:
    """With the sentence of its reader."""
    assert [str(one) for one in Readers().read(b"%PDF-1.4 broken", "a.pdf").problems] == [
        str(one) for one in Readers().read(b"%PDF-1.4 broken", "a.pdf").problems
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("late", f"took longer than 2 s to be read; {REMEDY}"),
        ("large", f"needs more than 512 MB of memory to be read; {REMEDY}"),
        ("dead", "it ended the process that read it, twice; save or export it again"),
        ("wrong", "it cannot be read (ValueError: a mistake); save or export it again"),
    ],
)
def test_a_file_in_an_archive_spoils_no_other(workers: Workers, name: str, said: str) -> None:
    """It is named, the others are read."""
    readers = Readers(Limits(2), workers)
    expected = ["one: read", "two: read", f"{name}: {said}"]
    assert read(readers, f"one {name} two") == expected
    assert read(readers, f"one {name} two") == expected


def test_a_file_by_itself_is_one_sentence(workers: Workers) -> None:
    """And it is not tried again until it changes."""
    readers = Readers(Limits(2), workers)
    for _ in range(2):
        with pytest.raises(ArticleError, match=r"a\.zip: took longer than 2 s to be read; divide"):
            read(readers, "alone")


def test_an_archive_of_many_such_files_is_given_up(workers: Workers) -> None:
    """Each would cost its whole deadline."""
    with pytest.raises(ArticleError, match="several of its files cannot be read"):
        read(Readers(Limits(600), workers), "dead1 dead2 dead3 dead4")


def test_nonsense_is_not_believed(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes back is a reading or a problem."""
    monkeypatch.setattr("knowledge.reading.readers.READ", misreading.WORK)
    (problem,) = Readers(Limits(600), workers).read(b"nonsense", "a.zip").problems
    assert "makes no sense" in str(problem)


def test_small_files_are_read_together(workers: Workers) -> None:
    """Each has its own articles and problems, in order."""
    files = [(f"# {n}\n\n{ENGLISH}".encode(), f"{n}.md") for n in range(5)] + [(b"", "empty.txt")]
    reads = Readers(Limits(600), workers).begin_many(files, Stop())
    assert [[one.title for one in read().articles] for read in reads] == [
        ["0"],
        ["1"],
        ["2"],
        ["3"],
        ["4"],
        [],
    ]
    assert "empty" in str(reads[-1]().problems[0])


@pytest.mark.parametrize(
    ("trouble", "said"), [("late", "took longer than 2 s"), ("dead", "it ended the process")]
)
def test_one_of_several_small_files_spoils_no_other(
    workers: Workers, monkeypatch: pytest.MonkeyPatch, trouble: str, said: str
) -> None:
    """Which one it was is found out."""
    monkeypatch.setattr("knowledge.reading.readers.READ_MANY", f"{misreading.__name__}:read_many")
    monkeypatch.setattr("knowledge.reading.readers.READ", f"{misreading.__name__}:read_one")
    files = [(b"good", "a.md"), (trouble.encode(), "b.md"), (b"good", "c.md")]
    first, second, third = Readers(Limits(2), workers).begin_many(files, Stop())
    assert not first().problems
    assert str(second().problems[0]).startswith(f"b.md: {said}")
    assert not third().problems


def test_stopping_is_no_problem_of_the_file(workers: Workers) -> None:
    """Whoever stopped it asks for no report."""
    stop = Stop()
    stop()
    with pytest.raises(StoppedError):
        Readers(Limits(600), workers).read(b"text", "a.txt", stop)


def lines(count: int) -> bytes:
    """Return a JSONL file of so many articles."""
    rows = ({"id": str(n), "title": f"T{n}", "text": ENGLISH} for n in range(count))
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def test_a_long_file_of_lines_is_read_in_pieces() -> None:
    """With the lines' own numbers, and the same as in one piece."""
    count = 2 * PIECE // 120
    content = lines(count)
    assert len(content) > PIECE
    drafts = Readers().read(content, "a.jsonl")
    assert drafts.articles == articles_of(content, "a.jsonl")
    assert drafts.articles[-1].line == count


def test_an_id_in_two_pieces_is_told() -> None:
    """As if they were one."""
    content = lines(2 * PIECE // 120)
    content += content[: content.index(b"\n")]
    (problem,) = Readers().read(content, "a.jsonl").problems
    assert 'id "0" is also in line 1; give each its own' in str(problem)


def test_blank_pieces_are_passed_over() -> None:
    """A reload takes out the lines that it knows."""
    content = b"\n" * (2 * PIECE) + lines(1)
    (article,) = Readers().read(content, "a.jsonl").articles
    assert article.line == 2 * PIECE + 1


def test_a_long_file_in_another_charset_is_read_whole() -> None:
    """A piece would be too little to tell the charset by, or a broken place be told wrongly."""
    row = {"id": "a", "title": "渡輪", "text": "白沙島輪渡公司昨天宣布新船。" * 60_000}
    content = json.dumps(row, ensure_ascii=False).encode("big5")
    assert [one.title for one in Readers().read(content, "a.jsonl").articles] == ["渡輪"]


def test_an_archive_is_read() -> None:
    """By one worker, file by file."""
    content = zipped({"a.md": b"# A\n\nText.", "b.md": b"# B\n\nText."})
    assert [one.title for one in Readers().read(content, "a.zip").articles] == ["A", "B"]
