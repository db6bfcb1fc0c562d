"""What does a file say of itself, before SQLite opens it?

SQLite deletes the log beside a file that is no database, though the log may be what is left of one.
Invariant: looking changes nothing.
"""

from pathlib import Path

from knowledge.storage.sqlite.schema import APPLICATION_ID

MAGIC = b"SQLite format 3\0"
PAGE_SIZE, PAGES, APPLICATION = 16, 28, 68  # where these numbers stand
LARGEST_PAGE = 65_536  # bytes, written as 1
BYTES = 100


def may_be_database(file: Path) -> bool:
    """Tell whether SQLite may open a file: it is one of SQLite's, or empty, or not there."""
    try:
        header = _header(file)
    except FileNotFoundError:
        return True
    return not header or header.startswith(MAGIC)


def is_ours(file: Path) -> bool:
    """Tell whether a file says that it is a database of ours, be it damaged."""
    header = _header(file)
    return header.startswith(MAGIC) and _number(header, APPLICATION, 4) == APPLICATION_ID


def length(file: Path) -> int:
    """Return how many bytes a database says that it has; 0 for what is none."""
    header = _header(file)
    if not header.startswith(MAGIC):
        return 0
    page = _number(header, PAGE_SIZE, 2)
    return _number(header, PAGES, 4) * (LARGEST_PAGE if page == 1 else page)


def _header(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(BYTES)


def _number(header: bytes, place: int, size: int) -> int:
    return int.from_bytes(header[place : place + size], "big")
