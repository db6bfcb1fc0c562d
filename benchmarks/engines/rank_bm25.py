"""How is rank_bm25 measured?

As its README shows: `BM25Okapi` over token lists. Invariant: it scores every passage for every
question, so its time grows with the corpus.
"""

from pathlib import Path
from typing import Any

import numpy as np
import rank_bm25

from benchmarks.corpus import Corpus
from benchmarks.engines.engine import Engine
from benchmarks.terms import Terms, warm_up


class RankBM25(Engine):
    """BM25Okapi over the terms of a cutter."""

    def __init__(self, folder: Path, terms: Terms) -> None:
        super().__init__(folder)
        warm_up(terms, folder)
        self._terms = terms
        self._ids: list[str] = []
        self._model: Any = None

    def index(self, corpus: Corpus) -> None:
        """Cut every passage and count."""
        cut: list[list[str]] = []
        for passage in corpus:
            self._ids.append(passage.id)
            cut.append(self._terms(passage.whole))
        self._model = rank_bm25.BM25Okapi(cut)

    def search(self, question: str, limit: int) -> list[str]:
        """Return the best passages by BM25, earlier ones first in a tie."""
        scores = self._model.get_scores(self._terms(question))
        return [self._ids[place] for place in np.argsort(-scores, kind="stable")[:limit]]
