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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias, cast

import numpy as np
import tantivy

from knowledge.indexing.entry import Entry
from knowledge.indexing.profile import Profiles
from knowledge.indexing.profile_file import FILE, ProfileFile, ProfileWriter
from knowledge.indexing.quotable import Quotable, unpacked
from knowledge.language.fuzzy import is_repairable
from knowledge.language.tokens import FIELDS
from knowledge.model.query import Term
from knowledge.model.scope import WHOLE, Scope

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

OTHERS_COUNT = 0.1  # share of the score of other ways to write a word, beside the best one
# Words of either language that hardly any passage of 500 characters lacks.
FREQUENT = {"characters": "的 是 在 一 不 了 有 和 人 为", "stems": "the of and to in is a for"}

WRITER_BYTES = 100_000_000  # tantivy's buffer before it writes a segment
COMMITTED = "meta.json"  # tantivy's list of what the last commit holds
_NUMBERS = ("passage", "place", "shape")  # of each document, readable without the document
STATE = "state"  # the key of the one document that carries the index's own state


Document: TypeAlias = tantivy.DocAddress
"""Where a passage lies in one snapshot."""


class IndexUnusableError(Exception):
    """The index is missing, damaged, or made by other rules: rebuild it from the store."""


@dataclass(frozen=True, slots=True)
class State:
    """Which rules made the index, which knowledge version it holds, and up to which move.

    Versions and moves are those of a history of the database: another one has the same numbers.
    """

    processing: str
    version: int
    moves: int = 0
    history: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that share terms with the question, best first, with their scores so far.

    There is at least one. `documents` are those of the snapshot that found them.
    """

    passages: Sequence[int]
    scores: Sequence[float]
    profiles: Profiles
    documents: Sequence[Document] = ()


def joined(first: Candidates, others: Candidates | None) -> Candidates:
    """Return candidates and after them others, which may be the same passages."""
    if others is None:
        return first
    one, other = first.profiles, others.profiles
    return Candidates(
        [*first.passages, *others.passages],
        [*first.scores, *others.scores],
        Profiles(
            np.concatenate([one.segments_of, other.segments_of]),
            np.concatenate([one.tokens_of, other.tokens_of]),
            np.concatenate([one.segments, other.segments]),
            np.concatenate([one.tokens, other.tokens]),
        ),
        [*first.documents, *others.documents],
    )


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
        self._languages: tuple[int, int] | None = None

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
        self,
        terms: Iterable[Term],
        limit: int,
        within: Scope = WHOLE,
        revision: int | None = None,
        number: str = "",
    ) -> Candidates | None:
        """Return the passages that share most with some terms; None if there is none.

        Only passages of a scope's articles count, only those of a revision if one is named, and
        only those that begin with a number if one is.
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
        return self._best(clauses, limit, within, revision, number)

    def candidates_of_any(
        self,
        words: Iterable[Sequence[Sequence[Term]]],
        limit: int,
        within: Scope = WHOLE,
        revision: int | None = None,
    ) -> Candidates | None:
        """Return the passages that have most of some words; None if there is none.

        Each word may be written in several ways, each of which is some terms together; the one that
        scores best in a passage counts. A term's gain is all that its BM25 score is multiplied by.
        """
        boosted, term_query = tantivy.Query.boost_query, tantivy.Query.term_query
        should, schema = tantivy.Occur.Should, self._schema
        clauses = []
        for ways in words:
            written = [
                tantivy.Query.boolean_query(
                    [
                        (should, boosted(term_query(schema, t.field, t.text, "freq"), t.gain))
                        for t in way
                    ]
                )
                for way in ways
            ]
            clauses.append((should, tantivy.Query.disjunction_max_query(written, OTHERS_COUNT)))
        return self._best(clauses, limit, within, revision)

    def languages(self) -> tuple[int, int]:
        """Return how many passages are in Chinese and how many in English, counted once.

        A passage is in the language whose most frequent words it has; with both it is Chinese.
        """
        if self._languages is None:
            chinese, english = (
                self._holding_any(field, FREQUENT[field]) for field in ("characters", "stems")
            )
            must, must_not = tantivy.Occur.Must, tantivy.Occur.MustNot
            only_english = tantivy.Query.boolean_query([(must, english), (must_not, chinese)])
            with _undamaged():
                self._languages = self._count(chinese), self._count(only_english)
        return self._languages

    def _holding_any(self, field: str, terms: str) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, terms.split())

    def _count(self, query: tantivy.Query) -> int:
        found = self._searcher.search(query, 1, count=True)
        return int(found.count)  # type: ignore[attr-defined] # the stub lacks it

    def _best(
        self,
        clauses: Sequence[tuple[tantivy.Occur, tantivy.Query]],
        limit: int,
        within: Scope,
        revision: int | None,
        number: str = "",
    ) -> Candidates | None:
        """Return the passages that score best by any of some clauses; None if there is none.

        A number finds those that begin with it, whatever else they have.
        """
        if not clauses:
            return None
        query = tantivy.Query.boolean_query(clauses)
        inside = self._filters(within, revision, number)
        if inside:
            must, should = tantivy.Occur.Must, tantivy.Occur.Should
            scoreless = [(must, tantivy.Query.const_score_query(one, 0.0)) for one in inside]
            found_by = should if number else must  # a number finds alone
            query = tantivy.Query.boolean_query([(found_by, query), *scoreless])
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
        return Candidates(passages, [score for score, _ in hits], profiles, addresses)

    def quotable(self, document: Document) -> Quotable:
        """Return what can be quoted of a passage."""
        with _undamaged():
            return unpacked(self._searcher.doc(document)["quotable"][0])

    def is_numbered(self, document: Document, unit: str) -> bool:
        """Tell whether some passage of the article of a passage begins with a number of a unit."""
        with _undamaged():
            (revision,) = self._searcher.fast_field_values("revision", [document])
            filters = self._filters(WHOLE, cast("int", revision), unit)
            return self._first(filters)[1] is not None

    def only_article(self, within: Scope = WHOLE) -> Quotable | None:
        """Return a passage of a scope's only article; None if it has none or several."""
        inside = self._filters(within, None)
        with _undamaged():
            count, document = self._first(inside) if inside else (self.passages, self._any())
            if document is None:
                return None
            (revision,) = self._searcher.fast_field_values("revision", [document])
            own, _ = self._first(self._filters(WHOLE, cast("int", revision)))
            if own != count:
                return None
        return self.quotable(document)

    def _first(self, filters: Sequence[tantivy.Query]) -> tuple[int, Document | None]:
        """Return how many passages match all of some filters, and where the first of them lies."""
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in filters])
        found = self._searcher.search(query, 1, count=True)
        count: int = found.count  # type: ignore[attr-defined] # the stub lacks it
        return count, found.hits[0][1] if found.hits else None

    def _any(self) -> Document | None:
        """Return where some passage lies: any document but the state's."""
        state = tantivy.Query.term_query(self._schema, "key", STATE, "basic")
        clauses = [
            (tantivy.Occur.Must, tantivy.Query.all_query()),
            (tantivy.Occur.MustNot, state),
        ]
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), 1, count=False).hits
        return found[0][1] if found else None

    def _filters(
        self, within: Scope, revision: int | None, number: str = ""
    ) -> list[tantivy.Query]:
        """Return the queries that a passage must match to lie in a scope and a revision.

        With a number it must also begin with that.
        """
        found = []
        if number:
            found.append(tantivy.Query.term_query(self._schema, "numbered", number, "basic"))
        if revision is not None:
            found.append(tantivy.Query.term_set_query(self._schema, "revision", [revision]))
        if within:
            named = (("article", within.articles), ("folder", within.folders))
            either = [
                (tantivy.Occur.Should, tantivy.Query.term_set_query(self._schema, field, names))
                for field, names in named
                if names
            ]
            found.append(tantivy.Query.boolean_query(either))
        return found


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
        history = stored.get("history", "")
        state = State(stored["processing"], stored["version"], stored["moves"], history)
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
    builder.add_integer_field("revision", indexed=True, fast=True)
    for name in ("article", "folder"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("quotable", stored=True, indexed=False)
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("numbered", tokenizer_name="whitespace", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _state_document(state: State) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("key", STATE)
    document.add_text("state", json.dumps(asdict(state)))
    return document
