"""Where a list is wanted, which passages come first?

Those that list most, among those that come close. Invariant: no passage is added or left out.
"""

from dataclasses import replace

from knowledge.indexing.index import Snapshot
from knowledge.language.folding import fold
from knowledge.search.citing import WORTH_CITING, quoted
from knowledge.search.lists import noun_listed, things_listed
from knowledge.search.ranking import Ranking

GAIN_OF_LISTED = 0.06  # of the score, for each thing listed


def listing_first(ranking: Ranking, snapshot: Snapshot) -> Ranking:
    """Return a ranking in which what lists things gains, if its question wants a list."""
    asked = fold(ranking.query.question)
    noun = noun_listed(asked)
    if noun is None or not ranking.hits:
        return ranking
    least = WORTH_CITING * ranking.hits[0].score
    hits = []
    for hit in ranking.hits:
        if hit.score >= least:
            passage = quoted(hit, ranking, snapshot).passage
            known = f"{asked}\n{fold(passage.article.title)}"
            gain = GAIN_OF_LISTED * things_listed(noun, passage.quote, known)
            hits.append(replace(hit, score=hit.score * (1 + gain)))
        else:
            hits.append(hit)
    return replace(ranking, hits=tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage))))
