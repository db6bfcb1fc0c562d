"""What did the person mean to write, and are two texts the same?

rapidfuzz lives here. Likeness is a number from 0 to 1. Invariant: fuzzy matches only add guesses
with a gain below 1; what stands in the articles as it was typed always weighs more.
"""

from collections.abc import Sequence
from string import ascii_lowercase

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel

SHORTEST_MEANT = 3  # letters: shorter words of the articles are never what a repair means
SHORTEST_REPAIRED = 4  # letters: shorter words have too many neighbours
LONG_WORD = 5  # from so many letters on, two slips are believed
NEAR_GAINS = {1: 0.8, 2: 0.5}  # by the number of slips
MOST_REPAIRS = 8


def near_words(word: str, vocabulary: Sequence[str]) -> list[tuple[str, float]]:
    """Return the nearest words of a vocabulary, each with its gain, nearest first.

    >>> near_words("platfrom", ["platform", "perform", "plant"])
    [('platform', 0.8)]
    """
    if not is_repairable(word) or len(word) < SHORTEST_REPAIRED:
        return []
    slips = 2 if len(word) >= LONG_WORD else 1
    found = process.extract(
        word, vocabulary, scorer=OSA.distance, score_cutoff=slips, limit=MOST_REPAIRS
    )
    if not found:
        return []
    nearest = min(distance for _, distance, _ in found)
    return [(near, NEAR_GAINS[int(d)]) for near, d, _ in found if d == nearest and d > 0]


def slips_undone(word: str, start: int) -> list[str]:
    """Return what a word may have been before one slip behind its first few letters.

    A letter too many, two in each other's place, one missing, a wrong one: some fifty forms a
    letter.

    >>> {"party", "partie", "parit", "part"} <= set(slips_undone("parti", 3))
    True
    """
    places = range(start, len(word))
    found = [word[:at] + word[at + 1 :] for at in places]
    found += [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]]
    for at in places:
        before, letter_on, after = word[:at], word[at:], word[at + 1 :]
        found += [before + other + letter_on for other in ascii_lowercase]
        found += [before + other + after for other in ascii_lowercase]
    return found + [word + other for other in ascii_lowercase]


def is_repairable(word: str) -> bool:
    """Tell whether a word is one that slips of the finger happen in: Latin letters, three or more.

    >>> is_repairable("platform"), is_repairable("2.0"), is_repairable("平台")
    (True, False, False)
    """
    return len(word) >= SHORTEST_MEANT and word.isascii() and word.isalpha()


def alike(one: str, other: str, least: float) -> bool:
    """Tell whether two texts are alike to some degree.

    >>> alike("蹄疾、步穩", "蹄疾步穩", 0.8), alike("蹄疾、步穩", "蹄疾", 0.8)
    (True, False)
    """
    shorter, both = min(len(one), len(other)), len(one) + len(other)
    if 2 * shorter < least * both:  # even if all of the shorter one stood in the other
        return False
    return fuzz.ratio(one, other, score_cutoff=least * 100) > 0


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are.

    >>> likeness("蹄疾、步穩", "蹄疾步穩") > 0.8
    True
    """
    return fuzz.ratio(one, other) / 100


def best_window(one: str, other: str) -> tuple[int, int]:
    """Return where in a longer text a shorter one stands best, as start and end.

    >>> best_window("蹄疾步穩", "李強強調：蹄疾、步穩、扎實")
    (6, 10)
    """
    found = fuzz.partial_ratio_alignment(one, other)
    return (found.dest_start, found.dest_end) if found else (0, len(other))


def same_runs(one: str, other: str) -> list[tuple[int, int, int]]:
    """Return what two texts have in the same order: runs as starts in both, and a length.

    >>> same_runs("蹄疾步穩", "蹄疾、步穩")
    [(0, 0, 2), (2, 3, 2)]
    """
    return [
        (step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(one, other)
        if step.tag == "equal"
    ]
