"""What turns one knowledge version into the next, and what is known of a version?

Invariant: pure records. A set of changes that no reader of the bot can see makes no new version.
"""

from dataclasses import dataclass

from knowledge.model.article import Article
from knowledge.model.passage import Passage

KEPT_VERSIONS = 5  # versions before the live one whose rows and index are kept


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: `folder` is empty for one that was named by hand.

    `stamp` is its size and times, empty where they do not tell whether it changed since; `faulty`
    that it had a problem and is to be read again.
    """

    name: str
    folder: str
    digest: str
    reading: str
    stamp: str = ""
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A live article, as far as a reload compares it; `origin`: the digest of its file or line."""

    revision: int
    article: str
    digest: str
    file: str
    line: int
    title: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that is to become a revision."""

    article: Article
    digest: str
    passages: tuple[Passage, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A live article that stands in another place now, and is the same otherwise."""

    revision: int
    article: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles a version added, changed, removed and moved."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What turns one knowledge version into the next."""

    put: tuple[Draft, ...] = ()
    removed: tuple[int, ...] = ()  # revisions
    moved: tuple[Move, ...] = ()
    files: tuple[ReadFile, ...] = ()
    forgotten_files: tuple[str, ...] = ()
    released_files: tuple[str, ...] = ()  # that a rollback held back
    counts: Counts = Counts()

    @property
    def shows(self) -> bool:
        """Tell whether a reader of the bot can see any of it: then it is a new version."""
        return bool(self.put or self.removed)


@dataclass(frozen=True, slots=True)
class Version:
    """A knowledge version: when it was made (UTC, ISO 8601), by whom, and what it changed.

    `restores` is the version that it went back to, if it did; `kept` tells whether one can go back
    to this one.
    """

    version: int
    at: str
    who: str
    counts: Counts
    restores: int | None
    kept: bool
