"""How is bm25s measured?

As its README shows: token lists in, scores computed when indexing, the best by sparse sums.
Invariant: it keeps everything in memory, so its size on disk is nothing.
"""

from pathlib import Path
from typing import Any

import bm25s

from benchmarks.corpus import Corpus
from benchmarks.engines.engine import Engine
from benchmarks.terms import Terms, warm_up


class BM25S(Engine):
    """bm25s with its default method over the terms of a cutter."""

    def __init__(self, folder: Path, terms: Terms) -> None:
        super().__init__(folder)
        warm_up(terms, folder)
        self._terms = terms
        self._ids: list[str] = []
        self._model: Any = bm25s.BM25()

    def index(self, corpus: Corpus) -> None:
        """Cut every passage and compute all the scores."""
        cut: list[list[str]] = []
        for passage in corpus:
            self._ids.append(passage.id)
            cut.append(self._terms(passage.whole))
        self._model.index(cut, show_progress=False)

    def search(self, question: str, limit: int) -> list[str]:
        """Return the best passages by BM25, those that share a term."""
        known = [t for t in self._terms(question) if t in self._model.vocab_dict]
        if not known:
            return []
        depth = min(limit, len(self._ids))
        found, scores = self._model.retrieve([known], k=depth, show_progress=False)
        pairs = zip(found[0], scores[0], strict=True)
        return [self._ids[place] for place, score in pairs if score > 0]
