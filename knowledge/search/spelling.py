"""Which words of the articles did a misspelled word mean?

Its stem is compared with those of the articles; and since a slip near the end hides the ending
(populaion, dynasyt), single slips are undone in the word as it was written, too, which is then
stemmed. Invariant: a word that the articles have is never repaired; a repair adds terms and takes
none away.
"""

from dataclasses import replace

from knowledge.indexing.port import Snapshot
from knowledge.language.fuzzy import (
    MOST_REPAIRS,
    NEAR_GAINS,
    SHORTEST_REPAIRED,
    is_repairable,
    near_words,
    slips_undone,
)
from knowledge.language.tokens import STOP_WORDS, cut, stem, stems_at_once
from knowledge.model.query import Query, Term

# Letters that a word must share with one of the articles before slips behind them are undone: a
# slip in them leaves the ending alone, so stems can be compared, and most foreign words stop here.
BEGINNING = 3


def repaired(query: Query, snapshot: Snapshot) -> Query:
    """Return the query with the nearest known words beside each unknown Latin word."""
    words = [term for term in query.terms if term.field == "stems" and not term.borrowed]
    if not words:
        return query
    counts = snapshot.frequencies(words)
    unknown = [term.text for term, count in zip(words, counts, strict=True) if not count]
    if not unknown:
        return query
    written = {stem(word): word for word in cut(query.content).latin}
    found = [
        Term("stems", near, gain, guessed=True)
        for word in unknown
        for near, gain in _meant(word, written.get(word, ""), snapshot)
    ]
    repaired = frozenset(term.text for term in found)
    return replace(query, terms=(*query.terms, *found), repaired=repaired) if found else query


def _meant(word: str, written: str, snapshot: Snapshot) -> list[tuple[str, float]]:
    """Return the nearest stems of the articles, each with its gain, in alphabetical order."""
    near = near_words(word, snapshot.latin_words(word[0]))
    ones = _one_slip_away(written, snapshot)
    if ones:
        near = [(root, gain) for root, gain in near if gain == NEAR_GAINS[1] and root not in ones]
    near += [(root, NEAR_GAINS[1]) for root in ones]
    return sorted((root, gain) for root, gain in near if root not in STOP_WORDS)[:MOST_REPAIRS]


def _one_slip_away(written: str, snapshot: Snapshot) -> set[str]:
    """Return the stems of the articles that a written word has, but for one slip."""
    if len(written) < SHORTEST_REPAIRED or not is_repairable(written):
        return set()
    known = snapshot.latin_words(written[:BEGINNING])
    if not known:
        return set()
    return set(stems_at_once(slips_undone(written, BEGINNING))).intersection(known)
