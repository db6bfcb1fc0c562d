"""How do new files come into the articles folder?

Invariant: a file is there whole or not at all, and nothing that was there is lost: what a new file
replaces stays beside it under another ending, which no reader reads.
"""

import glob
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from knowledge.library.offer import KEPT, NewFile
from knowledge.model.article import Article
from knowledge.model.errors import KnowledgeError

Read = Callable[[bytes, str], tuple[Article, ...]]
"""What articles a file of some bytes and a name holds."""

REPLACED = ".replaced"
REMOVED = ".removed"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a new file goes below the articles folder, and whether it replaces one.

    `url` is where the page stands that it was made of, if it was one.
    """

    path: str
    content: bytes
    replaces: bool
    url: str | None = None


def placements(
    folder: Path, files: Sequence[NewFile], live: Mapping[str, str], read: Read
) -> tuple[Placement, ...]:
    """Return where new files go; `live` gives the files of live articles by their addresses.

    A page that is there already is replaced where it is. So is a file of the same name, unless it
    holds a page of another address: then the new one gets a number.
    """
    placed: list[Placement] = []
    for file in files:
        path = live.get(file.url or "") or ""
        if not path or not _is_one_of_ours(folder, path):
            path = _free(folder, file, {one.path for one in placed}, read)
        replaces = _at(folder, path).exists() and _at(folder, path).read_bytes() != file.content
        placed.append(Placement(path, file.content, replaces, file.url))
    return tuple(placed)


def place(folder: Path, placed: Sequence[Placement]) -> tuple[Path, ...]:
    """Write files and return their paths; raise KnowledgeError if the folder cannot be written."""
    paths = []
    for one in placed:
        path = _at(folder, one.path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if one.replaces:
                write_whole(beside(path, REPLACED), path.read_bytes())
            write_whole(path, one.content)
        except OSError as error:
            raise unwritable(path, error) from error
        paths.append(path)
    return tuple(paths)


def take_back(folder: Path, placed: Sequence[Placement]) -> None:
    """Undo `place`: what was new goes, what was replaced is as it was."""
    for one in placed:
        path = _at(folder, one.path)
        kept = sorted(path.parent.glob(f"{glob.escape(path.name)}{REPLACED}*"), key=_number)
        if one.replaces and kept:
            kept[-1].replace(path)
        elif not one.replaces:
            path.unlink(missing_ok=True)


def digest_of(content: bytes) -> str:
    """Return what differs if a file does."""
    return blake2b(content, digest_size=16).hexdigest()


def beside(path: Path, ending: str) -> Path:
    """Return a free name beside a file with an ending that no reader reads."""
    number = 1
    while (free := path.with_name(f"{path.name}{ending}{f'-{number}' * (number > 1)}")).exists():
        number += 1
    return free


def _number(aside: Path) -> int:
    """Return the number of a file that was set aside, 1 for the first."""
    _, _, number = aside.name.rpartition(f"{REPLACED}-")
    return int(number) if number.isdecimal() else 1


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever looks sees the old one or the new one."""
    waiting = path.with_name(f".{secrets.token_hex(4)}.tmp")  # hidden: no reload reads it
    try:
        with waiting.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> KnowledgeError:
    """Return the sentence for a folder that cannot be written."""
    remedy = "make the articles folder writable, or put the file there by hand and reload"
    return KnowledgeError(f"{path}: cannot be written ({error.strerror or error}): {remedy}")


def _free(folder: Path, file: NewFile, taken: set[str], read: Read) -> str:
    wanted = PurePosixPath(file.path)
    number = 1
    while True:
        name = f"{wanted.stem}-{number}{wanted.suffix}" if number > 1 else wanted.name
        path = str(wanted.with_name(name))
        if path not in taken and not _is_another_page(_at(folder, path), file, read):
            return path
        number += 1


def _is_another_page(path: Path, file: NewFile, read: Read) -> bool:
    if not path.exists():
        return False
    addresses = {article.url for article in read(path.read_bytes(), path.name)}
    return bool(file.url and addresses - {None, file.url})


def _is_one_of_ours(folder: Path, path: str) -> bool:
    """Tell whether a file of a live article is in the folder and holds only that article."""
    file = _at(folder, path)
    if file.suffix.lower() not in KEPT - {".jsonl"} or not file.is_file():
        return False
    return file.resolve().is_relative_to(folder.resolve())


def _at(folder: Path, path: str) -> Path:
    return folder / PurePosixPath(path)
