"""How good are the answers to questions whose answers are known?

A question is right when its article comes first; where no article is named, when an answer string
stands in the first citation. Invariant: questions are asked exactly as readers ask them, and every
number is a mean over questions, none is left out.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.language.folding import fold
from knowledge.library.golden import CLEAN, Case, Golden, case_of, read_golden, shows
from knowledge.model.answer import Answer, Verdict

__all__ = ["Case", "Golden", "Outcome", "Tally", "case_of", "evaluate", "read_golden"]

DEPTH = 10  # articles looked at for the mean reciprocal rank


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for a case; `rank` counts from 1, 0 means not found."""

    case: Case
    rank: int
    highlighted: bool
    verdict: Verdict
    confidence: float
    milliseconds: float


@dataclass(slots=True)
class Tally:
    """Outcomes, gathered by kind."""

    outcomes: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.outcomes[outcome.case.kind].append(outcome)

    def to_json(self) -> dict[str, Any]:
        """Return the numbers that the command line promises."""
        every = [outcome for outcomes in self.outcomes.values() for outcome in outcomes]
        milliseconds = sorted(outcome.milliseconds for outcome in every)
        return {
            "all": _numbers(every),
            "kinds": {kind: _numbers(outcomes) for kind, outcomes in self.outcomes.items()},
            "auroc": self._auroc(every),
            "milliseconds": {f"p{p}": round(_percentile(milliseconds, p), 3) for p in (50, 95, 99)},
        }

    def _auroc(self, every: Sequence[Outcome]) -> float | None:
        """Return how often an answerable question is surer than an unanswerable one.

        Answerable ones are those asked as written, where there are any: misspelled questions are a
        matter of finding, not of telling.
        """
        known = [o for o in every if o.case.articles != ()]
        answerable = [o for o in known if o.case.kind == CLEAN] or known
        silent = sorted(o.confidence for o in every if o.case.articles == ())
        if not answerable or not silent:
            return None
        wins = sum(
            (bisect_left(silent, o.confidence) + bisect_right(silent, o.confidence)) / 2
            for o in answerable
        )
        return round(wins / len(answerable) / len(silent), 4)


async def evaluate(base: KnowledgeBase, cases: Iterable[Case]) -> Tally:
    """Ask every question and return what came of it."""
    tally = Tally()
    for case in cases:
        answer = await base.ask(case.question, case.after)
        tally.add(await _outcome(base, case, answer))
    return tally


async def _outcome(base: KnowledgeBase, case: Case, answer: Answer) -> Outcome:
    rank = await _rank(base, case, answer)
    first = answer.citations[0] if answer.citations else None
    highlight = fold(first.highlight.of(first.quote)) if first else ""
    return Outcome(
        case=case,
        rank=rank,
        highlighted=rank == 1 and any(fold(a) in highlight for a in case.answers),
        verdict=answer.verdict,
        confidence=answer.confidence,
        milliseconds=answer.milliseconds,
    )


async def _rank(base: KnowledgeBase, case: Case, answer: Answer) -> int:
    """Return the place of the first right article, or citation where no article is named."""
    if case.articles is None:
        return next((c.rank for c in answer.citations if shows(case, c)), 0)
    if not case.articles:
        return 0
    by_passage = await base.catalogue.articles_of(answer.ranking)
    ranked = dict.fromkeys(by_passage[p] for p in answer.ranking if p in by_passage)
    ranked = ranked or dict.fromkeys(c.article.id for c in answer.citations)  # quoted from a field
    for place, article in enumerate(list(ranked)[:DEPTH], 1):
        if article in case.articles:
            return place
    return 0


def _numbers(outcomes: Sequence[Outcome]) -> dict[str, float | int | None]:
    answerable = [o for o in outcomes if o.case.articles != ()]
    right = [o for o in answerable if o.rank == 1]

    def within(depth: int) -> float | None:
        return _share(sum(1 <= o.rank <= depth for o in answerable), len(answerable))

    return {
        "questions": len(outcomes),
        "recall@1": within(1),
        "recall@3": within(3),
        "recall@5": within(5),
        "mrr@10": _share(sum(1 / o.rank for o in answerable if o.rank), len(answerable)),
        "highlight": _share(sum(o.highlighted for o in right), len(right)),
        **{
            verdict.value: _share(sum(o.verdict is verdict for o in outcomes), len(outcomes))
            for verdict in Verdict
        },
    }


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """Return the nearest-rank percentile of numbers in order; 0 of none."""
    return ordered[math.ceil(len(ordered) * percent / 100) - 1] if ordered else 0.0
