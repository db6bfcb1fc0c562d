"""Which synonyms of a question's words do the articles have?

A synonym that no article has would still find its parts: 智能 of 智能手机 when somebody asks about
手机. Invariant: what is left stands somewhere in the articles, all its words do.
"""

from collections.abc import Iterator

from knowledge.indexing.port import Snapshot
from knowledge.language.folding import fold, without_invisible
from knowledge.language.segmentation import segments
from knowledge.language.tokens import runs, stem
from knowledge.model.query import Term
from knowledge.search.synonyms import Synonyms


def standing_synonyms(question: str, synonyms: Synonyms, snapshot: Snapshot) -> Synonyms:
    """Return the synonyms of the words of a question that stand in some passage."""
    found = synonyms.in_question(fold(without_invisible(question)))
    terms = {other: list(_terms(other)) for others in found.values() for other in others}
    every = list({term: None for some in terms.values() for term in some})
    counts = dict(zip(every, snapshot.frequencies(every), strict=True))
    stands = {other for other, some in terms.items() if all(counts[term] for term in some)}
    kept = {word: tuple(o for o in others if o in stands) for word, others in found.items()}
    return Synonyms({word: others for word, others in kept.items() if others})


def _terms(word: str) -> Iterator[Term]:
    for han, latin in runs(word):
        if latin:
            yield Term("stems", stem(latin))
        else:
            yield from (Term("words", part) for part in segments(han))
