import pytest

from benchmarks.server import lines
from benchmarks.sets import DataError
from tests.postgres import Server


def test_both_are_measured_in_one_run(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is timed is named, with both engines and how many times longer the server takes."""
    monkeypatch.setattr("benchmarks.server.TIMES", 2)
    url = postgres.emptied().secret
    told = list(lines(url, 3))
    assert told[0].startswith("a reload of 3 articles: file ")
    assert [" ms (p95 " in line and ", server " in line and ", × " in line for line in told] == (
        [True] * 5
    )
    with pytest.raises(DataError, match="has articles already: name a new database"):
        list(lines(url, 3))
