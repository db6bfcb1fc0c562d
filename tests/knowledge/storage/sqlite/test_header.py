from pathlib import Path

from knowledge.storage.engine import open_database
from knowledge.storage.sqlite.header import is_ours, length, may_be_database


async def test_a_database_says_that_it_is_ours_and_how_long(tmp_path: Path) -> None:
    """Also where it was cut short: its beginning says so."""
    file = tmp_path / "youju.db"
    await (await open_database(file)).close()
    assert may_be_database(file)
    assert is_ours(file)
    assert length(file) == file.stat().st_size


def test_what_is_none_says_nothing(tmp_path: Path) -> None:
    """A picture is none; an empty file or none at all may become one."""
    file = tmp_path / "photo.jpg"
    assert may_be_database(file)
    file.write_bytes(b"")
    assert may_be_database(file)
    file.write_bytes(b"a picture" * 50)
    assert not may_be_database(file)
    assert not is_ours(file)
    assert length(file) == 0
