"""Which words of a question need not stand in the passage that answers it?

Invariant: names, numbers and words that tell one thing from another of its kind are not among them.
"""

from functools import lru_cache
from pathlib import Path

from knowledge.language.folding import fold, is_han
from knowledge.language.segmentation import words_marked
from knowledge.language.syllables import syllable

# How jieba's dictionary marks adverbs, conjunctions, prepositions, pronouns, particles, positions,
# numerals and measure words.
_MARKS = ("c", "d", "f", "m", "mq", "p", "q", "r", "u", "uj", "ul", "uz", "y")
_TELLING = {"第一"}


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """Return the words, 18,000; the first time that takes 0.1 s."""
    lines = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    listed = {word for line in lines if not line.startswith("#") for word in line.split()}
    marked = {fold(word) for word in words_marked(*_MARKS)} - _TELLING
    return frozenset(marked | listed)


@lru_cache(maxsize=1)
def light_words_in_pinyin() -> frozenset[str]:
    """Return how those of several Chinese characters are typed without an input method."""
    return frozenset(
        "".join(map(syllable, word)) for word in light_words() if len(word) > 1 and is_han(word[0])
    )
