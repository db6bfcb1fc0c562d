import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.storage.engine import open_database, rescue_database

PAGE = 4096
ROWS = 400
COUNT = "SELECT count(*) FROM bookmarks"


def cut(content: bytes) -> bytes:
    """Return a file that a copy did not bring to its end."""
    return content[: len(content) * 9 // 10]


def without_a_page(content: bytes) -> bytes:
    """Return a file with zeros in its middle, and cut, so that it cannot be opened."""
    place = len(content) // PAGE // 2 * PAGE
    return cut(content[:place] + bytes(PAGE) + content[place + PAGE :])


def become(file: Path, content: bytes) -> bytes:
    """Let a file be something else; return that."""
    file.write_bytes(content)
    return content


def damaged_by(damage: Callable[[bytes], bytes], file: Path) -> bytes:
    """Damage a file, and return what it is."""
    return become(file, damage(file.read_bytes()))


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """Return a database with many bookmarks, which is closed."""
    path = tmp_path / "youju.db"
    database = await open_database(path)
    rows = [(f"person {number}", "an article " * 20, number) for number in range(ROWS)]
    await database.write(
        lambda connection: connection.run_many(
            "INSERT INTO bookmarks (person, article, place, at) VALUES (?, ?, ?, 1.0)", rows
        )
    )
    await database.run("INSERT INTO bans (person, at) VALUES ('9', 1.0)")
    await database.close()
    return path


@pytest.mark.parametrize("damage", [cut, without_a_page])
async def test_what_can_be_read_is_in_the_new_one(
    file: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Rows as they were, and how many is told; the damaged file is kept byte by byte."""
    damaged = damaged_by(damage, file)
    rescued = await rescue_database(file, named=False)
    assert rescued
    assert rescued.aside.read_bytes() == damaged
    assert rescued.rows["bans"] == 1
    assert 50 < rescued.rows["bookmarks"] < ROWS
    assert f"kept as {rescued.aside}" in str(rescued)
    assert "python -m bot restore FILE" in str(rescued)
    database = await open_database(file)
    assert await database.row(COUNT) == (rescued.rows["bookmarks"],)
    assert await database.damage() == ""
    assert await database.row("SELECT article FROM bookmarks") == ("an article " * 20,)
    await database.close()
    assert await rescue_database(file, named=False) is None


async def test_nothing_is_left_of_a_file_that_is_no_database(file: Path) -> None:
    """It is kept, each under a name of its own, with its log; a new one is begun."""
    for name in ("youju.db.damaged", "youju.db.damaged-2"):
        become(file, b"no database" * 500)
        file.with_name("youju.db-wal").write_bytes(b"a log")
        rescued = await rescue_database(file, named=False)
        assert rescued
        assert (rescued.aside.name, rescued.rows) == (name, {})
        assert rescued.aside.with_name(f"{name}-wal").read_bytes() == b"a log"
        assert "with what could be read of what people gave (nothing)" in str(rescued)


async def test_a_file_that_was_named_must_be_ours(file: Path, tmp_path: Path) -> None:
    """A wrong path never moves somebody else's file."""
    other = tmp_path / "photo.jpg"
    other.write_bytes(b"no database" * 500)
    with pytest.raises(Exception, match="not a database, or damaged"):
        await rescue_database(other, named=True)
    assert other.read_bytes() == b"no database" * 500
    damaged_by(cut, file)
    assert await rescue_database(file, named=True)


async def test_a_row_that_is_not_whole_stays_out(file: Path) -> None:
    """Neither what is no text any more, nor what has lost what it belongs to."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE bookmarks SET article = CAST(x'fffe' AS TEXT) WHERE place = 3")
        connection.execute("INSERT INTO voices VALUES (77, '1', 1.0, 1, 1, '')")
        connection.commit()
    damaged_by(lambda content: content[:-PAGE], file)
    rescued = await rescue_database(file, named=False)
    assert rescued
    assert "voices" not in rescued.rows
    database = await open_database(file)
    assert await database.row(f"{COUNT} WHERE place = 3") == (0,)
    await database.close()
