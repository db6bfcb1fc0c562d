import json
from pathlib import Path

from tests.bot.shell import Shell


async def test_numbers_and_picture(shell: Shell, tmp_path: Path) -> None:
    """For a person, for a program, and as a file."""
    picture = tmp_path / "stats.png"
    code, out, _ = await shell("stats", "--picture", str(picture))
    assert (code, "0 questions, 0 people" in out) == (0, True)
    assert picture.read_bytes().startswith(b"\x89PNG")
    code, out, _ = await shell("stats", "--json")
    found = json.loads(out)
    assert len(found["days"]) == 30
    assert found["people"] == 0
