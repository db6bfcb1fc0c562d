"""Where a part is asked for by its number, which passage comes first?

The one that begins with the number, if `by_number` finds it among the candidates. Invariant: no
passage is added or left out but one that stands there twice.
"""

from dataclasses import replace

from knowledge.indexing.port import Snapshot
from knowledge.language.numbered import Asked
from knowledge.search.by_number import Numbered, by_number, place_of
from knowledge.search.citing import quoted
from knowledge.search.ranking import Ranking


def led_by_number(
    ranking: Ranking, asked: Asked, before: str, snapshot: Snapshot
) -> Ranking | None:
    """Return a ranking in which the passage with a number comes first; None without one.

    `before` is the question before, which may name the document.
    """
    hits = tuple({hit.passage: hit for hit in ranking.hits}.values())
    places = [
        place_of(hit.candidate, quoted(hit, ranking, snapshot).passage, asked) for hit in hits
    ]
    number = by_number(asked, ranking.query, before, places)
    if number is None:
        return None
    first = next(hit for hit in hits if hit.candidate == number.leads)
    led = replace(first, score=max(hit.score for hit in hits))
    return replace(ranking, hits=(led, *(hit for hit in hits if hit is not first)), number=number)


def without_number(ranking: Ranking, asked: Asked, snapshot: Snapshot) -> Ranking:
    """Return a ranking that answers nothing, if its first hit should begin with the number."""
    best = ranking.documents[ranking.hits[0].candidate]
    is_lacking = asked.says or snapshot.is_numbered(best, asked.unit)
    return replace(ranking, number=Numbered(asked)) if is_lacking else ranking
