"""Where does a sentence of a text stand in a passage?

Invariant: what is aligned is in the same order in both; a lone unit counts only where it stands
close to others, so that what any two texts have in common by chance is nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.language.fuzzy import best_window, same_runs

STANDS_FROM = 0.5
"""Of a sentence's units: from this share on the sentence stands in a passage."""

CLOSE = 2  # units between a lone one and its neighbours


@dataclass(frozen=True, slots=True)
class Run:
    """Units that stand in both: where they begin in each, and how many they are."""

    said: int
    written: int
    length: int


def aligned(sentence: str, passage: str, sentences: Sequence[range] = ()) -> tuple[Run, ...]:
    """Return the runs of a sentence's letters that stand in a passage's; none if it does not.

    Looked at are the sentences of the passage that the place of the same length touches.

    >>> aligned("上海将新增六十家工厂", "明年上海将新增四十家工厂。")
    (Run(said=0, written=2, length=5), Run(said=6, written=8, length=4))
    """
    at = passage.find(sentence)
    if at >= 0:
        return (Run(0, at, len(sentence)),)
    start, end = 0, len(passage)
    if len(sentence) < len(passage) and sentences:
        window = best_window(sentence, passage)
        touched = [one for one in sentences if one.start < window[1] and window[0] < one.stop]
        start = min([window[0], *(one.start for one in touched)])
        end = max([window[1], *(one.stop for one in touched)])
    runs = [Run(said, start + at, n) for said, at, n in same_runs(sentence, passage[start:end])]
    runs = _drawn_together(runs, sentence, passage)
    runs = [run for place, run in enumerate(runs) if run.length > 1 or _is_close(place, runs)]
    standing = sum(run.length for run in runs)
    return tuple(runs) if standing >= STANDS_FROM * len(sentence) else ()


def _drawn_together(runs: Sequence[Run], sentence: str, passage: str) -> list[Run]:
    """Return runs with those made one that are one in the sentence and can be in the passage.

    Of the places where a unit stands, the first is as good to the alignment as the nearest.
    """
    found: list[Run] = []
    for run in reversed(runs):
        after = found[-1] if found else None
        end = run.said + run.length
        letters = sentence[run.said : end]
        if after and end == after.said and passage.endswith(letters, 0, after.written):
            found[-1] = Run(run.said, after.written - run.length, run.length + after.length)
        else:
            found.append(run)
    return found[::-1]


def _is_close(place: int, runs: Sequence[Run]) -> bool:
    """Tell whether a run stands close to the one before and the one after it, where there are."""
    around = runs[max(0, place - 1) : place + 2]
    return len(around) > 1 and all(
        after.said - one.said - one.length <= CLOSE
        and after.written - one.written - one.length <= CLOSE
        for one, after in pairwise(around)
    )
