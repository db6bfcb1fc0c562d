"""What became of a passage that an old link or button names?

Invariant: a passage whose text still stands somewhere is found there, whatever its article is
called now. One that was edited is told as such, with what it said for as long as old versions are
kept; nothing is ever shown in the place of what a link named without saying so.
"""

from dataclasses import dataclass

from knowledge.language.fuzzy import likeness
from knowledge.model.passage import StoredPassage
from knowledge.model.scope import WHOLE, Scope
from knowledge.storage.articles import ArticleStore

SAME_PASSAGE = 0.5  # likeness from which on a passage counts as the edited form of another


@dataclass(frozen=True, slots=True)
class Changed:
    """A passage as it was, and what stands in its place now, if anything does."""

    old: StoredPassage
    new: StoredPassage | None


async def changed(key: str, store: ArticleStore, within: Scope = WHOLE) -> Changed | None:
    """Return what became of a passage that is not live; None if a scope knows nothing of it."""
    old = await store.ended_passage(key, within)
    if old is None:
        return None
    heirs = await store.passages_of(old.article.id, old.article.title, within)
    ranked = [(likeness(old.quote, heir.quote), -_distance(old, heir), heir) for heir in heirs]
    best = max(ranked, key=lambda rank: rank[:2], default=None)
    return Changed(old, best[2] if best and best[0] >= SAME_PASSAGE else None)


def _distance(one: StoredPassage, other: StoredPassage) -> int:
    return abs(one.paragraph - other.paragraph)
