from benchmarks.bombs import bombs
from knowledge.reading.registry import suffix_of, suffixes


def test_every_bomb_is_a_small_file_of_a_kind_that_is_read() -> None:
    """Else nothing would be measured."""
    for name, make in bombs().items():
        assert suffix_of(name) in suffixes()
        assert len(make()) < 20_000_000
