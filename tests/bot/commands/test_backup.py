import json
from pathlib import Path

from tests.bot.shell import Shell

QUESTION = "On how many platforms does the desktop client run?"


async def test_backup_and_restore(shell: Shell) -> None:
    """What was backed up answers again, and what was there meanwhile is kept aside."""
    articles = Path(shell.variables["YOUJU_ARTICLES"])
    await shell("reload")
    code, out, err = await shell("backup", "all.zip")
    assert (code, err) == (0, "")
    assert out.startswith("all.zip: ")
    (articles / "client.md").unlink()
    await shell("reload")
    code, out, _ = await shell("restore", "all.zip")
    assert code == 0
    assert f"are in {articles.with_name('articles.before-restore')} now" in out
    _, out, _ = await shell("ask", "--json", QUESTION)
    assert "three platforms" in out
    assert (articles / "client.md").exists()
    code, out, err = await shell("restore", "none.zip")
    assert (code, out) == (1, "")
    assert err.startswith("none.zip: cannot be read")


async def test_export_can_be_read_again(shell: Shell) -> None:
    """The exported folder is a folder of articles with the same answers."""
    _, out, _ = await shell("reload", "--json")
    passages = json.loads(out)["passages"]
    code, out, _ = await shell("export", "out")
    assert (code, out) == (0, "out: 2 articles\n")
    exported = shell.folder / "out"
    lines = (exported / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(list(exported.glob("*.md"))) == 2
    (exported / "articles.jsonl").unlink()
    again = {"YOUJU_ARTICLES": str(exported), "YOUJU_DATA": str(shell.folder / "again")}
    _, out, err = await shell("reload", "--json", **again)
    assert (json.loads(out)["passages"], err) == (passages, "")
    _, out, _ = await shell("ask", "--json", QUESTION, **again)
    assert "three platforms" in out
    code, _, err = await shell("export", "out")
    assert (code, err) == (1, "out: is there already: name a new folder, or an empty one\n")
