import io
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from knowledge.runtime import worker

STARTS = textwrap.dedent(
    """
    import time
    from knowledge.runtime.workers import Limits, Workers
    number = Workers(1).call("tests.knowledge.runtime.misbehaving:process", b"", Limits())
    print(number.decode(), flush=True)
    time.sleep(600)
    """
)


def test_messages_are_read_as_they_were_sent() -> None:
    """One after another, until there are no more."""
    stream = io.BytesIO()
    worker._send(stream, worker.RESULT, b"one")  # noqa: SLF001 - the two ends of one way
    worker._send(stream, worker.RESULT, b"")  # noqa: SLF001
    stream.seek(0)
    received = [worker._received(stream) for _ in range(3)]  # noqa: SLF001
    assert received == [b"one", b"", None]


def test_a_worker_ends_with_its_parent() -> None:
    """One that waits for work; nothing is left behind when the bot is killed."""
    folder = Path(__file__).parents[3]
    with subprocess.Popen(  # noqa: S603 - this interpreter and our own words
        [sys.executable, "-c", STARTS], stdout=subprocess.PIPE, cwd=folder, text=True
    ) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    while _runs(child):
        time.sleep(0.01)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        return not Path("/proc").is_dir()
    return state != "Z"
