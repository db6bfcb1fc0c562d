"""Where do the profiles of an index lie?

In one file beside it, one profile after the other; the index says of each passage where. Invariant:
the file is only ever added to, and what is added is on disk before the commit that refers to it, so
that every commit finds its profiles; a snapshot maps them into memory and reads those it needs.
"""

import mmap
import os
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
    """The profiles as they were when the file was opened."""

    def __init__(self, folder: Path) -> None:
        file = folder / FILE
        self._numbers: Codes = np.zeros(0, dtype=np.uint32)
        if file.stat().st_size >= _WIDTH:
            with file.open("rb") as opened:
                mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
            self._numbers = np.frombuffer(mapped, dtype="<u4", count=len(mapped) // _WIDTH)

    def read(self, places: Sequence[int], shapes: Sequence[int]) -> Profiles:
        """Return profiles by place and shape; raise LookupError if one is missing or damaged."""
        shape = np.array(shapes, dtype=np.int64)
        segments, count = shape >> _SEGMENTS_AT, shape & _NUMBERS
        start = np.array(places, dtype=np.int64)
        middle, end = start + 2 * segments, start + count
        if end.max() > len(self._numbers):
            raise LookupError(f"{FILE}: shorter than the index says")
        numbers, middles = self._numbers, middle.tolist()
        heads = np.concatenate([numbers[a:b] for a, b in zip(places, middles, strict=True)])
        tokens = np.concatenate([numbers[a:b] for a, b in zip(middles, end.tolist(), strict=True)])
        if int((heads[1::2] >> HALF).sum()) != len(tokens):
            raise LookupError(f"{FILE}: damaged")
        return Profiles(segments, count - 2 * segments, heads.reshape(-1, 2), tokens)


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
