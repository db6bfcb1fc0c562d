"""How many can ask at once, and how long does each wait?

`python -m benchmarks load` asks a bare echo bot, Youju by polling and Youju by webhook over the
loopback Bot API, each in a process of its own; then one person floods Youju, and those who ask
meanwhile are timed. Invariant: all that are compared are asked the same in the same run, in turn,
and every question has to be answered, but for those of the flood.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import IO, Any

from benchmarks.machine import described
from benchmarks.progress import tell

PROJECT = Path(__file__).parents[1]
SEEDS = PROJECT / "seeds"
STEADY = 30.0  # updates a second: what Telegram lets a bot answer
SECRET = "a-secret-of-the-benchmark"  # noqa: S105 - of a server on loopback that lives for a minute
STOP_SECONDS = 30.0
ROUNDS = 5  # of all at once, the bots in turn; the median of the ratios counts
WARM = 50  # questions before
PIECES = 20  # of a soak, after each of which the process is looked at
SOAK = 10.0  # updates a second of a soak
FLOOD, FLOOD_SECONDS = 3000, 10.0  # messages of one person at once, and how long others ask then


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked."""

    at_once: int = 1000
    seconds: float = 20.0
    soak: float = 0.0


@dataclass(slots=True)
class Load:
    """What a bot did under load: answers a second, and milliseconds of a steady stream."""

    name: str
    crowd: "Crowd"
    process: int
    rates: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def at_once(self, count: int) -> None:
        """Have so many people ask at once."""
        self.rates.append(self.crowd.order("at_once", count=count)["rate"])

    def steadily(self, seconds: float, a_second: float = STEADY) -> None:
        """Have people ask one after the other for some time."""
        told = self.crowd.order("steadily", a_second=a_second, seconds=seconds)
        self.milliseconds += told["milliseconds"]

    def flooded(self) -> list[float]:
        """Have one person flood the bot; return the milliseconds of those who ask meanwhile."""
        order = {"count": FLOOD, "a_second": SOAK, "seconds": FLOOD_SECONDS}
        told: list[float] = self.crowd.order("flooded", **order)["milliseconds"]
        return told

    def times(self) -> list[float]:
        """Return the three percentiles of the steady stream in milliseconds."""
        return [percentile(self.milliseconds, percent) for percent in (50, 95, 99)]


class Crowd:
    """The process of the emulated Telegram and its people."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        told = self._answer()
        self.base_url, self.token = str(told["base_url"]), str(told["token"])

    def order(self, do: str, **details: float) -> dict[str, Any]:
        """Have something done and return what came of it."""
        told, _ = self._pipes()
        told.write(json.dumps({"do": do, **details}) + "\n")
        told.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        line = self._pipes()[1].readline()
        if not line:
            raise RuntimeError("the emulated Telegram has ended; see its last words above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the emulated Telegram has no pipes to talk through")
        return self._process.stdin, self._process.stdout


def lines(plan: Plan) -> Iterator[str]:
    """Measure and yield the lines of the table."""
    yield f"{described()}; {plan.at_once} at once, then {STEADY:.0f} a second for {plan.seconds} s"
    with ExitStack() as stack:
        bots = [stack.enter_context(bot) for bot in (_echo(), _youju(), _youju(webhook=True))]
        for number in range(ROUNDS + 1):
            tell(f"all at once, round {number} of {ROUNDS}" if number else "warming up")
            for bot in bots:
                bot.at_once(plan.at_once if number else WARM)
        for bot in bots:
            tell(f"steadily: {bot.name}")
            bot.steadily(plan.seconds)
            bot.rates = bot.rates[1:]
        yield f"{'':<16}{'answers/s':>10}{'of echo':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}"
        for bot in bots:
            share = median(rate / of for rate, of in zip(bot.rates, bots[0].rates, strict=True))
            times = "".join(f"{milliseconds:>9.1f}" for milliseconds in bot.times())
            yield f"{bot.name:<16}{median(bot.rates):>10.0f}{share:>9.2f}{times}"
    yield from _flooded()
    if plan.soak:
        yield from _soaked(plan.soak)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return a percentile by the nearest rank.

    >>> percentile((4.0, 1.0, 3.0, 2.0), 50), percentile((1.0, 2.0), 99)
    (2.0, 2.0)
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100).__trunc__() - 1)]


def _flooded() -> Iterator[str]:
    """Yield how long others wait while one person sends thousands of messages at once."""
    for made in (_youju(), _youju(webhook=True)):
        with made as bot:
            tell(f"a flood: {bot.name}")
            bot.at_once(WARM)
            times = bot.flooded()
            shown = ", ".join(f"{percentile(times, percent):.0f}" for percent in (50, 99, 100))
            yield f"{bot.name}: one sends {FLOOD} at once; the others' p50, p99, worst {shown} ms"


def _soaked(seconds: float) -> Iterator[str]:
    """Ask steadily for long and yield how the process changed."""
    with _youju() as bot:
        bot.at_once(WARM)
        looks, pieces = [_look(bot.process)], list[list[float]]()
        for number in range(PIECES):
            tell(f"soaking, {number} of {PIECES}")
            bot.milliseconds = []
            bot.steadily(seconds / PIECES, SOAK)
            pieces.append(bot.times())
            looks.append(_look(bot.process))
        yield f"{seconds:.0f} s of {SOAK:.0f} a second, in {PIECES} parts"
        for column, name in enumerate(("MB", "open files", "threads")):
            yield f"{name:<11}" + " ".join(f"{look[column]:.0f}" for look in looks)
        yield f"{'p99 ms':<11}" + " ".join(f"{times[-1]:.1f}" for times in pieces)


@contextmanager
def _echo() -> Iterator[Load]:
    with people() as crowd:
        command = [sys.executable, "-m", "benchmarks.echo", crowd.base_url, crowd.token]
        with running(command, {}) as process:
            crowd.order("wait")
            yield Load("echo", crowd, process.pid)


@contextmanager
def _youju(*, webhook: bool = False) -> Iterator[Load]:
    with people() as crowd, tempfile.TemporaryDirectory() as data:
        variables = {
            "YOUJU_TELEGRAM_TOKEN": crowd.token,
            "YOUJU_BOT_API_URL": crowd.base_url.removesuffix("/bot"),
            "YOUJU_ARTICLES": str(SEEDS),
            "YOUJU_DATA": data,
            "YOUJU_MESSAGES_PER_SECOND": "100000",
            "YOUJU_QUESTIONS_PER_MINUTE": "100000",
            "YOUJU_LOG_LEVEL": "WARNING",
        }
        if webhook:
            address = f"127.0.0.1:{free_port()}"
            variables |= {
                "YOUJU_LISTEN": address,
                "YOUJU_WEBHOOK_URL": f"http://{address}/hook",
                "YOUJU_WEBHOOK_SECRET": SECRET,
            }
        with running([sys.executable, "-m", "bot", "run"], variables) as process:
            crowd.order("wait_for_webhook" if webhook else "wait")
            yield Load("Youju, webhook" if webhook else "Youju, polling", crowd, process.pid)


@contextmanager
def people() -> Iterator[Crowd]:
    """Yield people in a Telegram of their own, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crowd"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Crowd(process)
        finally:
            process.kill()


@contextmanager
def running(command: list[str], variables: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command with some variables until it is told to stop."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YOUJU_")}
    with subprocess.Popen(command, cwd=PROJECT, env={**kept, **variables}) as process:  # noqa: S603 - our own modules
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _look(pid: int) -> tuple[float, int, int]:
    """Return a process's megabytes of memory, open files and threads, 0 where nobody tells."""
    about = Path(f"/proc/{pid}")
    if not pid or not about.exists():
        return 0.0, 0, 0
    pages = int((about / "statm").read_text().split()[1])
    files, threads = (len(list((about / name).iterdir())) for name in ("fd", "task"))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, files, threads


def free_port() -> int:
    """Return a port of loopback that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
