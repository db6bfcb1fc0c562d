import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge.model.errors import StoreError
from knowledge.model.version import Changes
from knowledge.reading.drafts import drafted
from knowledge.storage import Connection, Database, transfer
from knowledge.storage.articles import ArticleStore
from knowledge.storage.engine import Place, open_database
from knowledge.storage.sqlite.schema import MIGRATIONS
from knowledge.storage.transfer import TABLES, copy_everything
from knowledge.storage.versions import VersionStore
from tests.knowledge.storage.examples import FILE, FULL, TEA
from tests.postgres import Server

OWN = {"numbers", "history", "leases", "uses"}  # what a new database begins by itself
OF_PEOPLE = {
    "turns": "(turn, at, chat, thread, person, message, question, verdict, passages) "
    "VALUES (7, 1.5, '1', '', '1', '1', 'why? 100%', 'answered', '[]')",
    "voices": "VALUES (7, '1', 1.5, 1, 1, '')",
    "offers": "VALUES (9, 1.5, '1', '1')",
    "offered_files": "(offer, place, path, content) VALUES (9, 0, 'a.md', ?)",
    "inbox": "(number, lane, at, body) VALUES (1152921504606846976, '1', 1.5, 'a\ufffdb')",
}

ALL = 'SELECT * FROM "{}" ORDER BY {}'


@pytest.fixture(params=["to a server", "to a file"])
def places(request: pytest.FixtureRequest, postgres: Server, tmp_path: Path) -> tuple[Place, Place]:
    """Return where a database is, and where it is to go."""
    file, url = tmp_path / "youju.db", postgres.emptied()
    return (file, url) if request.param == "to a server" else (url, file)


async def fill(place: Place) -> None:
    """Make a database with articles of several versions and with what people gave."""
    database = await open_database(place)
    store = ArticleStore(database)
    await store.commit(Changes(put=(drafted(FULL), drafted(TEA)), files=(FILE,)), "7")
    first = (await store.live())["tea"].revision
    await store.commit(Changes(removed=(first,)))
    await VersionStore(database).go_back(1, "7")

    def give(connection: Connection) -> None:
        for table, rest in OF_PEOPLE.items():
            connection.run(f"INSERT INTO {table} {rest}", (bytes(range(256)),) * rest.count("?)"))

    await database.write(give)
    await database.close()


async def all_rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, values by column."""
    return await database.read(
        lambda connection: {
            table: connection.named_rows(ALL.format(table, ", ".join(key)))
            for table, key in TABLES.items()
        }
    )


async def test_everything_goes_along(places: tuple[Place, Place]) -> None:
    """Every row of every table, in either direction, and what was copied stays as it was."""
    source, target = places
    await fill(source)
    told: list[tuple[str, int, int]] = []
    counts = await copy_everything(source, target, lambda *said: told.append(said))
    here, there = await open_database(source), await open_database(target)
    before, after = await all_rows(here), await all_rows(there)
    assert after == before
    assert counts == {table: len(rows) for table, rows in before.items()}
    assert told[-1] == ("copying", sum(counts.values()), sum(counts.values()))
    assert before["past"]
    assert before["offered_files"][0]["content"] == bytes(range(256))
    for database in (here, there):
        await database.close()


async def test_a_copy_has_a_history_of_its_own(places: tuple[Place, Place]) -> None:
    """No number is given out a second time, and an index of the one is none of the other."""
    source, target = places
    await fill(source)
    await copy_everything(source, target)
    here, there = await open_database(source), await open_database(target)
    last = await here.last_number()
    found = await there.run(
        "INSERT INTO offers (at, chat, person) VALUES (1.5, '1', '1') RETURNING offer"
    )
    assert found[0][0] > last
    mark = "SELECT mark FROM history"
    assert await here.row(mark) != await there.row(mark)
    for database in (here, there):
        await database.close()


async def test_what_is_there_is_not_written_over(places: tuple[Place, Place]) -> None:
    """Nobody loses a database to a slip in the order of two addresses."""
    source, target = places
    await fill(source)
    await copy_everything(source, target)
    with pytest.raises(StoreError, match="holds something already: name a new database"):
        await copy_everything(target, source)


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, postgres: Server) -> None:
    """An empty database in its place would hide the slip."""
    with pytest.raises(StoreError, match="there is no database"):
        await copy_everything(tmp_path / "slip.db", postgres.emptied())
    assert not (tmp_path / "slip.db").exists()


@pytest.mark.parametrize("side", ["_batches", "_compare"])
async def test_what_fails_leaves_nothing(
    places: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch, side: str
) -> None:
    """The new database is empty then, and the same can be tried again."""
    source, target = places
    await fill(source)
    usual = getattr(transfer, side)

    def failing(connection: Connection, table: str, *rest: Any) -> Any:  # noqa: ANN401 - as there
        if table == "texts":
            raise StoreError("the disk is full")
        return usual(connection, table, *rest)

    monkeypatch.setattr(transfer, side, failing)
    with pytest.raises(StoreError, match="the disk is full"):
        await copy_everything(source, target)
    monkeypatch.setattr(transfer, side, usual)
    assert (await copy_everything(source, target))["texts"] == 2


async def test_a_copy_that_is_not_the_same_is_refused(
    places: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row is read again before it counts."""
    source, target = places
    await fill(source)
    monkeypatch.setattr(transfer, "_as_stored", lambda _: object())  # none is like another
    with pytest.raises(StoreError, match="the copy of versions is not the same"):
        await copy_everything(source, target)


async def test_many_rows_come_in_batches(
    places: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is lost between two, whatever the key is."""
    monkeypatch.setattr(transfer, "BATCH", 2)
    monkeypatch.setattr(transfer, "BATCH_OF_LARGE", 1)
    source, target = places
    await fill(source)
    database = await open_database(source)
    for number in range(5):
        await database.run("INSERT INTO voices VALUES (7, ?, 1.5, 1, 1, '')", (f"p{number}",))
    await database.close()
    assert (await copy_everything(source, target))["voices"] == 6


def test_every_table_is_known() -> None:
    """Whoever adds one says what orders its rows."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in MIGRATIONS:
            connection.executescript(script)
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        assert {name for (name,) in names} == TABLES.keys() | OWN
