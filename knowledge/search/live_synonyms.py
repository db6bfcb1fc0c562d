"""Which synonyms count now?

Invariant: the operator's file counts as it was at the last reload, in every process, also after a
restart: a copy lies in the data folder, and whoever asks looks whether it is still the same.
"""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.model.errors import ArticleError
from knowledge.search.synonyms import FILE, Synonyms, default_synonyms, read_synonyms


@dataclass(frozen=True, slots=True)
class Offered:
    """The synonyms beside some articles; `text` is None where the operator has none."""

    text: str | None
    synonyms: Synonyms
    problems: tuple[ArticleError, ...] = ()


def offered(folder: Path, before: Offered | None = None) -> Offered:
    """Read the synonyms beside the articles of a folder.

    A file that cannot be read is a problem and leaves what counted before.
    """
    before = before or Offered(None, default_synonyms())
    try:
        text = (folder / FILE).read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Offered(None, default_synonyms())
    except UnicodeDecodeError:
        problem = "not UTF-8: save it as UTF-8; until then the earlier synonyms count"
        return replace(before, problems=(ArticleError(FILE, None, problem),))
    except OSError as error:
        problem = f"cannot be read ({error.strerror}): check its permissions"
        return replace(before, problems=(ArticleError(FILE, None, problem),))
    return Offered(text, *read_synonyms(text, FILE))


class LiveSynonyms:
    """The synonyms of a data folder."""

    def __init__(self, data: Path) -> None:
        self._file = data / FILE
        self._stamp: tuple[int, int] | None = None
        self._known = Offered(None, default_synonyms())

    def now(self) -> Offered:
        """Return what counts; another process may have changed it."""
        try:
            found = self._file.stat()
            stamp = (found.st_mtime_ns, found.st_ino)
        except OSError:
            stamp = None
        if stamp != self._stamp:
            self._stamp, self._known = stamp, offered(self._file.parent)
        return self._known

    def put(self, text: str | None) -> None:
        """Have other synonyms count; None for the built-in ones."""
        if text == self.now().text:
            return
        if text is None:
            self._file.unlink(missing_ok=True)
            return
        waiting = self._file.with_name(f".{secrets.token_hex(4)}.tmp")
        waiting.write_text(text, "utf-8")
        waiting.replace(self._file)
