"""Which words of the articles did a misspelled word mean?

Invariant: a word that the articles have is never repaired; a repair adds terms and takes none away.
"""

from dataclasses import replace

from knowledge.fuzzy import near_words
from knowledge.index import Snapshot
from knowledge.query import Query, Term
from knowledge.tokens import is_latin


def repaired(query: Query, snapshot: Snapshot) -> Query:
    """Return the query with the nearest known words beside each unknown Latin word."""
    found: list[Term] = []
    for term in query.terms:
        if term.field == "characters" and is_latin(term.text) and not term.borrowed:
            found += _near(term.text, snapshot)
    return replace(query, terms=(*query.terms, *found)) if found else query


def _near(word: str, snapshot: Snapshot) -> list[Term]:
    if snapshot.frequency("words", word):
        return []
    return [
        Term(field, near, gain, guessed=True)
        for near, gain in near_words(word, snapshot.latin_words())
        for field in ("words", "characters")
    ]
