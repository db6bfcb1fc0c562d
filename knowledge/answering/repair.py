"""Which words of the articles did a misspelled word mean?

Invariant: a word that the articles have is never repaired; a repair adds terms and takes none away.
"""

from dataclasses import replace

from knowledge.answering.query import Query, Term
from knowledge.indexing.index import Snapshot
from knowledge.text.fuzzy import near_words


def repaired(query: Query, snapshot: Snapshot) -> Query:
    """Return the query with the nearest known words beside each unknown Latin word."""
    words = [term for term in query.terms if term.field == "stems" and not term.borrowed]
    if not words:
        return query
    counts = snapshot.frequencies(words)
    unknown = [term.text for term, count in zip(words, counts, strict=True) if not count]
    found = [
        Term("stems", near, gain, guessed=True)
        for word in unknown
        for near, gain in near_words(word, snapshot.latin_words(word[0]))
    ]
    repaired = frozenset(term.text for term in found)
    return replace(query, terms=(*query.terms, *found), repaired=repaired) if found else query
