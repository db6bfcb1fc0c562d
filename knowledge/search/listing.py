"""Where a list is wanted, which passages come first?

Those that list most, among those that come close. Invariant: only the order changes: that a passage
lists things makes it no surer answer.
"""

from dataclasses import replace

from knowledge.indexing.port import Snapshot
from knowledge.language.folding import fold
from knowledge.search.citing import WORTH_CITING, quoted
from knowledge.search.lists import noun_listed, things_listed
from knowledge.search.ranking import Hit, Ranking

GAIN_OF_LISTED = 0.06  # of the score, for each thing listed


def listing_first(ranking: Ranking, snapshot: Snapshot) -> Ranking:
    """Return a ranking in which what lists things gains, if its question wants a list."""
    asked = fold(ranking.query.question)
    noun = noun_listed(asked)
    if noun is None or not ranking.hits:
        return ranking
    least = WORTH_CITING * ranking.hits[0].score

    def gained(hit: Hit) -> float:
        if hit.score < least:
            return hit.score
        passage = quoted(hit, ranking, snapshot).passage
        known = f"{asked}\n{fold(passage.article.title)}"
        return hit.score * (1 + GAIN_OF_LISTED * things_listed(noun, passage.quote, known))

    return replace(ranking, hits=tuple(sorted(ranking.hits, key=gained, reverse=True)))
