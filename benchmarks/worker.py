"""How is one engine kept apart from the others?

Each engine lives in a process of its own, so that its memory is its own; all wait for commands, so
that only one works at a time and their rounds can be interleaved. Invariant: a worker's folder and
process are gone when its `with` block ends.
"""

import multiprocessing
import signal
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from benchmarks.corpus import Corpus
from benchmarks.engines.engine import Engine
from benchmarks.engines.registry import ENGINES
from benchmarks.machine import memory, peak_memory, size_on_disk

if TYPE_CHECKING:  # a peer's process loads nothing of this project's: its memory is the peer's own
    from knowledge.library.golden import Case

PATIENCE_SECONDS = 10.0  # for an engine to close its files


@dataclass(frozen=True, slots=True)
class Indexed:
    """What it took to index a corpus; bytes on disk are 0 for an engine in memory."""

    seconds: float
    disk: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes that a process has held at most, and holds now."""

    peak: int
    now: int | None


class Worker:
    """An engine in a process of its own; use it in a `with` block."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._folder = tempfile.TemporaryDirectory(prefix="youju-bench-")
        spawning = multiprocessing.get_context("spawn")  # nothing of this process is inherited
        self._here, there = spawning.Pipe()
        arguments = (there, name, Path(self._folder.name))
        self._process = spawning.Process(target=_serve, args=arguments)  # may have children
        self._process.start()
        there.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._here.close()
        self._process.join(PATIENCE_SECONDS)
        self._process.kill()  # one that was interrupted in the middle of a long piece of work
        self._process.join()
        self._folder.cleanup()

    def index(self, corpus: Corpus) -> Indexed:
        """Index a corpus, once."""
        seconds: float = self._ask("index", corpus)
        return Indexed(seconds, size_on_disk(Path(self._folder.name)))

    def firsts(self, questions: Sequence[str]) -> list[str | None]:
        """Return the id of the first passage for each question."""
        found: list[str | None] = self._ask("firsts", questions)
        return found

    def seconds(self, questions: Sequence[str], budget: float) -> list[float]:
        """Return the seconds of each question, as many as a budget of seconds allows."""
        taken: list[float] = self._ask("seconds", questions, budget)
        return taken

    def grade(self, cases: "Sequence[Case]") -> dict[str, Any]:
        """Return the numbers of `youju eval`; only this project's engine tells them."""
        numbers: dict[str, Any] = self._ask("grade", cases)
        return numbers

    def memory(self) -> Memory:
        """Return the memory of the engine's process."""
        told: Memory = self._ask("memory")
        return told

    def _ask(self, command: str, *arguments: Any) -> Any:  # noqa: ANN401 - typed by the callers
        self._here.send((command, arguments))
        try:
            outcome = self._here.recv()
        except EOFError as error:
            raise RuntimeError(f"{self.name}: its process died in {command}") from error
        result, problem = outcome
        if problem is not None:
            raise RuntimeError(f"{self.name}: {command} failed: {problem!r}") from problem
        return result


def _serve(there: Connection, name: str, folder: Path) -> None:
    """Do what the pipe says until it is closed; an error is an answer too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it closes the pipe
    engine: Engine | None = None
    while True:
        try:
            command, arguments = there.recv()
        except EOFError:
            break
        try:
            engine = engine or ENGINES[name].make(folder)
            there.send((_done(engine, command, arguments), None))
        except Exception as error:  # noqa: BLE001 - the parent raises it
            there.send((None, error))
    if engine:
        engine.close()


def _done(engine: Engine, command: str, arguments: Sequence[Any]) -> object:
    match command:
        case "index":
            started = time.perf_counter()
            engine.index(*arguments)
            return time.perf_counter() - started
        case "firsts":
            (questions,) = arguments
            return [next(iter(engine.search(question, 1)), None) for question in questions]
        case "memory":
            return Memory(peak_memory(), memory())
        case _:
            return getattr(engine, command)(*arguments)
