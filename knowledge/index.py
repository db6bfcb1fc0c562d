"""Which passages share terms with a question?

The keyword index: tantivy, on disk, memory-mapped, one document a passage. It is derived from the
store and can be thrown away at any time.

Invariant: what the index holds and which knowledge version that is are committed together, so they
never disagree; a snapshot keeps answering from its version while the next one is written.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from knowledge.folding import fold
from knowledge.fuzzy import is_repairable
from knowledge.passages import IndexedPassage
from knowledge.profile import profile
from knowledge.query import Term
from knowledge.tokens import FIELDS, title_terms

# Shares of the fields in the first step's score. A fit of each field's share on the public question
# sets, beside the second step's features, gained nothing over these (see ARCHITECTURE.md).
BOOSTS = {
    "words": 0.75,
    "characters": 0.75,
    "pinyin": 0.35,
    "trigrams": 0.4,
    "pairs": 0.3,
    "title": 0.5,
}
WRITER_BYTES = 100_000_000  # tantivy's buffer before it writes a segment
COMMITTED = "meta.json"  # tantivy's list of what the last commit holds
STATE = "state"  # the key of the one document that carries the index's own state


class IndexUnusableError(Exception):
    """The index is missing, damaged, or made by other rules: rebuild it from the store."""


@dataclass(frozen=True, slots=True)
class State:
    """Which rules made the index, and which knowledge version it holds."""

    processing: str
    version: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that shares terms with the question, with its score of the first step."""

    passage: int
    score: float
    profile: bytes


class Snapshot:
    """The index as it was when it was taken; later commits do not change it."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, state: State) -> None:
        self._searcher = searcher
        self._schema = schema
        self.state = state
        self.passages = max(0, searcher.num_docs - 1)  # one document is the state
        self._latin: tuple[str, ...] | None = None

    def frequency(self, field: str, term: str) -> int:
        """Return in how many passages a term stands."""
        with _undamaged():
            return self._searcher.doc_freq(field, term)

    def latin_words(self) -> tuple[str, ...]:
        """Return the stems that the articles have and a misspelled word may have meant."""
        if self._latin is None:
            with _undamaged():
                terms = self._searcher.terms_with_prefix("words", "")
            self._latin = tuple(term for term, _ in terms if is_repairable(term))
        return self._latin

    def candidates(self, terms: Iterable[Term], limit: int) -> list[Candidate]:
        """Return the passages that share most with some terms, best first."""
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, term.field, term.text, "freq"),
                    BOOSTS[term.field] * term.gain,
                ),
            )
            for term in terms
        ]
        if not clauses:
            return []
        query = tantivy.Query.boolean_query(clauses)
        with _undamaged():
            found = self._searcher.search(query, limit, count=False).hits
            addresses = [address for _, address in found]
            numbers = self._searcher.fast_field_values("passage", addresses)
            return [
                Candidate(int(number or 0), float(score), self._searcher.doc(address)["profile"][0])
                for (score, address), number in zip(found, numbers, strict=True)
            ]


class Writing:
    """Changes to an index that are not committed yet."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def remove(self, revisions: Iterable[int]) -> None:
        """Take out the passages of some revisions."""
        for revision in revisions:
            self._writer.delete_documents_by_term("revision", revision)

    def add(self, entries: Iterable[IndexedPassage]) -> None:
        """Put some passages in."""
        for entry in entries:
            self._writer.add_document(_document(entry))


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
                yield Writing(writer)
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
        return Snapshot(searcher, self._schema, State(stored["processing"], stored["version"]))

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
    builder.add_integer_field("passage", fast=True)
    builder.add_integer_field("revision", indexed=True)
    builder.add_bytes_field("profile", stored=True)
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(entry: IndexedPassage) -> tantivy.Document:
    title = fold(f"{entry.title}\n{entry.section}")
    folded = f"{title}\n{fold(entry.quote)}"
    document = tantivy.Document()
    document.add_integer("passage", entry.passage)
    document.add_integer("revision", entry.revision)
    document.add_bytes("profile", profile(entry.quote, f"{entry.title}\n{entry.section}"))
    document.add_text("title", " ".join(title_terms(title)))
    for name, terms in FIELDS.items():
        document.add_text(name, " ".join(terms(folded)))
    return document


def _state_document(state: State) -> tantivy.Document:
    document = tantivy.Document()
    stored = {"processing": state.processing, "version": state.version}
    document.add_text("key", STATE)
    document.add_text("state", json.dumps(stored))
    return document
