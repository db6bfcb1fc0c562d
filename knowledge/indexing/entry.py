"""What of a passage goes into the index?

Invariant: an entry is made from the passage alone, so that entries can be made anywhere, many at a
time; its terms are those that a question with the same words has.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from knowledge.indexing.profile import Profile, scanned_profile
from knowledge.indexing.quotable import packed
from knowledge.indexing.scan import CODE_BITS, GOES_ON, Codes, Scan, scan
from knowledge.language.folding import fold
from knowledge.language.introductions import is_asked
from knowledge.language.numbered import beginnings, unit_of
from knowledge.language.numerals import Number, numbers
from knowledge.language.segmentation import chinese_words
from knowledge.language.syllables import FIRST_LONE, FIRST_PAIR, SOUND_BITS, SOUNDS
from knowledge.language.tokens import FIELDS
from knowledge.model.passage import IndexedPassage


class Entry(NamedTuple):
    """A passage as the index stores it.

    `terms` are joined by spaces, in the order of `FIELDS`; `quotable` is what an
    answer quotes, packed; `numbered` the numbers that its lines or what stands above begin with.
    """

    passage: int
    revision: int
    article: str
    folders: tuple[str, ...]
    terms: tuple[str, ...]
    profile: Profile
    quotable: bytes
    numbered: str


def entry(passage: IndexedPassage) -> Entry:
    """Return the entry of a passage."""
    stored = passage.stored
    heads = f"{stored.article.title}\n{stored.section}"
    above, quote = fold(heads), fold(stored.quote)
    asked = len(stored.article.title) + 1 if is_asked(stored.section) else len(above) + 1
    whole = scan(f"{above}\n{quote}")
    named = numbers(whole.text)
    return Entry(
        stored.passage,
        passage.revision,
        stored.article.id,
        folders_of(passage.file),
        joined_terms(whole, named),
        scanned_profile(whole, named, stored.quote, len(above) + 1, asked),
        packed(passage),
        " ".join(_numbered(f"{heads}\n{stored.quote}", whole.text)),
    )


def folders_of(file: str) -> tuple[str, ...]:
    """Return the folders that a file lies in, below the articles folder.

    >>> folders_of("news/2022/march.txt")
    ('news', 'news/2022')
    """
    parts = file.split("/")[:-1]
    return tuple("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _numbered(text: str, folded: str) -> set[str]:
    """Return the numbers that lines begin with, and their units alone."""
    names = {name for name, _ in beginnings(text, folded)}
    return names | {unit_of(name) for name in names}


def joined_terms(text: Scan, named: list[Number]) -> tuple[str, ...]:
    """Return the terms of a text that names some numbers, field by field, joined by spaces.

    They are the terms of `FIELDS`, made from what the scan has found already.
    """
    stems = [word.stem for word in text.words]
    meaning = [word.stem for word in text.words if word.letters]
    joined = {
        "words": "",
        "characters": "",
        "pinyin": "",
        "stems": " ".join([*stems, *(number.digits for number in named)]),
        "trigrams": " ".join([word.letters for word in text.words if word.letters]),
        "pairs": " ".join([f"{one}_{other}" for one, other in pairwise(meaning)]),
    }
    if text.han.any():
        joined["words"] = " ".join(chinese_words(text.text))
        joined["characters"] = _spaced(text.characters[text.han])
        joined["pinyin"] = _spaced(_sounds(text))
    return tuple(map(joined.__getitem__, FIELDS))


def _sounds(text: Scan) -> Codes:
    """Return the letters of the field *pinyin*: pairs of neighbouring sounds, and lone ones."""
    goes_on = text.tokens >= GOES_ON
    sounds = text.tokens >> CODE_BITS & (SOUNDS - 1)
    known = sounds > 0
    pairs = (goes_on[:-1] & known[:-1] & known[1:]).nonzero()[0]
    lone = known & ~goes_on
    lone[1:] &= ~goes_on[:-1]
    return np.concatenate(
        [FIRST_PAIR + (sounds[pairs] << SOUND_BITS) + sounds[pairs + 1], FIRST_LONE + sounds[lone]]
    )


def _spaced(characters: Codes) -> str:
    """Return characters with spaces between them."""
    spaced = np.full(2 * len(characters), ord(" "), dtype="<u4")
    spaced[::2] = characters
    return spaced.tobytes().decode("utf-32-le")
