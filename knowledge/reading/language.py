"""Which language and script is a text in?

Invariant: a guess comes from counting letters only, so it is the same every time; a text that gives
too little to count has no language.
"""

import re

from knowledge.reading.characters import SIMPLIFIED, TRADITIONAL

SAMPLE = 20_000  # code points: ten long articles; more changes no count that matters

# A Chinese character is about half a word, a Latin letter a fifth of one: a page with 15 Chinese
# characters in 100 letters still has as much Chinese as Latin on it.
CHINESE_SHARE = 0.15
KANA_SHARE = 0.05  # Japanese has a third or more; a Chinese page may name a product in kana
# Every third word of English prose is one of these; of German, French or Malay, one in thirty.
ENGLISH_SHARE = 0.1
ENGLISH = frozenset(
    "a and are as at by for from in is it not of on that the this to was with".split()
)

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_KANA = re.compile(r"[\u3041-\u30ff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[a-z]+")
_HANT = re.compile(f"[{TRADITIONAL}]+")
_HANS = re.compile(f"[{SIMPLIFIED}]+")


def language_of(text: str) -> str | None:
    """Return `zh-Hant`, `zh-Hans`, `en` or None, as the letters of a text say.

    >>> language_of("這個問題"), language_of("这个问题"), language_of("It is in the box.")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    sample = text[:SAMPLE]
    letters = _count(_LETTERS, sample)
    if _count(_KANA, sample) > KANA_SHARE * letters:
        return None
    han = _count(_HAN, sample)
    if han and han >= CHINESE_SHARE * letters:
        return _script(sample)
    words = _WORD.findall(sample.lower())
    known = sum(word in ENGLISH for word in words)
    return "en" if known and known >= ENGLISH_SHARE * len(words) else None


def _script(sample: str) -> str | None:
    traditional, simplified = _count(_HANT, sample), _count(_HANS, sample)
    if traditional == simplified:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _count(runs: re.Pattern[str], sample: str) -> int:
    """Return how many characters the runs of a kind have."""
    return sum(map(len, runs.findall(sample)))
