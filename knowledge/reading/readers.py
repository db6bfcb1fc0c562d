"""Who reads a file that is not ours to trust?

A worker process, with a deadline and a limit of memory. Invariant: whatever a file holds, what
comes back is what it says or one sentence with the remedy; a file that took too long, or ended its
worker twice, is not tried again by this process until it changes.
"""

import codecs
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

from knowledge.model.errors import ArticleError
from knowledge.model.version import Draft
from knowledge.reading.drafts import Drafts
from knowledge.reading.metadata import shown
from knowledge.reading.orders import READ, READ_LINES, READ_MANY, Order, packed
from knowledge.reading.pdf import recognition
from knowledge.reading.registry import suffix_of
from knowledge.reading.wire import WireError, received, received_together
from knowledge.runtime.workers import (
    DiedError,
    LateError,
    Limits,
    Stop,
    StoppedError,
    TooLargeError,
    WorkError,
    Workers,
)

MOST_TRIES = 5  # of one file: a worker that died may have been the system's choice
MOST_REMEMBERED = 1_000  # files that came to nothing
ENOUGH, ENOUGH_FOR_PICTURES = 512, 1024  # megabytes
PIECE = 1_000_000  # bytes of a JSONL file that are read in one go
LINES = ".jsonl"

_REMEDY = "divide it, save it again as plain text, or allow it more in the settings"

Reads = Callable[[], Drafts]


def usual_limits(seconds: float = 30.0, megabytes: int | None = None) -> Limits:
    """Return what reading a file may take: 512 MB if that is not given.

    Where scanned pages can be recognised it is 1024 MB: the models take most of it.
    """
    usual = ENOUGH_FOR_PICTURES if recognition.is_installed() else ENOUGH
    return Limits(seconds, megabytes or usual)


class Readers:
    """Reads files in worker processes, as many at a time as there are cores."""

    def __init__(self, limits: Limits | None = None, workers: Workers | None = None) -> None:
        self.limits = limits or usual_limits()
        self._workers = workers or shared()
        self._threads = ThreadPoolExecutor(self._workers.most, "reading")
        self._spoiled: OrderedDict[str, dict[str, str]] = OrderedDict()

    def read(self, content: bytes, name: str, stop: Stop | None = None) -> Drafts:
        """Return what a file says; raise StoppedError if it is stopped."""
        return self.begin(content, name, stop)()

    def begin(self, content: bytes, name: str, stop: Stop | None = None) -> Reads:
        """Begin to read a file, and return what waits for the end of that."""
        if suffix_of(name) == LINES and len(content) > PIECE and _is_utf8(content):

            def piece(place: _Place) -> Drafts:
                lines = content[place.start : place.end]
                return self._drafts(READ_LINES, Order(lines, name, place.line), stop)

            pieces = [self._threads.submit(piece, place) for place in _pieces(content)]
            return lambda: _together(pieces, name)
        return self._threads.submit(self._drafts, READ, Order(content, name), stop).result

    def call(self, work: str, order: Order, stop: Stop | None = None) -> bytes:
        """Return what other work (`module:function`) makes of a file.

        Raise ArticleError with the remedy if nothing comes of it, StoppedError if it is stopped.
        """
        key = _key(order.content, order.name)
        spoiled, died = self._spoiled.get(key, {}), set[str]()
        for _ in range(MOST_TRIES):
            if "" in spoiled:
                break
            request = replace(order, spoiled=spoiled).packed()
            try:
                return self._workers.call(work, request, self.limits, stop)
            except StoppedError:
                raise
            except DiedError as error:
                if error.progress in died:
                    self._spoil(key, spoiled, error.progress, error)
                died.add(error.progress)
            except WorkError as error:
                self._spoil(key, spoiled, error.progress, error)
        said = spoiled.get("") or f"several of its files cannot be read; {_REMEDY}"
        raise ArticleError(order.name, None, said)

    def begin_many(self, files: Sequence[tuple[bytes, str]], stop: Stop) -> list[Reads]:
        """Begin to read several small files, and return what waits for each.

        They go to a worker together: one by one, the way there and back takes as long as the
        reading.
        """
        if any(_key(content, name) in self._spoiled for content, name in files):
            return [self.begin(content, name, stop) for content, name in files]
        together = self._threads.submit(self._many, files, stop)
        return [partial(_nth, together, number) for number in range(len(files))]

    def close(self) -> None:
        """Read nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _spoil(self, key: str, spoiled: dict[str, str], inside: str, error: WorkError) -> None:
        """Remember what is wrong with a file, or with one inside an archive."""
        spoiled[inside] = _said(error)
        self._spoiled[key] = spoiled
        if len(self._spoiled) > MOST_REMEMBERED:
            self._spoiled.popitem(last=False)

    def _many(self, files: Sequence[tuple[bytes, str]], stop: Stop) -> list[Drafts]:
        """Return the drafts of several files, read one by one if they cannot be read together."""
        try:
            message = self._workers.call(READ_MANY, packed(files), self.limits, stop)
            return received_together(message, len(files))
        except StoppedError:
            raise
        except (LateError, TooLargeError) as error:
            if error.progress:
                content, name = files[int(error.progress)]
                self._spoil(_key(content, name), {}, "", error)
        except (WorkError, WireError):
            pass  # each by itself tells which one it was
        return [self._drafts(READ, Order(content, name), stop) for content, name in files]

    def _drafts(self, work: str, order: Order, stop: Stop | None) -> Drafts:
        try:
            return received(self.call(work, order, stop))
        except ArticleError as problem:
            return Drafts(problems=(problem,))
        except WireError as error:
            said = f"what was read of it makes no sense ({error}); save or export it again"
            return Drafts(problems=(ArticleError(order.name, None, said),))


_shared: list[Workers] = []


def shared() -> Workers:
    """Return the workers of this process: they hold nothing, so whoever reads may have them."""
    if not _shared:
        _shared.append(Workers())
    return _shared[0]


def _key(content: bytes, name: str) -> str:
    return blake2b(content, digest_size=16).hexdigest() + suffix_of(name)


def _nth(together: Future[list[Drafts]], number: int) -> Drafts:
    return together.result()[number]


def _said(error: WorkError) -> str:
    """Return what is wrong with a file that nothing came of, with the remedy."""
    match error:
        case LateError() | TooLargeError():
            return f"{error} to be read; {_REMEDY}"
        case DiedError():
            return "it ended the process that read it, twice; save or export it again"
        case _:
            return f"it cannot be read ({error}); save or export it again"


def _is_utf8(content: bytes) -> bool:
    """Tell whether bytes are UTF-8, without a second copy of them."""
    decoder, view = codecs.getincrementaldecoder("utf-8")(), memoryview(content)
    try:
        for start in range(0, len(content), PIECE):
            decoder.decode(view[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a piece of whole lines stands in a file, and the number of its first line."""

    start: int
    end: int
    line: int


def _pieces(content: bytes) -> Iterator[_Place]:
    """Yield pieces of whole lines that have something in them."""
    start, line = 0, 1
    while start < len(content):
        end = content.find(b"\n", start + PIECE) + 1 or len(content)
        if content[start:end].strip():
            yield _Place(start, end, line)
        line += content.count(b"\n", start, end)
        start = end


def _together(pieces: Sequence[Future[Drafts]], name: str) -> Drafts:
    """Return the drafts of all pieces of a file; an id that two of them have is a problem."""
    drafts: dict[str, Draft] = {}
    problems: list[ArticleError] = []
    warnings: list[ArticleError] = []
    for piece in pieces:
        read = piece.result()
        problems += read.problems
        warnings += read.warnings
        for draft in read.drafts:
            first = drafts.setdefault(draft.article.id, draft)
            if first is not draft:
                line = draft.article.line
                said = f"id {shown(draft.article.id)} is also in line {first.article.line}"
                problems.append(ArticleError(name, line, f"{said}; give each its own"))
    return Drafts(tuple(drafts.values()), tuple(problems), tuple(warnings))
