"""On what is measured?

Invariant: what is told of a machine is what matters for the figures (cores, memory, processor,
versions), never its name or its folders.
"""

import os
import platform
import resource
import sqlite3
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("youju", "tantivy", "bm25s", "rank-bm25", "rapidfuzz", "jieba", "opencc", "numpy")
STATUS = Path("/proc/self/status")
NOT_KEPT = "jieba.cache"  # a word list's cache in an engine's folder, no part of its index


def described() -> str:
    """Return one line on the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB of memory, {platform.system()}"
    )


def versions() -> str:
    """Return one line with the versions of Python and of every engine's library."""
    told = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    return ", ".join(told + [f"{name} {_version(name)}" for name in LIBRARIES])


def peak_memory() -> int:
    """Return the most bytes of memory that this process has held so far.

    Linux tells it of the process as it is; `getrusage` would count what its parent held before.
    """
    if STATUS.exists():
        return _status("VmHWM")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def memory() -> int | None:
    """Return the bytes of memory that this process holds now; None where nobody tells."""
    return _status("VmRSS") if STATUS.exists() else None


def size_on_disk(folder: Path) -> int:
    """Return the bytes of the files in a folder, without word lists' caches."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != NOT_KEPT)
    return sum(path.stat().st_size for path in files)


def _status(name: str) -> int:
    values = dict(line.split(":", 1) for line in STATUS.read_text().splitlines() if ":" in line)
    return int(values[name].split()[0]) * 1024


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    models: Sequence[str] = [line.split(":", 1)[1] for line in lines if line[:10] == "model name"]
    return models[0].strip() if models else platform.processor() or platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "as checked out" if name == "youju" else "not installed"
