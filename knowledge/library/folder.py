"""Which files are there to be read, and could they have changed since they were read?

Invariant: this only looks. A file's stamp (size, times of content and of node, node) is given only
once its times lie in the past, so that two states of a file never share one: a program may set the
time of the content, as copying tools do, but not that of the node.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.library.unread import Unread, ending_of, unread
from knowledge.model.errors import ArticlesMissingError
from knowledge.model.version import ReadFile
from knowledge.reading import suffixes
from knowledge.search.synonyms import FILE as SYNONYMS

GOLDEN_QUESTIONS = ".questions.jsonl"  # questions beside the articles, not articles
SETTLED_SECONDS = 2.0  # the coarsest clock of a file system (FAT): what is older has its final time


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a folder: the paths to read and those of golden questions, by name and in order.

    Names are those of ids and errors. Paths to read are plain texts, because ten thousand `Path`
    objects cost as much as looking at the files. `unread` counts the files of other kinds.
    """

    found: Mapping[str, str]
    questions: Mapping[str, Path]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """What is to be read: a whole folder, or some files by name."""

    path: Path
    files: tuple[Path, ...] = ()

    def contents(self) -> "Contents":
        """Look at the folder; raise ArticlesMissingError if there is nothing to read."""
        listed = self._listed()
        questions = {name: Path(path) for name, path in listed if _golden(name)}
        if self.files:
            found = {self._name(file): str(file) for file in sorted(self.files)}
            return Contents(found, questions)
        found = self._readable(listed)
        others = (name for name, _ in listed if name not in found and not _is_no_article(name))
        return Contents(found, questions, unread(others))

    def questions(self) -> dict[str, Path]:
        """Return the files of golden questions beside the articles, in order of name."""
        return {name: Path(path) for name, path in self._listed() if _golden(name)}

    def _readable(self, listed: Sequence[tuple[str, str]]) -> dict[str, str]:
        readable = suffixes()
        kinds = ", ".join(sorted(readable))
        if not self.path.is_dir():
            raise ArticlesMissingError(
                f"{self.path}: no such folder: create it and put articles ({kinds}) into "
                "it, or name the folder that has them"
            )
        found = {
            name: path
            for name, path in listed
            if ending_of(name) in readable and not _is_no_article(name)
        }
        if not found:
            raise ArticlesMissingError(
                f"{self.path}: no articles here: put files into it ({kinds}), or "
                "name the folder that has them"
            )
        return found

    def owns(self, file: ReadFile) -> bool:
        """Tell whether a file that was read once and is not found now was deleted."""
        return not self.files and bool(file.folder)

    def folders_of(self, found: Mapping[str, str]) -> dict[str, str]:
        """Return the folder to note for each file; none for a file from elsewhere, read by name."""
        here = self.path.resolve()
        if not self.files:
            return dict.fromkeys(found, str(here))
        return {
            name: str(here) if Path(path).resolve().is_relative_to(here) else ""
            for name, path in found.items()
        }

    def _listed(self) -> list[tuple[str, str]]:
        """Return the names and paths of all files below the folder that are not hidden."""
        return sorted(_walk(str(self.path), ""), key=lambda item: item[0].split("/"))

    def _name(self, file: Path) -> str:
        try:
            return file.resolve().relative_to(self.path.resolve()).as_posix()
        except ValueError:
            return file.name


def stamp(path: str) -> str:
    """Return what would differ had a file changed; nothing if it is too new to tell, or unreadable.

    Look before reading: what is written meanwhile then has another stamp.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path would cost more than the look
    except OSError:
        return ""
    newest = max(found.st_mtime, found.st_ctime)
    if time.time() - newest < SETTLED_SECONDS:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the names and paths of files; stop at a folder that cannot be looked into.

    Its articles are not gone: they would be taken for deleted.
    """
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _walk(entry.path, f"{prefix}{entry.name}/")
                elif entry.is_file():
                    yield f"{prefix}{entry.name}", entry.path
    except (FileNotFoundError, NotADirectoryError):
        return  # it went away just now
    except OSError as error:
        raise ArticlesMissingError(
            f"{folder}: cannot be looked into ({error.strerror}): check its permissions"
        ) from error


def _is_no_article(name: str) -> bool:
    return _golden(name) or name == SYNONYMS


def _golden(name: str) -> bool:
    return name.endswith(GOLDEN_QUESTIONS)
