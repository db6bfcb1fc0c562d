"""Which engines are there?

Invariant: knowing an engine imports nothing; its file, and with it the peer's library, is imported
when one is made, in the process that measures it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import terms
from benchmarks.engines.engine import Engine

YOUJU, BASELINE = "youju", "tantivy"


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine by name.

    `largest` is the corpus (passages) from which on it is left out: it holds everything in memory
    or compares with everything. `sample` is the number of questions a kind where all take too long.
    `finds_as` names the engine that finds the same passages: this one is only timed.
    """

    title: str
    home: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    largest: int | None = None
    sample: int | None = None
    finds_as: str = ""

    def make(self, folder: Path) -> Engine:
        """Make the engine in an empty folder, its library loaded and warm."""
        module, name = self.home.rsplit(".", 1)
        engine: Callable[..., Engine] = getattr(import_module(f"benchmarks.engines.{module}"), name)
        return engine(folder, **self.settings)


ENGINES: Mapping[str, Peer] = {
    YOUJU: Peer("**Youju**, the whole product", "youju.Youju"),
    BASELINE: Peer(
        "tantivy + t2s + jieba",
        "tantivy.Tantivy",
        {"terms": terms.simplified_words, "stop_words": True},
    ),
    "tantivy-guide": Peer(
        "tantivy + t2s + jieba, as its guide shows: query parser, hits counted, ids read",
        "tantivy.GuidedTantivy",
        {"terms": terms.simplified_words, "stop_words": True},
        finds_as=BASELINE,
    ),
    "tantivy-tuned": Peer(
        "tantivy + t2s + jieba without HMM, stop words out",
        "tantivy.Tantivy",
        {"terms": terms.listed_words, "stop_words": False},
    ),
    "fts5-words": Peer(
        "SQLite FTS5, jieba terms after t2s, stop words out",
        "fts5.FTS5",
        {"terms": terms.simplified_words, "stop_words": False},
    ),
    "fts5-doubles": Peer(
        "SQLite FTS5, double characters after t2s, stop words out",
        "fts5.FTS5",
        {"terms": terms.simplified_doubles, "stop_words": False},
    ),
    "bm25s-words": Peer("bm25s + jieba", "bm25s.BM25S", {"terms": terms.words}, largest=200_000),
    "bm25s-doubles": Peer(
        "bm25s + t2s + double characters",
        "bm25s.BM25S",
        {"terms": terms.simplified_doubles},
        largest=200_000,
    ),
    "rank-bm25": Peer(
        "rank_bm25 + jieba", "rank_bm25.RankBM25", {"terms": terms.words}, largest=20_000
    ),
    "rapidfuzz": Peer(
        "rapidfuzz token_set over everything, jieba",
        "rapidfuzz.RapidFuzz",
        {"terms": terms.words},
        largest=20_000,
        sample=150,
    ),
}
