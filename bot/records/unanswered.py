"""Which questions were not answered, and which of them are the same one?

Invariant: every question is in exactly one group; the most asked come first, and of the equally
often asked the latest. The order of words, the script and a slip do not make another question.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge import question_groups


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


def gathered(questions: Iterable[Asked]) -> list[Gathered]:
    """Return questions in groups of the same, the most asked first."""
    latest_first = sorted(questions, key=lambda one: (-one.at, -one.turn))
    groups = question_groups([one.question for one in latest_first])
    found = [_gathered([latest_first[position] for position in group]) for group in groups]
    return sorted(found, key=lambda one: -one.times)


def _gathered(group: list[Asked]) -> Gathered:
    return Gathered(
        group[0],
        len(group),
        len({one.person for one in group}),
        tuple(dict.fromkeys(one.question for one in group)),
    )
