"""What must an engine do to be measured?

Invariant: an engine lives in one folder and one process; making one loads what it needs (word
lists, libraries), so that only indexing counts as indexing and only asking as asking.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus

DEPTH = 10  # passages that are looked for where time is measured


class Engine(ABC):
    """A search engine over a corpus, kept in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def index(self, corpus: Corpus) -> None:
        """Take in a corpus, once."""

    @abstractmethod
    def search(self, question: str, limit: int) -> list[str]:
        """Return the ids of the best passages, best first."""

    def find(self, question: str) -> Any:  # noqa: ANN401 - whatever the library gives
        """Do the least that this engine can be said to have answered with; this is timed."""
        return self.search(question, DEPTH)

    def seconds(self, questions: Sequence[str], budget: float) -> list[float]:
        """Return the seconds that each question takes, until a budget of seconds is spent."""
        taken: list[float] = []
        stop = time.perf_counter() + budget
        for question in questions:
            started = time.perf_counter()
            self.find(question)
            ended = time.perf_counter()
            taken.append(ended - started)
            if ended > stop:
                break
        return taken

    def close(self) -> None:  # noqa: B027 - most engines hold nothing
        """Release what is held."""
