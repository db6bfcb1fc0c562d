"""How is SQLite FTS5 measured?

Terms are cut beforehand and joined by spaces, because FTS5 knows no Chinese words; its porter
tokenizer then stems the Latin ones. Invariant: a question is an OR over its terms, best by FTS5's
own `rank` (BM25).
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.engines.engine import Engine
from benchmarks.terms import Terms, warm_up, without_stop_words

TABLE = "CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, terms, tokenize='porter unicode61')"
BEST = "SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"


class FTS5(Engine):
    """An FTS5 table in a file, with or without stop words in the query."""

    def __init__(self, folder: Path, terms: Terms, *, stop_words: bool) -> None:
        super().__init__(folder)
        warm_up(terms, folder)
        self._terms = terms
        self._stop_words = stop_words
        self._database = sqlite3.connect(folder / "fts5.db")

    def index(self, corpus: Corpus) -> None:
        """Cut every passage and insert all in one transaction."""
        with self._database:
            self._database.execute(TABLE)
            self._database.executemany("INSERT INTO passages VALUES (?, ?)", self._rows(corpus))

    def search(self, question: str, limit: int) -> list[str]:
        """Return the best passages by FTS5's rank."""
        terms = self._terms(question)
        if not self._stop_words:
            terms = without_stop_words(terms)
        if not terms:
            return []
        query = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        return [name for (name,) in self._database.execute(BEST, (query, limit))]

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _rows(self, corpus: Corpus) -> Iterator[tuple[str, str]]:
        for passage in corpus:
            yield passage.id, " ".join(self._terms(passage.whole))
