"""How is rapidfuzz over everything measured?

Invariant: every passage is compared with every question (`token_set_ratio` over words), nothing is
indexed; words are cut beforehand, because the ratio compares sets of words.
"""

from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.corpus import Corpus
from benchmarks.engines.engine import Engine
from benchmarks.terms import Terms, warm_up


class RapidFuzz(Engine):
    """rapidfuzz's process.extract over all passages."""

    def __init__(self, folder: Path, terms: Terms) -> None:
        super().__init__(folder)
        warm_up(terms, folder)
        self._terms = terms
        self._passages: dict[str, str] = {}

    def index(self, corpus: Corpus) -> None:
        """Cut every passage."""
        for passage in corpus:
            self._passages[passage.id] = " ".join(self._terms(passage.whole))

    def search(self, question: str, limit: int) -> list[str]:
        """Return the passages whose sets of words are most alike."""
        asked = " ".join(self._terms(question))
        scorer = fuzz.token_set_ratio
        return [
            name
            for _, _, name in process.extract(asked, self._passages, scorer=scorer, limit=limit)
        ]
