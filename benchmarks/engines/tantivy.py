"""How is bare tantivy measured?

One field of space-joined terms, an OR over the question's, the best ten. Invariant: what is timed
ends with tantivy's hits; the ids of the passages are looked up only where they are compared.
"""

from pathlib import Path
from typing import Any

import tantivy

from benchmarks.corpus import Corpus
from benchmarks.engines.engine import DEPTH, Engine
from benchmarks.terms import Terms, warm_up, without_stop_words

WRITER_BYTES = 100_000_000  # tantivy's buffer before it writes a segment


class Tantivy(Engine):
    """tantivy on disk over the terms of a cutter, with or without stop words in the query."""

    def __init__(self, folder: Path, terms: Terms, *, stop_words: bool) -> None:
        super().__init__(folder)
        warm_up(terms, folder)
        self._terms = terms
        self._stop_words = stop_words
        self._schema = _schema()
        (folder / "index").mkdir()
        self._index = tantivy.Index(self._schema, path=str(folder / "index"))
        self._searcher = self._index.searcher()

    def index(self, corpus: Corpus) -> None:
        """Cut every passage, add all, commit once."""
        writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
        for passage in corpus:
            document = tantivy.Document()
            document.add_text("id", passage.id)
            document.add_text("terms", " ".join(self._terms(passage.whole)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, question: str, limit: int) -> list[str]:
        """Return the best passages by BM25."""
        hits = self._hits(question, limit).hits
        return [str(self._searcher.doc(address)["id"][0]) for _, address in hits]

    def find(self, question: str) -> Any:  # noqa: ANN401 - a subclass gives more
        """Return the hits without their passages."""
        return self._hits(question, DEPTH)

    def _hits(self, question: str, limit: int) -> tantivy.SearchResult:
        terms = self._terms(question)
        if not self._stop_words:
            terms = without_stop_words(terms)
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "terms", term, "freq"))
            for term in dict.fromkeys(terms)
        ]
        return self._searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False)


class GuidedTantivy(Tantivy):
    """tantivy as its guide shows it: the query parser, all hits counted, the passages' ids."""

    def find(self, question: str) -> list[str]:
        """Return the ids of the best passages."""
        query, _ = self._index.parse_query_lenient(" ".join(self._terms(question)), ["terms"])
        hits = self._searcher.search(query, DEPTH).hits
        return [str(self._searcher.doc(address)["id"][0]) for _, address in hits]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    return builder.build()
