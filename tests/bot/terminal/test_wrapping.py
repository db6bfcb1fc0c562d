import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.wrapping import BAR, columns, in_rows, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("一二三四五", 6, ["一二三", "四五"]),
        ("一二三，四", 6, ["一二", "三，四"]),
        ("一二三「四」", 8, ["一二三", "「四」"]),
        ("│ 一二三四", 7, ["│ 一二", "│ 三四"]),
        ("見 https://example.org/a", 10, ["見", "https://example.org/a"]),
        ("\x1b[1m一二三四\x1b[0m", 5, ["\x1b[1m一二\x1b[0m", "\x1b[1m三四\x1b[0m"]),
        ("一 \n\n二", 9, ["一 ", "", "二"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    """Between words, between Chinese characters, not at a sign; bars and styles go on."""
    assert wrapped(text, width).split("\n") == lines


@given(st.text(st.sampled_from("ab 據，「」。。é😀\n"), max_size=60), st.integers(6, 20))
def test_nothing_is_lost(text: str, width: int) -> None:
    """But for spaces at the breaks every character stays, and each line fits or has no break."""
    lines = wrapped(text, width)
    assert re.sub(r"\s", "", lines) == re.sub(r"\s", "", text)
    words = re.findall(r"[ab,é]+", text)
    longest = max(map(len, words), default=0)
    signs = max(map(len, re.findall(r"[，「」。]+", text)), default=0)
    room = width + longest + 2 * signs + 2
    assert all(columns(line.rstrip()) <= room for line in lines.split("\n"))


def test_no_window_no_breaks() -> None:
    """What goes to a file stays in one piece."""
    assert width_of(io.StringIO()) is None
    assert wrapped("一二三四" * 40, None) == "一二三四" * 40
    assert in_rows(["[a] x"] * 40, None).count("\n") == 0


def test_labels_stay_whole() -> None:
    """A row ends before the label that does not fit."""
    assert in_rows(["[a] one", "[b] two", "[c] 三"], 17) == "[a] one   [b] two\n[c] 三"
    assert BAR not in in_rows([], 10)
