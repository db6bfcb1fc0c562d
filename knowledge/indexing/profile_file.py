"""Where do the profiles of an index lie?

In one file beside it, one profile after the other; the index says of each passage where. Invariant:
the file is only ever added to, and what is added is on disk before the commit that refers to it, so
that every commit finds its profiles; a snapshot reads those it needs.
"""

import os
import weakref
from collections.abc import Sequence
from io import BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from knowledge.indexing.profile import HALF, Profile, Profiles
from knowledge.indexing.scan import Codes

FILE = "profiles"
_WIDTH = 4  # bytes of a number

_SEGMENTS_AT = 32  # a shape is segments << 32 | numbers
_NUMBERS = (1 << _SEGMENTS_AT) - 1


class ProfileFile:
    """The profiles as they were when the file was opened.

    They are read, not mapped: of a mapped file sixteen pages around each profile count as the
    memory of this process, of a million passages soon all there are.
    """

    def __init__(self, folder: Path) -> None:
        self._opened = os.open(folder / FILE, os.O_RDONLY)
        self._numbers = os.fstat(self._opened).st_size // _WIDTH
        weakref.finalize(self, os.close, self._opened)

    def read(self, places: Sequence[int], shapes: Sequence[int]) -> Profiles:
        """Return profiles by place and shape; raise LookupError if one is missing or damaged."""
        counts = [shape & _NUMBERS for shape in shapes]
        segments = [shape >> _SEGMENTS_AT for shape in shapes]
        rows = [self._bytes(*where) for where in zip(places, counts, strict=True)]
        ends = [2 * _WIDTH * count for count in segments]
        heads = _joined([row[:end] for row, end in zip(rows, ends, strict=True)])
        tokens = _joined([row[end:] for row, end in zip(rows, ends, strict=True)])
        if int((heads[1::2] >> HALF).sum()) != len(tokens):
            raise LookupError(f"{FILE}: damaged")
        segments_of = np.array(segments, dtype=np.int64)
        tokens_of = np.array(counts, dtype=np.int64) - 2 * segments_of
        return Profiles(segments_of, tokens_of, heads.reshape(-1, 2), tokens)

    def _bytes(self, place: int, count: int) -> bytes:
        if not 0 <= place <= place + count <= self._numbers:
            raise LookupError(f"{FILE}: shorter than the index says")
        return os.pread(self._opened, count * _WIDTH, place * _WIDTH)


def _joined(rows: Sequence[bytes]) -> Codes:
    return np.frombuffer(b"".join(rows), dtype="<u4")


class ProfileWriter:
    """The file, to be added to; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def __enter__(self) -> Self:
        self._file: BufferedWriter = self._path.open("ab")
        end = self._file.seek(0, os.SEEK_END)
        self._place = -(-end // _WIDTH)
        self._file.write(b"\0" * (self._place * _WIDTH - end))  # after a crash in mid-number
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, profile: Profile) -> tuple[int, int]:
        """Append a profile and return its place and shape."""
        place, count = self._place, len(profile.numbers)
        self._file.write(profile.numbers.astype("<u4", copy=False).tobytes())
        self._place += count
        shape = profile.segments << _SEGMENTS_AT | count
        return place, shape

    def sync(self) -> None:
        """Have everything that was added on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
