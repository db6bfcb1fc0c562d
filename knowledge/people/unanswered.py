"""Which questions were not answered, and which of them are the same one?

Invariant: every question is in exactly one group; the most asked come first, and of the equally
often asked the latest. The order of words, the script and a slip do not make another question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.answering.understanding import understand
from knowledge.text.fuzzy import alike
from knowledge.text.tokens import STOP_WORDS

SAME = 0.75  # likeness of two questions' words, sorted, from which on they are one question
_PIECE = re.compile(r"[a-z0-9]+|[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was not answered: its turn, by whom, when, and in which words."""

    turn: int
    person: str
    at: float  # seconds since 1970, UTC
    question: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Questions that are the same: the latest, and all of their wordings, latest first."""

    latest: Asked
    times: int
    people: int
    wordings: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    key: str
    asked: list[Asked] = field(default_factory=list)


def gathered(questions: Iterable[Asked]) -> list[Gathered]:
    """Return questions in groups of the same, the most asked first."""
    groups: list[_Group] = []
    for asked in sorted(questions, key=lambda one: (-one.at, -one.turn)):
        key = _key(asked.question)
        group = next((g for g in groups if g.key == key or alike(g.key, key, SAME)), None)
        if group is None:
            group = _Group(key)
            groups.append(group)
        group.asked.append(asked)
    return sorted((_gathered(group) for group in groups), key=lambda one: -one.times)


def _key(question: str) -> str:
    """Return the words of a question without those that only ask, in an order of their own."""
    pieces = _PIECE.findall(understand(question).content)
    return " ".join(sorted(piece for piece in pieces if piece not in STOP_WORDS) or pieces)


def _gathered(group: _Group) -> Gathered:
    return Gathered(
        group.asked[0],
        len(group.asked),
        len({one.person for one in group.asked}),
        tuple(dict.fromkeys(one.question for one in group.asked)),
    )
