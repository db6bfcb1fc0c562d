"""What differs when the bot talks with an emulator of the Bot API that is not ours?

`python .github/second_telegram.py "COMMAND --port {port}"` starts the other emulator, or give the
address of one that runs, as in `http://127.0.0.1:8080`. `lo-bot-api-emulator` is one (`pip install`
it into an environment of its own; `--enable-control --allow-insecure-loopback-webhooks`).

Two bots run as an operator starts them, each with its own data: one at our emulator, one at the
other. People act in ours, and each update is given to both. The table tells, for each conversation,
whether the same was shown, and what was refused. It takes three minutes.
"""

import asyncio
import os
import re
import shlex
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from telegrams.conversations import DELIVERED, POLLING, Conversation  # noqa: E402 - needs the path
from telegrams.differences import compared, left_out, refused  # noqa: E402
from telegrams.other import Other  # noqa: E402
from telegrams.stage import Stage, until  # noqa: E402

from bot.emulator import Telegram  # noqa: E402
from bot.emulator.server import serve  # noqa: E402

START_SECONDS = 60.0
STOP_SECONDS = 30.0
FIRST_MESSAGE = 1_000  # of ours, so that no number means two messages
SECRET = "a-secret-that-nobody-guesses"  # noqa: S105 - of a webhook on loopback
SERIOUS = re.compile(r"^\S+ \S+ (WARNING|ERROR)")


def row(name: str, differences: list[str], refusals: list[str]) -> None:
    """Print a line of the table."""
    cells = (name, "; ".join(differences) or "as with ours", "; ".join(refusals) or "-")
    sys.stdout.write("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n")
    sys.stdout.flush()


@asynccontextmanager
async def bots(
    stage: Stage, folder: Path, url: Mapping[str, str], *, hooked: bool
) -> AsyncIterator[None]:
    """Run a bot at each address, as an operator does, and end them by SIGTERM."""
    running = {}
    for name, address in url.items():
        chosen = {
            "TELEGRAM_TOKEN": stage.ours.token,
            "BOT_API_URL": address.removesuffix("/bot"),
            "ARTICLES": str(folder / name / "articles"),
            "DATA": str(folder / name / "data"),
            "ADMINS": str(stage.boss.id),
            "QUESTIONS_PER_MINUTE": "1000",
        }
        if hooked:
            chosen["LISTEN"] = f"127.0.0.1:{free_port()}"
            chosen["WEBHOOK_URL"] = f"http://{chosen['LISTEN']}/hook"
            chosen["WEBHOOK_SECRET"] = SECRET
        kept = {key: value for key, value in os.environ.items() if not key.startswith("YOUJU_")}
        with (folder / name / "log").open("ab") as log:
            running[name] = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=ROOT,
                env=kept | {f"YOUJU_{key}": value for key, value in chosen.items()},
                stderr=log,
            )
    first = "setWebhook" if hooked else "deleteWebhook"
    begun = len(stage.ours.calls_of(first)), len(stage.other.record.of(first))

    def have_begun() -> bool:
        counts = len(stage.ours.calls_of(first)), len(stage.other.record.of(first))
        return counts[0] > begun[0] and counts[1] > begun[1]

    try:
        await until(have_begun, START_SECONDS)
        await stage.silence()
        yield
    finally:
        for process in running.values():
            process.send_signal(signal.SIGTERM)
        codes = [await asyncio.wait_for(one.wait(), STOP_SECONDS) for one in running.values()]
        row("the end by SIGTERM", [f"exit codes {codes}"] if any(codes) else [], [])


async def compare(stage: Stage, name: str, talk: Conversation) -> None:
    """Have a conversation with both bots and print its line."""
    begun = len(stage.ours.calls), len(stage.other.calls)
    stage.untold.clear()
    failed = []
    try:
        await talk(stage)
    except LookupError as error:
        failed = [f"cannot be had: {error}"]
    ours, theirs = stage.ours.calls[begun[0] :], stage.other.calls[begun[1] :]
    known = left_out(stage.other.calls)
    differences = failed + list(dict.fromkeys(stage.untold)) + compared(ours, theirs, known)
    row(name, differences, refused(theirs))


@asynccontextmanager
async def another(what: str) -> AsyncIterator[str]:
    """Yield the address of the other emulator, started if it is a command."""
    if what.startswith("http"):
        yield what.rstrip("/")
        return
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *shlex.split(what.replace("{port}", str(port))), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await until(lambda: _answers(port), START_SECONDS)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


async def main(what: str) -> None:
    """Compare every conversation, and print the table."""
    ours = Telegram(first_message=FIRST_MESSAGE)
    ana = ours.person("Ana", language_code="zh-hant", started=True)
    ben = ours.person("Ben", language_code="zh-hans", started=True)
    boss = ours.person("Boss", language_code="en", started=True)
    room = ours.group("Readers", members=[ana, boss], admins=[ben])
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for name in ("ours", "other"):
            shutil.copytree(ROOT / "seeds", folder / name / "articles")
        other = Other(await stack.enter_async_context(another(what)))
        stage = Stage(ours, other, ana, ben, boss, room)
        urls = {
            "ours": await stack.enter_async_context(serve(ours)),
            "other": await stack.enter_async_context(serve(other)),
        }
        sys.stdout.write("| conversation | what people see | refused |\n|---|---|---|\n")
        for hooked, conversations in ((False, POLLING), (True, DELIVERED)):
            begun = len(ours.calls), len(other.calls)
            other.polls_refused.clear()
            async with bots(stage, folder, urls, hooked=hooked):
                polls = [f"getUpdates: {words}" for words in dict.fromkeys(other.polls_refused)]
                told, theirs = ours.calls[begun[0] :], other.calls[begun[1] :]
                row("the beginning", compared(told, theirs, ()), refused(theirs) + polls)
                for name, talk in conversations:
                    await compare(stage, name, talk)
        sys.stdout.write("\nLeft out once refused: " + ", ".join(sorted(left_out(other.calls))))
        sys.stdout.write("\nIn the log of the bot at the other one:\n")
        log = (folder / "other" / "log").read_text("utf-8").splitlines()
        told = [line.partition(" ")[2].partition(" ")[2] for line in log if SERIOUS.search(line)]
        sys.stdout.write("\n".join(dict.fromkeys(told)) + "\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
