import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import StoreError
from knowledge.model.version import Changes
from knowledge.reading.drafts import drafted
from knowledge.storage.articles import ArticleStore
from knowledge.storage.engine import open_database
from knowledge.storage.sqlite.copying import check, copy_database, replace_database
from knowledge.storage.sqlite.schema import APPLICATION_ID
from tests.knowledge.storage.examples import FULL, TEA


def names(folder: Path, pattern: str) -> list[str]:
    """Return the names of some files."""
    return [path.name for path in folder.glob(pattern)]


async def test_a_copy_is_one_state_and_takes_its_place(tmp_path: Path) -> None:
    """What is written after the copy is gone when it comes back, for open connections, too."""
    file, copy = tmp_path / "youju.db", tmp_path / "copy.db"
    database = await open_database(file)
    store = ArticleStore(database)
    await store.commit(Changes(put=(drafted(FULL),)))
    copy_database(file, copy)
    await store.commit(Changes(put=(drafted(TEA),)))
    check(copy)
    assert names(tmp_path, "copy*") == ["copy.db"]
    replace_database(copy, file)
    assert set(await store.live()) == {"full"}
    await store.commit(Changes(put=(drafted(TEA),)))
    assert await store.version() == 2
    await database.close()


async def test_a_damaged_database_is_moved_aside(tmp_path: Path) -> None:
    """A backup helps where the database cannot be opened any more."""
    database = await open_database(tmp_path / "good.db")
    await database.close()
    copy_database(tmp_path / "good.db", tmp_path / "copy.db")
    (tmp_path / "youju.db").write_bytes(b"no database" * 500)
    replace_database(tmp_path / "copy.db", tmp_path / "youju.db")
    check(tmp_path / "youju.db")
    assert (tmp_path / "youju.db.damaged").exists()


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ("CREATE TABLE t (x)", "not a whole database of this program"),
        (f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 99", "a newer Youju"),
    ],
)
def test_a_database_of_others_is_refused(tmp_path: Path, statements: str, words: str) -> None:
    """Another program's, a newer one's, and what is no database at all."""
    file = tmp_path / "x.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(statements)
    with pytest.raises(StoreError, match=words):
        check(file)
    file.write_bytes(b"no database" * 500)
    with pytest.raises(StoreError, match="not a database, or damaged"):
        check(file)
