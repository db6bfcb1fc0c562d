import io

import pytest

from bot.commands import progress
from bot.commands.progress import ProgressBar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show progress at once."""
    for name in ("PATIENCE_SECONDS", "TERMINAL_SECONDS", "LOG_SECONDS"):
        monkeypatch.setattr(progress, name, 0.0)


def test_terminal_sees_one_line_that_moves() -> None:
    """On a terminal the bar is drawn over itself and is gone in the end."""
    stream = Terminal()
    bar = ProgressBar(stream)
    bar("indexing", 1, 2)
    bar("indexing", 2, 2)
    bar.end()
    assert stream.getvalue().count("\r") == 3
    assert "1 / 2" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_log_sees_plain_lines() -> None:
    """Elsewhere a line is written now and then."""
    stream = io.StringIO()
    bar = ProgressBar(stream)
    bar("reading", 1, 2)
    bar("reading", 0, 0)
    bar.end()
    assert stream.getvalue() == "reading 1 / 2\n"


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done at once shows no bar."""
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 60.0)
    stream = Terminal()
    bar = ProgressBar(stream)
    bar("reading", 1, 2)
    bar.end()
    assert stream.getvalue() == ""
