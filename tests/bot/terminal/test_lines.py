import io

from bot.terminal.lines import lines


async def test_lines_of_a_pipe() -> None:
    """Lines come without their ends, the last one also without one, then the end."""
    source = io.StringIO("一\r\n\n三")
    assert [line async for line in lines(source, "› ")] == ["一", "", "三"]
