"""Which passages share terms with a question?

Tantivy's answers to what `port` asks. Invariant: a snapshot keeps answering from its version while
the next one is written; damage that it meets is an IndexUnusableError.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import tantivy

from knowledge.indexing.port import (
    BOOSTS,
    FREQUENT,
    OTHERS_COUNT,
    Candidates,
    Document,
    IndexUnusableError,
)
from knowledge.indexing.profile_file import ProfileFile
from knowledge.indexing.quotable import Quotable, unpacked
from knowledge.indexing.schema import NUMBERS, STATE, State
from knowledge.language.fuzzy import is_repairable
from knowledge.model.query import Term
from knowledge.model.scope import WHOLE, Scope


class TantivySnapshot:
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

    @property
    def version(self) -> int:
        """The knowledge version whose passages are here."""
        return self.state.version

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """Return in how many passages each term stands."""
        count = self._searcher.doc_freq
        with undamaged():
            return [count(term.field, term.text) for term in terms]

    def latin_words(self, beginning: str) -> tuple[str, ...]:
        """Return the terms of the field *stems* with a beginning, kept for the next question."""
        if beginning not in self._words:
            with undamaged():
                terms = self._searcher.terms_with_prefix("stems", beginning)
            self._words[beginning] = tuple(term for term, _ in terms if is_repairable(term))
        return self._words[beginning]

    def candidates(
        self,
        terms: Iterable[Term],
        limit: int,
        within: Scope = WHOLE,
        revision: int | None = None,
        number: str = "",
    ) -> Candidates | None:
        """Return the passages that share most with some terms; None if there is none."""
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
        """Return the passages that have most of some words; None if there is none."""
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
        """Return how many passages are in Chinese and how many in English, counted once."""
        if self._languages is None:
            chinese, english = (
                self._holding_any(field, FREQUENT[field]) for field in ("characters", "stems")
            )
            must, must_not = tantivy.Occur.Must, tantivy.Occur.MustNot
            only_english = tantivy.Query.boolean_query([(must, english), (must_not, chinese)])
            with undamaged():
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
        with undamaged():
            hits = self._searcher.search(query, limit, count=False).hits
            addresses = [address for _, address in hits]
            if not addresses:
                return None
            passages, places, shapes = (
                cast("list[int]", self._searcher.fast_field_values(name, addresses))
                for name in NUMBERS
            )
            profiles = self._profiles.read(places, shapes)
        return Candidates(passages, [score for score, _ in hits], profiles, addresses)

    def quotable(self, document: Document) -> Quotable:
        """Return what can be quoted of a passage."""
        with undamaged():
            return unpacked(self._searcher.doc(_address(document))["quotable"][0])

    def is_numbered(self, document: Document, unit: str) -> bool:
        """Tell whether some passage of the article of a passage begins with a number of a unit."""
        with undamaged():
            (revision,) = self._searcher.fast_field_values("revision", [_address(document)])
            filters = self._filters(WHOLE, cast("int", revision), unit)
            return self._first(filters)[1] is not None

    def only_article(self, within: Scope = WHOLE) -> Quotable | None:
        """Return a passage of a scope's only article; None if it has none or several."""
        inside = self._filters(within, None)
        with undamaged():
            count, document = self._first(inside) if inside else (self.passages, self._any())
            if document is None:
                return None
            (revision,) = self._searcher.fast_field_values("revision", [_address(document)])
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


def _address(document: Document) -> tantivy.DocAddress:
    return cast("tantivy.DocAddress", document)


@contextmanager
def undamaged() -> Iterator[None]:
    """Turn what reading a damaged index raises into IndexUnusableError."""
    try:
        yield
    except (ValueError, OSError, LookupError, TypeError) as error:
        raise IndexUnusableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # tantivy's; it is no Exception
            raise
        raise IndexUnusableError(str(error)) from error
