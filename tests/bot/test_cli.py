from bot.cli import hint
from knowledge import ArticlesMissingError, StoreError
from tests.bot.shell import Shell


async def test_settings_are_all_reported(shell: Shell) -> None:
    """Every setting that cannot be used is named at once, and no token is shown."""
    code, _, err = await shell(
        "run",
        YOUJU_ADMINS="12,bob",
        YOUJU_TELEGRAM_TOKEN="secret",
        YOUJU_RETENTION_DAYS="soon",
    )
    assert code == 1
    assert {line.partition(":")[0] for line in err.splitlines()} == {
        "YOUJU_ADMINS",
        "YOUJU_TELEGRAM_TOKEN",
        "YOUJU_RETENTION_DAYS",
    }
    assert "secret" not in err


async def test_wrong_usage(shell: Shell) -> None:
    """Wrong usage ends with 2 and says how it goes."""
    for arguments in ([], ["dance"], ["ask"], ["eval", "x"]):
        code, _, err = await shell(*arguments)
        assert code == 2
        assert "usage: youju" in err


def test_a_remedy_names_the_setting() -> None:
    """Whoever is told to name another folder learns which variable does that."""
    assert hint(ArticlesMissingError("x: no articles here")) == " (YOUJU_ARTICLES)"
    assert hint(StoreError("x: the data folder is read-only: name another one")) == " (YOUJU_DATA)"
    assert hint(StoreError("x: the disk is full: free some space")) == ""
    assert hint(StoreError("postgresql://h/d: it is a standby")) == " (YOUJU_DATABASE_URL)"
