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
