"""Where do the documents of the passages lie?

The keyword index: tantivy, on disk, memory-mapped, one document a passage. It is derived from the
store and can be thrown away at any time.

Invariant: what the index holds and which knowledge version that is are committed together, so they
never disagree.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from knowledge.indexing.entry import Entry
from knowledge.indexing.port import IndexUnusableError
from knowledge.indexing.profile_file import FILE, ProfileFile, ProfileWriter
from knowledge.indexing.schema import STATE, State, schema, state_document, state_of
from knowledge.indexing.snapshot import TantivySnapshot, undamaged
from knowledge.language.tokens import FIELDS

WRITER_BYTES = 100_000_000  # tantivy's buffer before it writes a segment
COMMITTED = "meta.json"  # tantivy's list of what the last commit holds


class Writing:
    """Changes to an index that are not committed yet."""

    def __init__(self, writer: tantivy.IndexWriter, profiles: ProfileWriter) -> None:
        self._writer = writer
        self._profiles = profiles

    def remove(self, revisions: Iterable[int]) -> None:
        """Take out the passages of some revisions."""
        for revision in revisions:
            self._writer.delete_documents_by_term("revision", revision)

    def add(self, entries: Iterable[Entry]) -> None:
        """Put some passages in."""
        for entry in entries:
            self._writer.add_document(self._document(entry))

    def _document(self, entry: Entry) -> tantivy.Document:
        place, shape = self._profiles.add(entry.profile)
        document = tantivy.Document()
        document.add_integer("passage", entry.passage)
        document.add_integer("revision", entry.revision)
        document.add_integer("place", place)
        document.add_integer("shape", shape)
        document.add_text("article", entry.article)
        for folder in entry.folders:
            document.add_text("folder", folder)
        document.add_bytes("quotable", entry.quotable)
        document.add_text("numbered", entry.numbered)
        for name, terms in zip(FIELDS, entry.terms, strict=True):
            document.add_text(name, terms)
        return document


class KeywordIndex:
    """The index in a folder: one writer at a time, any number of snapshots."""

    def __init__(self, folder: Path) -> None:
        """Open an index; raise IndexUnusableError if it cannot be read."""
        self._folder = folder
        self._schema = schema()
        with undamaged():
            if not tantivy.Index.exists(str(folder)):
                raise IndexUnusableError(f"{folder}: no index")
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
            self._written = self._stamp()
            self._snapshot = self._take()

    @classmethod
    def create(cls, folder: Path, state: State) -> "KeywordIndex":
        """Make an empty index in a folder, in place of whatever is there."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / FILE).touch()
        index = tantivy.Index(schema(), path=str(folder), reuse=False)
        writer = index.writer(heap_size=WRITER_BYTES, num_threads=1)
        writer.add_document(state_document(state))
        writer.commit()
        writer.wait_merging_threads()
        return cls(folder)

    def snapshot(self) -> TantivySnapshot:
        """Return the newest commit, also one that another process made."""
        with undamaged():
            stamp = self._stamp()
            if stamp != self._written:
                self._written, self._snapshot = stamp, self._take()
        return self._snapshot

    @contextmanager
    def writing(self, state: State) -> Iterator["Writing"]:
        """Yield what changes the index; commit all of it with its new state, or nothing."""
        try:
            writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
            try:
                # A process that was killed while it committed leaves files under the very names
                # that the next commit wants.
                writer.garbage_collect_files()
                with ProfileWriter(self._folder) as profiles:
                    yield Writing(writer, profiles)
                    profiles.sync()
                writer.delete_documents_by_term("key", STATE)
                writer.add_document(state_document(state))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()  # gives the lock back, whoever keeps the error
        except ValueError as error:  # tantivy's way to say that the disk or the lock failed
            raise OSError(f"{self._folder}: the index could not be written: {error}") from error

    def _take(self) -> TantivySnapshot:
        self._index.reload()
        searcher = self._index.searcher()
        query = tantivy.Query.term_query(self._schema, "key", STATE, "basic")
        found = searcher.search(query, 1, count=False).hits
        if not found:
            raise IndexUnusableError(f"{self._folder}: the index does not say what it holds")
        state = state_of(searcher.doc(found[0][1]))
        return TantivySnapshot(searcher, self._schema, ProfileFile(self._folder), state)

    def _stamp(self) -> int:
        return (self._folder / COMMITTED).stat().st_mtime_ns


def distrust(folder: Path) -> None:
    """Make an index that opens but cannot be read unusable for every process."""
    (folder / COMMITTED).unlink(missing_ok=True)
