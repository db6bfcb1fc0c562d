import json
from pathlib import Path

from tests.bot.shell import Shell


async def test_versions_and_rollback(shell: Shell) -> None:
    """The shell lists versions and goes back, and a plain reload does not undo it."""
    client = Path(shell.variables["YOUJU_ARTICLES"]) / "client.md"
    await shell("reload")
    client.write_text("# Ferries\n\nFerries run hourly.\n", encoding="utf-8")
    await shell("reload")
    code, out, _ = await shell("rollback", "--json")
    version = json.loads(out)
    assert (code, version["version"], version["restores"]) == (0, 3, 1)
    assert (version["who"], version["held"]) == ("shell", ["client.md"])
    _, out, _ = await shell("reload")
    assert "held back until they change, or reload --force: client.md" in out
    _, out, _ = await shell("versions", "--json")
    assert [one["version"] for one in json.loads(out)] == [3, 2, 1]
    _, out, _ = await shell("versions")
    assert "back to 1: 0 added, 1 changed, 0 removed" in out.splitlines()[0]
    _, out, _ = await shell("rollback")
    assert "name one" in (await shell("rollback", "99"))[2]


async def test_rollback_without_a_past(shell: Shell) -> None:
    """There is one sentence for it, and exit code 1."""
    await shell("reload")
    assert await shell("rollback") == (1, "", "there is no earlier version to go back to\n")
