import sqlite3
from pathlib import Path

from knowledge.storage.sqlite import schema
from knowledge.storage.sqlite.schema import APPLICATION_ID, MIGRATIONS

FOLDER = Path(schema.__file__).parent / "migrations"


def built() -> sqlite3.Connection:
    """Return a database in memory that has run every migration."""
    connection = sqlite3.connect(":memory:")
    for script in MIGRATIONS:
        connection.executescript(script)
    return connection


def test_the_migrations_run_one_after_another() -> None:
    """A database that has run them all has the tables of articles and of people."""
    connection = built()
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert {"versions", "files", "revisions", "passages", "turns"} <= tables
    connection.close()


def test_tables_are_strict() -> None:
    """A column never holds a value of another type."""
    connection = built()
    loose = connection.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict "
        "AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert loose == []
    connection.close()


def test_every_table_says_what_it_means_by_foreign_keys() -> None:
    """Passages go with their revision."""
    connection = built()
    keys = connection.execute("SELECT * FROM pragma_foreign_key_list('passages')").fetchall()
    assert [(key[2], key[6]) for key in keys] == [("revisions", "CASCADE")]
    connection.close()


def test_migrations_are_numbered_without_a_gap() -> None:
    """The place of a migration is the number in its file's name, so that no two can be the same."""
    names = sorted(file.name for file in FOLDER.glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(1, len(MIGRATIONS) + 1))


def test_the_application_id_is_ours() -> None:
    """The four bytes in the file's header say YJ."""
    assert APPLICATION_ID.to_bytes(4, "big") == b"\0\0YJ"


def test_the_second_migration_keeps_every_word() -> None:
    """What an earlier version of the program had stored is live and whole."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(MIGRATIONS[0])
    connection.execute("INSERT INTO versions (at) VALUES ('2026-01-01')")
    connection.execute(
        "INSERT INTO revisions (article, digest, file, line, since, title, editors, places, "
        "blocks, text) VALUES ('a', 'd', 'a.txt', 1, 1, 'T', '[]', '{}', '[]', '藍牙道釘。')"
    )
    connection.execute("INSERT INTO passages VALUES (1, 1, 'k', 1, '', 0, 5)")
    connection.executescript(MIGRATIONS[1])
    assert connection.execute("SELECT * FROM texts").fetchall() == [(1, "{}", "[]", "藍牙道釘。")]
    assert connection.execute("SELECT article, until, origin FROM revisions").fetchall() == [
        ("a", None, "")
    ]
    assert connection.execute("SELECT count(*) FROM passages").fetchone() == (1,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
