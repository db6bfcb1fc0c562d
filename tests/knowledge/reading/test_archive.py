import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading import archive, read_file
from tests.knowledge.reading.cases import cases, expected, outcome
from tests.knowledge.reading.making import archives, zipped

FILES = archives()
LETTER = {"letter.md": b"# A letter\n\nThe ferry left on Friday.\n"}


def problems(content: bytes) -> list[str]:
    """Return the problems of an archive."""
    return [str(problem) for problem in read_file(content, "a.zip").problems]


@pytest.mark.parametrize("case", cases("zip"), ids=lambda case: case.stem)
def test_an_archive_is_read_as_expected(case: Path) -> None:
    """Names in GB18030 and Big5, an archive inside, pictures only: as the case says."""
    assert outcome(case) == expected(case)


@pytest.mark.parametrize("case", cases("zip"), ids=lambda case: case.stem)
def test_the_files_are_those_that_are_made(case: Path) -> None:
    """Whoever changes how a case is made sees which file is no longer that."""
    assert case.read_bytes() == FILES[case.name]


def test_articles_belong_to_the_archive() -> None:
    """The file of an article is the archive, so that removing it removes them; the id is inside."""
    (article,) = read_file(zipped(LETTER), "news/a.zip").articles
    assert (article.file, article.id) == ("news/a.zip", "news/a.zip/letter.md")


def test_a_bad_file_spoils_no_other() -> None:
    """The problem names the file inside; the others are read."""
    reading = read_file(zipped({**LETTER, "b.md": b"# x"}), "a.zip")
    assert len(reading.articles) == 1
    assert str(reading.problems[0]).startswith("a.zip: b.md: there is no text")


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "C:\\a.txt", "..\\a.txt"]
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    """An entry that would be unpacked elsewhere is refused by name, and the others are read."""
    reading = read_file(zipped({name: b"text", **LETTER}), "a.zip")
    assert len(reading.articles) == 1
    assert "its name leads out of the archive" in str(reading.problems[0])


def test_an_entry_with_a_password_is_named() -> None:
    """An encrypted entry is a problem of its own."""
    content = bytearray(zipped(LETTER))
    for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + flag] |= 1
    assert problems(bytes(content)) == [
        "a.zip: letter.md: it has a password; pack it again without one"
    ]


def test_a_bomb_is_refused_unopened() -> None:
    """An entry that unpacks to a thousand times its size stops the archive."""
    (problem,) = problems(zipped({"a.txt": b"0" * 5_000_000, **LETTER}))
    assert problem.startswith("a.zip: a.txt unpacks to ")


@pytest.mark.parametrize(
    ("constant", "said"), [("files", "more than"), ("size", "MB more than is read")]
)
def test_too_much_is_refused(constant: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, or too large together, stop the archive, also inside another one."""
    plain = archive.Budget
    monkeypatch.setattr(archive, "Budget", lambda: plain(**{constant: 2}))
    inner = zipped({f"{n}.txt": b"text" for n in range(3)})
    assert said in problems(inner)[0]
    assert said in problems(zipped({"in.zip": inner}))[0]


def test_archives_are_opened_two_deep() -> None:
    """An archive in an archive in an archive is refused with the remedy."""
    content = zipped({"c.zip": zipped({"b.zip": zipped(LETTER)})})
    (problem,) = problems(content)
    assert problem == "a.zip: c.zip: b.zip: archives are opened 2 deep; unpack it into the folder"


def test_a_table_that_lies_is_found_out() -> None:
    """An entry that is larger than the table says is left alone."""
    content = bytearray(zipped({"a.txt": b"The ferry left on Friday. " * 10}))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (5).to_bytes(4, "little")
    (problem,) = problems(bytes(content))
    assert problem.startswith("a.zip: a.txt: it ")


def test_what_systems_leave_behind_is_no_article() -> None:
    """Hidden files, macOS's own folder and golden questions are passed over."""
    left = {"__MACOSX/._a.txt": b"\0", ".hidden.txt": b"x", "a.questions.jsonl": b"{}"}
    reading = read_file(zipped({**left, **LETTER}), "a.zip")
    assert (len(reading.articles), reading.problems) == (1, ())


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip"])
def test_no_archive_says_so(content: bytes) -> None:
    """What is no zip file under the name of one is a problem."""
    (problem,) = problems(content)
    assert problem.startswith("a.zip: it is no zip archive, or damaged (")


@settings(max_examples=60)
@given(st.integers(0, 500), st.binary(min_size=1, max_size=6))
def test_a_damaged_archive_never_raises(place: int, damage: bytes) -> None:
    """Bytes that were overwritten anywhere are articles or problems."""
    whole = FILES["taiwan_big5.zip"]
    reading = read_file(whole[:place] + damage + whole[place + len(damage) :], "a.zip")
    assert reading.articles or reading.problems


def test_other_ways_of_packing_are_read_too() -> None:
    """Stored, bzip2 and LZMA are as good as the usual way."""
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        written = BytesIO()
        with zipfile.ZipFile(written, "w", way) as packed:
            packed.writestr("letter.md", LETTER["letter.md"])
        assert len(read_file(written.getvalue(), "a.zip").articles) == 1
