import asyncio
import signal
from pathlib import Path

from bot.emulator import Person, Telegram
from bot.emulator.server import serve
from tests.bot.shell import Shell
from tests.patience import patience
from tests.postgres import Server

REPLICAS = "SELECT count(*) FROM leases WHERE name LIKE 'replica:%'"
FACTORIES = "上海將新增多少家智能工廠？"


async def test_one_variable_is_enough(
    shell: Shell, telegram: Telegram, ana: Person, postgres: Server
) -> None:
    """A bot serves from a server; a shell beside it reads, goes back, counts and looks at it."""
    url = postgres.emptied()
    shell.variables["YOUJU_DATABASE_URL"] = url.secret
    code, out, err = await shell("reload")
    assert (code, err) == (0, "")
    async with serve(telegram) as base_url, patience():
        bot = await shell.start(
            "run",
            YOUJU_TELEGRAM_TOKEN=telegram.token,
            YOUJU_BOT_API_URL=base_url.removesuffix("/bot"),
        )
        await telegram.wait_for_poller()
        ana.says(FACTORIES)
        while not telegram.replies(ana):  # noqa: ASYNC110 - Telegram's side
            await asyncio.sleep(0.01)
        bot.send_signal(signal.SIGTERM)
        _, told = await bot.communicate()
    assert bot.returncode == 0, told.decode()
    assert "40家智能工廠" in telegram.replies(ana)[0]["text"]
    with postgres.connect() as connection:
        turns = connection.execute("SELECT question FROM turns").fetchall()
        waiting = connection.execute("SELECT count(*) FROM inbox WHERE body IS NOT NULL").fetchone()
    assert (turns, waiting) == ([(FACTORIES,)], (0,))
    code, out, _ = await shell("ask", FACTORIES)
    assert (code, "40家智能工廠" in out) == (0, True)
    code, _, err = await shell("backup", "all.zip")
    assert (code, err.startswith(f"{url}: ")) == (1, True)
    assert err.endswith("(YOUJU_DATABASE_URL)\n")


def replicas_in(postgres: Server) -> int:
    """Return how many replicas serve."""
    with postgres.connect() as connection:
        row = connection.execute(REPLICAS).fetchone()
        return int(str(row[0])) if row else 0


async def test_a_newcomer_answers_from_what_the_others_have(
    shell: Shell, telegram: Telegram, ana: Person, postgres: Server, tmp_path: Path
) -> None:
    """Its articles folder, another one by mistake, changes nothing; it goes on where they end."""
    shell.variables["YOUJU_DATABASE_URL"] = postgres.emptied().secret
    other = tmp_path / "other"
    other.mkdir()
    (other / "lamp.txt").write_text("路燈\n\n路燈亮了。", "utf-8")
    async with serve(telegram) as base_url, patience():
        served = {
            "YOUJU_TELEGRAM_TOKEN": telegram.token,
            "YOUJU_BOT_API_URL": base_url.removesuffix("/bot"),
        }
        first = await shell.start("run", **served)
        await telegram.wait_for_poller()
        more = {"YOUJU_ARTICLES": str(other), "YOUJU_DATA": str(tmp_path / "newcomer")}
        second = await shell.start("run", **served, **more)
        while replicas_in(postgres) < 2:  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.01)
        first.send_signal(signal.SIGTERM)
        await first.communicate()
        ana.says(FACTORIES)
        while not telegram.replies(ana):  # noqa: ASYNC110 - Telegram's side
            await asyncio.sleep(0.01)
        second.send_signal(signal.SIGTERM)
        await second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    assert "40家智能工廠" in telegram.replies(ana)[0]["text"]


async def test_a_server_that_is_gone_costs_a_sentence(shell: Shell, postgres: Server) -> None:
    """With its remedy and the variable, without the password and without a traceback."""
    address = f"postgresql://bot:sesame@/nowhere?host={postgres.folder}/gone"
    code, out, err = await shell("reload", YOUJU_DATABASE_URL=address)
    assert (code, out) == (1, "")
    assert err.startswith("postgresql://bot@/nowhere: the server cannot be reached: start it")
    assert err.count("\n") == 1
    assert "sesame" not in err
