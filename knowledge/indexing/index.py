"""Which passages share terms with a question?

The keyword index: tantivy, on disk, memory-mapped, one document a passage. It is derived from the
store and can be thrown away at any time.

Invariant: what the index holds and which knowledge version that is are committed together, so they
never disagree; a snapshot keeps answering from its version while the next one is written.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import tantivy

from knowledge.indexing.entry import Entry
from knowledge.indexing.profile import Profiles
from knowledge.indexing.profile_file import FILE, ProfileFile, ProfileWriter
from knowledge.language.fuzzy import is_repairable
from knowledge.language.tokens import FIELDS
from knowledge.model.query import Term

# Shares of the fields in the first step's score. A fit of each field's share on the public question
# sets, beside the second step's features, gained nothing (see docs/decisions/ranking-features.md).
BOOSTS = {
    "words": 0.75,
    "characters": 0.75,
    "pinyin": 0.35,
    "stems": 1.5,
    "trigrams": 0.4,
    "pairs": 0.3,
}

WRITER_BYTES = 100_000_000  # tantivy's buffer before it writes a segment
COMMITTED = "meta.json"  # tantivy's list of what the last commit holds
_NUMBERS = ("passage", "place", "shape")  # of each document, readable without the document
STATE = "state"  # the key of the one document that carries the index's own state


class IndexUnusableError(Exception):
    """The index is missing, damaged, or made by other rules: rebuild it from the store."""


@dataclass(frozen=True, slots=True)
class State:
    """Which rules made the index, and which knowledge version it holds."""

    processing: str
    version: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that share terms with the question, best first, with their scores so far.

    There is at least one.
    """

    passages: Sequence[int]
    scores: Sequence[float]
    profiles: Profiles


class Snapshot:
    """The index as it was when it was taken; later commits do not change it."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        profiles: ProfileFile,
        state: State,
    ) -> None:
        self._searcher = searcher
        self._schema = schema
        self._profiles = profiles
        self.state = state
        self.passages = max(0, searcher.num_docs - 1)  # one document is the state
        self._words: dict[str, tuple[str, ...]] = {}

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """Return in how many passages each term stands."""
        count = self._searcher.doc_freq
        with _undamaged():
            return [count(term.field, term.text) for term in terms]

    def latin_words(self, letter: str) -> tuple[str, ...]:
        """Return the stems with a first letter that a misspelled word may have meant."""
        if letter not in self._words:
            with _undamaged():
                terms = self._searcher.terms_with_prefix("stems", letter)
            self._words[letter] = tuple(term for term, _ in terms if is_repairable(term))
        return self._words[letter]

    def candidates(
        self, terms: Iterable[Term], limit: int, within: Sequence[int] | None = None
    ) -> Candidates | None:
        """Return the passages that share most with some terms; None if there is none.

        `within` are the only revisions whose passages count, if it is not None.
        """
        boosted, term_query = tantivy.Query.boost_query, tantivy.Query.term_query
        should, schema = tantivy.Occur.Should, self._schema
        clauses = [
            (
                should,
                boosted(
                    term_query(schema, term.field, term.text, "freq"),
                    BOOSTS[term.field] * term.gain,
                ),
            )
            for term in terms
        ]
        if not clauses:
            return None
        query = tantivy.Query.boolean_query(clauses)
        if within is not None:
            there = tantivy.Query.term_set_query(schema, "revision", within)
            must, scoreless = tantivy.Occur.Must, tantivy.Query.const_score_query(there, 0.0)
            query = tantivy.Query.boolean_query([(must, query), (must, scoreless)])
        with _undamaged():
            hits = self._searcher.search(query, limit, count=False).hits
            addresses = [address for _, address in hits]
            if not addresses:
                return None
            passages, places, shapes = (
                cast("list[int]", self._searcher.fast_field_values(name, addresses))
                for name in _NUMBERS
            )
            profiles = self._profiles.read(places, shapes)
        return Candidates(passages, [score for score, _ in hits], profiles)


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
        for name, terms in zip(FIELDS, entry.terms, strict=True):
            document.add_text(name, terms)
        return document


class KeywordIndex:
    """The index in a folder: one writer at a time, any number of snapshots."""

    def __init__(self, folder: Path) -> None:
        """Open an index; raise IndexUnusableError if it cannot be read."""
        self._folder = folder
        self._schema = _schema()
        with _undamaged():
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
        index = tantivy.Index(_schema(), path=str(folder), reuse=False)
        writer = index.writer(heap_size=WRITER_BYTES, num_threads=1)
        writer.add_document(_state_document(state))
        writer.commit()
        writer.wait_merging_threads()
        return cls(folder)

    def snapshot(self) -> Snapshot:
        """Return the newest commit, also one that another process made."""
        with _undamaged():
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
                writer.add_document(_state_document(state))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()  # gives the lock back, whoever keeps the error
        except ValueError as error:  # tantivy's way to say that the disk or the lock failed
            raise OSError(f"{self._folder}: the index could not be written: {error}") from error

    def _take(self) -> Snapshot:
        self._index.reload()
        searcher = self._index.searcher()
        query = tantivy.Query.term_query(self._schema, "key", STATE, "basic")
        found = searcher.search(query, 1, count=False).hits
        if not found:
            raise IndexUnusableError(f"{self._folder}: the index does not say what it holds")
        stored = json.loads(searcher.doc(found[0][1])["state"][0])
        state = State(stored["processing"], stored["version"])
        return Snapshot(searcher, self._schema, ProfileFile(self._folder), state)

    def _stamp(self) -> int:
        return (self._folder / COMMITTED).stat().st_mtime_ns


def distrust(folder: Path) -> None:
    """Make an index that opens but cannot be read unusable for every process."""
    (folder / COMMITTED).unlink(missing_ok=True)


@contextmanager
def _undamaged() -> Iterator[None]:
    """Turn what reading a damaged index raises into IndexUnusableError."""
    try:
        yield
    except (ValueError, OSError, LookupError, TypeError) as error:
        raise IndexUnusableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # tantivy's; it is no Exception
            raise
        raise IndexUnusableError(str(error)) from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _NUMBERS:
        builder.add_integer_field(name, fast=True)
    builder.add_integer_field("revision", indexed=True)
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _state_document(state: State) -> tantivy.Document:
    document = tantivy.Document()
    stored = {"processing": state.processing, "version": state.version}
    document.add_text("key", STATE)
    document.add_text("state", json.dumps(stored))
    return document
