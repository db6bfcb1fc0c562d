"""Where does the dictionary come from when a question needs it?

It is made once from CC-CEDICT and kept in the data folder. Invariant: what is kept was made by the
rules and the release of the dictionary that are here now; without the package there is none, and
nothing is read or made before a question needs it.
"""

import asyncio
import secrets
from functools import lru_cache
from pathlib import Path

from knowledge.language.cedict import INSTALLED, entries
from knowledge.language.segmentation import frequencies
from knowledge.runtime.fingerprint import fingerprint
from knowledge.runtime.memory import give_back
from knowledge.search.other_language.dictionary import Dictionary, dictionary_lines

FILE = "dictionary-{fingerprint}"
MADE_BY = "knowledge.search.other_language.dictionary", "knowledge.language.cedict"


class LiveDictionary:
    """The dictionary of a data folder."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._loaded: Dictionary | None = None
        self._loading = asyncio.Lock()

    async def now(self) -> Dictionary | None:
        """Return the dictionary; None where CC-CEDICT is not installed.

        The first time it is read in 40 ms, or made in 3 s: in a thread, so other questions go on.
        """
        if not INSTALLED:
            return None
        if self._loaded is None:
            async with self._loading:
                self._loaded = self._loaded or await asyncio.to_thread(_dictionary, self._data)
        return self._loaded


def _dictionary(data: Path) -> Dictionary:
    file = data / FILE.format(fingerprint=fingerprint(*MADE_BY))
    try:
        return Dictionary(file.read_bytes().split(b"\n"))
    except OSError:  # not made yet, or by other rules
        lines = _made()
        _keep(lines, file)
        return Dictionary(lines)


@lru_cache(maxsize=1)
def _made() -> list[bytes]:
    """Return the lines, made once for all data folders of this process."""
    lines = dictionary_lines(entries(), frequencies())
    give_back()
    return lines


def _keep(lines: list[bytes], file: Path) -> None:
    """Write the file, as a whole or not at all; a folder that cannot be written to does no harm."""
    waiting = file.with_name(f".{secrets.token_hex(4)}.tmp")
    try:
        waiting.write_bytes(b"\n".join(lines))
        waiting.replace(file)
        for other in file.parent.glob(FILE.format(fingerprint="*")):
            if other != file:
                other.unlink(missing_ok=True)
    except OSError:
        waiting.unlink(missing_ok=True)
