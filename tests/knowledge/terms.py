"""Terms and weights for tests of ranking: made-up frequencies, no index."""

from collections.abc import Sequence

from knowledge.indexing.profile import end_to_end, profile
from knowledge.model.query import Query, Term
from knowledge.search.evidence import Evidence, columns_of, evidence
from knowledge.search.weights import weigh

PASSAGES = 20


def counted(terms: Sequence[Term]) -> list[int]:
    """Return made-up frequencies: the more letters, the rarer."""
    return [max(1, 9 - len(term.text)) for term in terms]


def even(terms: Sequence[Term]) -> list[int]:
    """Return one frequency for all."""
    return [5] * len(terms)


def weighed(query: Query) -> tuple[float, ...]:
    """Return what the terms of a query weigh by the made-up frequencies."""
    return weigh(query.terms, counted(query.terms), PASSAGES)


def looked_for(query: Query, texts: Sequence[str], title: str = "") -> Evidence:
    """Return where a query's terms stand in some passages below a title."""
    weights = weigh(query.terms, even(query.terms), PASSAGES)
    profiles = end_to_end([profile(text, title) for text in texts])
    return evidence(columns_of(query.terms, weights), profiles)
