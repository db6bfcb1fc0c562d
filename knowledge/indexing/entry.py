"""What of a passage goes into the index?

Invariant: an entry is made from the passage alone, so that entries can be made anywhere, many at a
time; its terms are those that a question with the same words has.
"""

from typing import NamedTuple

import numpy as np

from knowledge.indexing.profile import Profile, folded_profile
from knowledge.passages import IndexedPassage
from knowledge.text.folding import fold
from knowledge.text.syllables import FIRST_LONE, FIRST_PAIR, SOUND_BITS, sound_numbers
from knowledge.text.tokens import FIELDS, cut


class Entry(NamedTuple):
    """A passage as the index stores it: `terms` are joined by spaces, in the order of `FIELDS`."""

    passage: int
    revision: int
    terms: tuple[str, ...]
    profile: Profile


def entry(passage: IndexedPassage) -> Entry:
    """Return the entry of a passage."""
    above, quote = fold(f"{passage.title}\n{passage.section}"), fold(passage.quote)
    terms = joined_terms(f"{above}\n{quote}")
    return Entry(
        passage.passage, passage.revision, terms, folded_profile(passage.quote, quote, above)
    )


def joined_terms(folded: str) -> tuple[str, ...]:
    """Return the terms of a text, field by field, joined by spaces."""
    text = cut(folded)
    return tuple(
        _joined_sounds(text.han) if name == "pinyin" else " ".join(terms(text))
        for name, terms in FIELDS.items()
    )


def _joined_sounds(han: list[str]) -> str:
    """Return what the field *pinyin* has, in one go: a passage has hundreds of sounds."""
    if not han:
        return ""
    lengths = np.array([len(run) for run in han])
    sounds = np.array(sound_numbers("".join(han)), dtype=np.uint32)
    last = np.zeros(len(sounds), dtype=np.bool_)
    last[lengths.cumsum() - 1] = True
    pairs = FIRST_PAIR + (sounds[:-1] << SOUND_BITS) + sounds[1:]
    pairs = pairs[~last[:-1] & (sounds[:-1] > 0) & (sounds[1:] > 0)]
    lone = last.copy()
    lone[1:] &= last[:-1]
    letters_of = np.concatenate([pairs, FIRST_LONE + sounds[lone & (sounds > 0)]])
    spaced = np.full(2 * len(letters_of), ord(" "), dtype="<u4")
    spaced[::2] = letters_of
    return spaced.tobytes().decode("utf-32-le")
