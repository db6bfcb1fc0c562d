from pathlib import Path

from benchmarks.machine import described, peak_memory, size_on_disk, versions


def test_a_machine_is_cores_and_memory() -> None:
    """Never its name or a folder."""
    assert "cores (" in described()
    assert "GB of memory" in described()
    assert str(Path.home()) not in described()


def test_versions_name_every_engine() -> None:
    """A peer that is not installed is told."""
    told = versions()
    assert all(
        name in told for name in ("Python 3", "SQLite 3", "tantivy ", "bm25s ", "rank-bm25 ")
    )


def test_memory_is_in_bytes() -> None:
    """This process has tens of megabytes."""
    assert 10_000_000 < peak_memory() < 10**11


def test_the_cache_of_a_word_list_is_no_index(tmp_path: Path) -> None:
    """Only what the engine wrote counts."""
    (tmp_path / "jieba.cache").write_bytes(b"12345")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "segment").write_bytes(b"123")
    assert size_on_disk(tmp_path) == 3
