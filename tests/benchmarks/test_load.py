import pytest

from benchmarks import load
from benchmarks.__main__ import main


def test_every_bot_answers_everybody(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A short run: all questions are answered; a flood and a soak have their lines."""
    monkeypatch.setattr(load, "ROUNDS", 1)
    monkeypatch.setattr(load, "WARM", 5)
    monkeypatch.setattr(load, "PIECES", 2)
    monkeypatch.setattr(load, "FLOOD", 50)
    monkeypatch.setattr(load, "FLOOD_SECONDS", 1.0)
    assert main(["load", "--updates", "30", "--seconds", "1", "--soak", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:14].strip() for line in lines[2:5]] == [
        "echo",
        "Youju, polling",
        "Youju, webhook",
    ]
    for line in lines[2:5]:
        rate, share, *times = line[14:].split()
        assert float(rate) > 0
        assert float(share) > 0
        assert 0 < float(times[0]) <= float(times[1]) <= float(times[2])
    assert all("one sends 50 at once" in line for line in lines[5:7])
    assert [line[:11].strip() for line in lines[8:]] == ["MB", "open files", "threads", "p99 ms"]


def test_a_percentile_is_one_of_the_values() -> None:
    """By the nearest rank, so that a p99 was somebody's waiting time."""
    assert load.percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert load.percentile([float(n) for n in range(1, 101)], 99) == 99.0
