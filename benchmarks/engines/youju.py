"""How is this project measured?

As the whole product: `KnowledgeBase.reload` reads the corpus from its file, `KnowledgeBase.ask`
answers. Invariant: what is timed is a question awaited in a running loop until its `Answer` is
there, with everything a reader of the bot gets.
"""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.engines.engine import Engine
from knowledge import Answer, Folder, KnowledgeBase
from knowledge.evaluation import evaluate
from knowledge.library.golden import Case


class Youju(Engine):
    """A knowledge base in the engine's folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._runner = asyncio.Runner()
        self._base = self._runner.run(KnowledgeBase.open(folder))

    def index(self, corpus: Corpus) -> None:
        """Reload from the corpus's file; raise ValueError if a passage is refused."""
        report = self._runner.run(self._base.reload(Folder(corpus.file.parent, (corpus.file,))))
        if report.rejected:
            raise ValueError(str(report.rejected[0]))

    def search(self, question: str, limit: int) -> list[str]:
        """Return the articles of all the ranked passages: here a passage is an article."""
        return self._runner.run(self._search(question))[:limit]

    def find(self, question: str) -> Answer:
        """Return the answer itself."""
        return self._runner.run(self._base.ask(question))

    def seconds(self, questions: Sequence[str], budget: float) -> list[float]:
        """Return the seconds of each question, asked one after the other in one running loop."""
        return self._runner.run(self._seconds(questions, budget))

    def grade(self, cases: Sequence[Case]) -> dict[str, Any]:
        """Return the numbers of `youju eval` for some cases."""
        return self._runner.run(evaluate(self._base, cases)).to_json()

    def close(self) -> None:
        """Close the knowledge base."""
        self._runner.run(self._base.close())
        self._runner.close()

    async def _search(self, question: str) -> list[str]:
        answer = await self._base.ask(question)
        articles = await self._base.catalogue.articles_of(answer.ranking)
        return list(dict.fromkeys(articles[p] for p in answer.ranking if p in articles))

    async def _seconds(self, questions: Sequence[str], budget: float) -> list[float]:
        taken: list[float] = []
        stop = time.perf_counter() + budget
        for question in questions:
            started = time.perf_counter()
            await self._base.ask(question)
            ended = time.perf_counter()
            taken.append(ended - started)
            if ended > stop:
                break
        return taken
