"""What does searching share with an index?

Invariant: nothing here knows which engine holds the index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from knowledge.indexing.profile import Profiles

# Shares of the fields in the first step's score. A fit of each field's share on the public question
# sets, beside the second step's features, gained nothing (see docs/decisions/ranking-features.md).
BOOSTS = {
    "words": 0.75,
    "characters": 0.75,
    "pinyin": 0.35,
    "stems": 1.5,
    "trigrams": 0.4,
    "pairs": 0.3,
}

OTHERS_COUNT = 0.1  # share of the score of other ways to write a word, beside the best one


Document: TypeAlias = object
"""Where a passage lies in one snapshot: only the snapshot that told it knows what it is."""


class IndexUnusableError(Exception):
    """The index is missing, damaged, or made by other rules: rebuild it from the store."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that share terms with the question, best first, with their scores so far.

    There is at least one. `documents` are those of the snapshot that found them.
    """

    passages: Sequence[int]
    scores: Sequence[float]
    profiles: Profiles
    documents: Sequence[Document] = ()


def joined(first: Candidates, others: Candidates | None) -> Candidates:
    """Return candidates and after them others, which may be the same passages."""
    if others is None:
        return first
    one, other = first.profiles, others.profiles
    return Candidates(
        [*first.passages, *others.passages],
        [*first.scores, *others.scores],
        Profiles(
            np.concatenate([one.segments_of, other.segments_of]),
            np.concatenate([one.tokens_of, other.tokens_of]),
            np.concatenate([one.segments, other.segments]),
            np.concatenate([one.tokens, other.tokens]),
        ),
        [*first.documents, *others.documents],
    )
