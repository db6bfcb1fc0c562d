"""What does searching ask of an index, whichever engine holds it?

The seam for bodies larger than one machine's: an engine gives candidates by terms that are ours,
and what it counts; which candidate answers, how sure that is and what is quoted is decided by
`knowledge.search`. Invariant: engines that give the same candidates give the same answers (a
property test); nothing here knows which engine it is. docs/larger-bodies.md says what one needs.

    score of a term in a passage      gain * ln(1 + (N - n + 0.5) / (n + 0.5))
                                           * (K1 + 1) * f / (f + K1 * (1 - B + B * l / L))
    N all documents, n those with the term, f how often it stands there; l the terms of the field in
    the passage, L their mean over all documents. Documents are the passages and one more without
    terms, which carries the state; those that were taken out may count until the engine drops them.
    Of l one byte is kept, as Lucene does: it is exact up to 40.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

from knowledge.indexing.profile import Profiles
from knowledge.indexing.quotable import Quotable
from knowledge.model.query import Term
from knowledge.model.scope import WHOLE, Scope

K1, B = 1.2, 0.75  # of BM25

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
# Words of either language that hardly any passage of 500 characters lacks.
FREQUENT = {"characters": "的 是 在 一 不 了 有 和 人 为", "stems": "the of and to in is a for"}


Document: TypeAlias = object
"""Where a passage lies in one snapshot: only the snapshot that told it knows what it is."""


class IndexUnusableError(Exception):
    """The index is missing, damaged, or made by other rules: rebuild it from the store."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that share terms with the question, best first, with their scores so far.

    There is at least one. All four are in the same order: the rows of the passages, their scores,
    their profiles end to end, and where they lie in the snapshot that found them. Scores are as
    exact as 32 bits are.
    """

    passages: Sequence[int]
    scores: Sequence[float]
    profiles: Profiles
    documents: Sequence[Document] = ()


class Snapshot(Protocol):
    """An index as it was at one moment: what is committed later does not change what it says.

    Every answer is computed of one. All of it may be called from any thread, and raises
    IndexUnusableError where the index turns out to be damaged or gone: then it is built anew.
    """

    @property
    def version(self) -> int:
        """The knowledge version whose passages are in the index: all of them, and no others."""

    @property
    def passages(self) -> int:
        """How many passages there are."""

    def frequencies(self, terms: Sequence[Term]) -> list[int]:
        """Return in how many passages each term stands, the terms' gains aside.

        What has been taken out since may be counted still, but it is never found.
        """

    def latin_words(self, beginning: str) -> Sequence[str]:
        """Return the terms of the field *stems* with a beginning: what a misspelled word may mean.

        Only those in which slips of the finger happen (`is_repairable`). Those that stand in most
        passages come first, then in alphabetical order: of many that are as near, the first count.
        """

    def candidates(
        self,
        terms: Iterable[Term],
        limit: int,
        within: Scope = WHOLE,
        revision: int | None = None,
        number: str = "",
    ) -> Candidates | None:
        """Return the passages that share most with some terms, best first; None if there is none.

        A passage has the sum of its terms' scores, each times the share of its field (`BOOSTS`).
        At most `limit` are returned; which of those that score the same come within it is the
        engine's choice. Only passages of a scope's articles and folders count, only those of a
        revision if one is named. With a number only those that begin with it count, and all of
        these, with a score of 0 where they have none of the terms. What only limits changes no
        score. No terms find nothing.
        """

    def candidates_of_any(
        self,
        words: Iterable[Sequence[Sequence[Term]]],
        limit: int,
        within: Scope = WHOLE,
        revision: int | None = None,
    ) -> Candidates | None:
        """Return the passages that have most of some words, best first; None if there is none.

        Each word may be written in several ways, each of which is some terms together, without the
        shares of the fields. A passage has the sum of its words' scores: of a word the score of the
        best way, and `OTHERS_COUNT` of those of the others.
        """

    def languages(self) -> tuple[int, int]:
        """Return how many passages are in Chinese and how many in English.

        A passage is in the language whose most frequent words (`FREQUENT`) it has; with both it is
        Chinese.
        """

    def quotable(self, document: Document) -> Quotable:
        """Return what can be quoted of a candidate of this snapshot, to the last character."""

    def is_numbered(self, document: Document, unit: str) -> bool:
        """Tell whether some passage of a candidate's article begins with a number of a unit."""

    def only_article(self, within: Scope = WHOLE) -> Quotable | None:
        """Return any passage of a scope's only article; None if it has none or several."""


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
