import shutil
from pathlib import Path

from bot.commands.opening import opened
from bot.settings import Settings
from tests.bot.shell import Shell


async def test_missing_and_empty_folders(shell: Shell) -> None:
    """Without articles every command says what to do, in one sentence, and ends with 1."""
    empty = shell.folder / "empty"
    empty.mkdir()
    for folder, words in ((shell.folder / "none", "no such folder"), (empty, "no articles here")):
        for command in (["ask", "x"], ["run"]):
            code, out, err = await shell(*command, YOUJU_ARTICLES=str(folder))
            assert (code, out) == (1, "")
            assert words in err
            assert "YOUJU_ARTICLES" in err


async def test_a_damaged_database_is_told_and_kept(shell: Shell) -> None:
    """Who talks is answered, and reads what was found, what was done, and the remedy."""
    await shell("chat", typed="/language zh-hans\n/quit\n")
    database = Path(shell.variables["YOUJU_DATA"]) / "youju.db"
    damaged = database.read_bytes()[:-9000]
    database.write_bytes(damaged)
    code, out, _ = await shell("doctor")
    assert code == 1
    assert "✗" in out
    assert "`run` keeps it under another name and begins anew" in out
    code, out, err = await shell("chat", typed="上海將新增多少家智能工廠？\n/quit\n")
    assert code == 0
    assert "新增40家智能工廠" in out
    assert "the database is damaged" in err
    assert "`python -m bot restore FILE` puts a backup in its place" in err
    assert database.with_name("youju.db.damaged").read_bytes() == damaged
    code, out, err = await shell("chat", typed="/quit\n")
    assert "damaged" not in err


async def test_the_way_is_told(settings: Settings) -> None:
    """Whoever waits learns which files are read, and how much of the index is made."""
    told: list[tuple[str, int, int]] = []
    async with opened(settings, lambda *one: told.append(one), fresh=True) as base:
        _, passages = await base.catalogue.counts()
    assert told[0][0] == "reading"
    assert told[-1] == ("indexing", passages, passages)
    shutil.rmtree(settings.data / "index")
    told.clear()
    async with opened(settings, lambda *one: told.append(one), fresh=False):
        pass
    assert told[-1] == ("indexing", passages, passages)
