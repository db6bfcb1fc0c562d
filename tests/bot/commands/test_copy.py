from tests.bot.shell import Shell
from tests.postgres import Server

FACTORIES = "上海將新增多少家智能工廠？"


async def test_a_bot_moves_to_a_server_and_back(shell: Shell, postgres: Server) -> None:
    """Two commands and one variable; what was copied stays where it was."""
    url = postgres.emptied()
    file = f"sqlite:///{shell.variables['YOUJU_DATA']}/youju.db"
    assert (await shell("reload"))[0] == 0
    code, out, err = await shell("copy", file, url.secret)
    assert (code, err) == (0, "")
    assert out.startswith(f"{url}: 2 versions, ")
    code, out, _ = await shell("ask", FACTORIES, YOUJU_DATABASE_URL=url.secret)
    assert (code, "40家智能工廠" in out) == (0, True)
    back = shell.folder / "back.db"
    assert (await shell("copy", url.secret, f"sqlite:///{back}"))[0] == 0
    code, out, _ = await shell("ask", FACTORIES, YOUJU_DATABASE_URL=f"sqlite:///{back}")
    assert (code, "40家智能工廠" in out) == (0, True)


async def test_what_is_no_database_is_told(shell: Shell) -> None:
    """Neither a slip nor a password in it is repeated."""
    code, _, err = await shell("copy", "mysql://bot:sesame@host/db", "sqlite:///a.db")
    assert (code, err) == (1, "a database is at sqlite:///FILE or postgresql://…\n")
    code, _, err = await shell("copy", "sqlite:///slip.db", "sqlite:///a.db")
    assert (code, err.startswith("slip.db: there is no database: name the one")) == (1, True)
    assert not (shell.folder / "slip.db").exists()
