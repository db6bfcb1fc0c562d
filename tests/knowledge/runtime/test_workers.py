import ast
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.runtime.workers import (
    DiedError,
    LateError,
    Limits,
    Stop,
    StoppedError,
    TooLargeError,
    WorkError,
    Workers,
)

HERE = "tests.knowledge.runtime.misbehaving"
ENOUGH, SHORT = Limits(600), Limits(1)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Yield one worker."""
    opened = Workers(1)
    yield opened
    opened.close()


def number(workers: Workers) -> int:
    """Return the number of the worker's process."""
    return int(workers.call(f"{HERE}:process", b"", ENOUGH))


@pytest.mark.parametrize("content", [b"", b"x", bytes(3_000_000)])
def test_work_is_done(workers: Workers, content: bytes) -> None:
    """Whatever the size; what libraries print is no result."""
    assert workers.call(f"{HERE}:echo", content, ENOUGH) == content


def test_a_worker_stays_for_the_next_piece(workers: Workers) -> None:
    """Starting one takes longer than most work."""
    assert number(workers) == number(workers)


def test_late_work_ends(workers: Workers) -> None:
    """With what it told last; the next piece of work is done by another process."""
    before = number(workers)
    with pytest.raises(LateError, match=r"took longer than 1 s") as caught:
        workers.call(f"{HERE}:sleep", b"a.md", SHORT)
    assert caught.value.progress == "a.md"
    assert number(workers) != before


def test_work_that_tells_of_its_progress_has_more_time(workers: Workers) -> None:
    """The deadline is from one time to the next."""
    assert workers.call(f"{HERE}:steps", b"30", Limits(2)) == b"done"


def test_memory_is_limited(workers: Workers) -> None:
    """And the next piece of work has all of it again."""
    with pytest.raises(TooLargeError, match="needs more than 512 MB of memory"):
        workers.call(f"{HERE}:fill", b"", ENOUGH)
    assert workers.call(f"{HERE}:echo", b"x", ENOUGH) == b"x"


@pytest.mark.parametrize("how", ["die", "babble"])
def test_a_dead_worker_is_replaced(workers: Workers, how: str) -> None:
    """Its caller learns of it."""
    with pytest.raises(DiedError):
        workers.call(f"{HERE}:{how}", b"a.md", ENOUGH)
    assert workers.call(f"{HERE}:echo", b"x", ENOUGH) == b"x"


def test_a_mistake_is_told(workers: Workers) -> None:
    """What failed in the worker is said here, and the worker stays."""
    before = number(workers)
    with pytest.raises(WorkError, match="LookupError: a mistake"):
        workers.call(f"{HERE}:fail", b"", ENOUGH)
    assert number(workers) == before


def test_nothing_secret_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable that is not on the list, and no open file but the way back and a way to nowhere.

    The memory is what was asked for.
    """
    monkeypatch.setenv("YOUJU_TELEGRAM_TOKEN", "123:secret")
    fresh = Workers(1)
    with (Path(__file__)).open("rb") as file:
        os.set_inheritable(file.fileno(), True)
        said = fresh.call(f"{HERE}:surroundings", b"", Limits(600, 300))
    fresh.close()
    names, files, megabytes = ast.literal_eval(said.decode())
    assert not [name for name in names if name.startswith("YOUJU")]
    assert set(names) <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "PYTHONPATH"}
    assert (files, megabytes) == (2, 300)


def test_work_is_stopped_from_elsewhere(workers: Workers) -> None:
    """What runs ends at once, and what would follow does not begin."""
    stop = Stop()
    raised: list[Exception] = []

    def work() -> None:
        try:
            workers.call(f"{HERE}:sleep", b"", ENOUGH, stop)
        except StoppedError as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    stop()
    thread.join()
    assert len(raised) == 1
    with pytest.raises(StoppedError):
        workers.call(f"{HERE}:echo", b"x", ENOUGH, stop)
    assert workers.call(f"{HERE}:echo", b"x", ENOUGH) == b"x"


def test_a_worker_that_ended_while_it_waited_is_replaced(workers: Workers) -> None:
    """Nobody notices."""
    process = number(workers)
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert workers.call(f"{HERE}:echo", b"x", ENOUGH) == b"x"


def test_many_callers_share_few_workers() -> None:
    """Each gets its own result."""
    few = Workers(2)
    results: dict[int, bytes] = {}

    def work(number: int) -> None:
        results[number] = few.call(f"{HERE}:echo", str(number).encode(), ENOUGH)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    few.close()
    assert results == {number: str(number).encode() for number in range(20)}


def test_a_worker_that_has_nothing_to_do_ends() -> None:
    """And leaves no dead process behind; the next piece of work starts another."""
    hasty = Workers(1, idle_seconds=0.0)
    process = number(hasty)
    while Path(f"/proc/{process}").exists():
        time.sleep(0.01)
    assert number(hasty) != process
    hasty.close()
