"""How does everything get into one file, and back?

The archive is a ZIP: `youju.db`, the files of the articles folder below `articles/`, and
`backup.json`, which says what it is. The index is derived and stays out. Invariant: an archive
appears whole or not at all; restoring looks at all of it before it changes anything, and what was
in the articles folder is moved aside, never deleted.
"""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from knowledge.model.errors import KnowledgeError
from knowledge.storage.sqlite.copying import check, replace_database

FORM = 1  # of the archive; a later one is refused with a hint to update
ABOUT, DATABASE, ARTICLES = "backup.json", "youju.db", "articles"
ASIDE = ".before-restore"  # what the earlier articles folder is called afterwards


def write_backup(
    archive: Path, copy_database: Callable[[Path], None], articles: Path, version: int
) -> int:
    """Write an archive and return its size in bytes; raise KnowledgeError if that fails.

    `copy_database` writes a copy of the database to a file.
    """
    try:
        with tempfile.TemporaryDirectory(dir=archive.parent, prefix=f".{archive.name}.") as folder:
            copy, new = Path(folder) / DATABASE, Path(folder) / archive.name
            copy_database(copy)
            with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
                now = datetime.now(UTC).isoformat(timespec="seconds")
                about = {"form": FORM, "at": now, "version": version}
                out.writestr(ABOUT, json.dumps(about))
                out.write(copy, DATABASE)
                for file in sorted(articles.rglob("*")):
                    if file.is_file():
                        name = file.relative_to(articles).as_posix()
                        out.write(file, f"{ARTICLES}/{name}")
            with new.open("rb+") as written:
                os.fsync(written.fileno())
            new.replace(archive)
    except OSError as error:
        raise KnowledgeError(
            f"{archive}: cannot be written ({error.strerror or error}): name a file in a folder "
            "that is there, with room on its disk"
        ) from error
    return archive.stat().st_size


def look_at(archive: Path) -> None:
    """Raise KnowledgeError if an archive is no whole backup."""
    with tempfile.TemporaryDirectory(prefix="youju-backup-") as folder:
        _unpack(archive, Path(folder))
        check(Path(folder) / DATABASE)


def read_backup(
    archive: Path, database: Path, articles: Path, prepare: Callable[[Path], None]
) -> Path | None:
    """Restore an archive; return where the earlier articles folder is now, if there was one.

    `prepare` changes the archive's database before it takes the place of the other one: whoever has
    that open sees nothing half-done.
    """
    articles = articles.resolve()
    articles.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=articles.parent, prefix=".restore-") as folder:
            _unpack(archive, Path(folder))
            (Path(folder) / ARTICLES).mkdir(exist_ok=True)
            prepare(Path(folder) / DATABASE)
            aside = _aside(articles)
            replace_database(Path(folder) / DATABASE, database)
            if aside:
                articles.rename(aside)
            (Path(folder) / ARTICLES).rename(articles)
            return aside
    except OSError as error:
        raise KnowledgeError(
            f"{error.filename or archive}: {error.strerror or error}: the folder that holds the "
            "articles must be writable; name another one if it is not"
        ) from error


def _aside(articles: Path) -> Path | None:
    """Return a free name beside a folder; None if there is nothing to move there."""
    if not articles.exists():
        return None
    number, aside = 1, articles.with_name(f"{articles.name}{ASIDE}")
    while aside.exists():
        number += 1
        aside = articles.with_name(f"{articles.name}{ASIDE}-{number}")
    return aside


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as packed:
            about = json.loads(packed.read(ABOUT))
            if about["form"] > FORM:
                raise KnowledgeError(f"{archive}: made by a newer Youju: update to restore it")
            for entry in packed.infolist():
                _check_name(archive, entry.filename)
                with packed.open(entry) as source:
                    target = folder / entry.filename
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("wb") as file:
                        shutil.copyfileobj(source, file)
    except OSError as error:
        raise KnowledgeError(
            f"{archive}: cannot be read ({error.strerror}): name a file that `backup` wrote"
        ) from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise KnowledgeError(
            f"{archive}: not a backup, or damaged ({error}): name a file that `backup` wrote"
        ) from error


def _check_name(archive: Path, name: str) -> None:
    """Let nothing out of the folder that an archive is unpacked into."""
    parts = PurePosixPath(name).parts
    inside = name in {ABOUT, DATABASE} or (parts[0] == ARTICLES and len(parts) > 1)
    if not inside or ".." in parts or "\\" in name or name.endswith("/"):
        raise KnowledgeError(f"{archive}: holds a file named {name!r}, which no backup does")
