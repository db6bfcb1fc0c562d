"""Is a line that stands alone the name of a person?

Invariant: a doubt is decided against it: an article without an author is cited rightly, one with
周末 as its author is not. A word of the dictionary that begins like a surname is a word.
"""

from functools import cache
from re import split

from knowledge.language.folding import fold
from knowledge.language.segmentation import frequencies, words_marked
from knowledge.reading.news_rules import is_a

# jieba's dictionary marks 毛巾 and 许可 as names of persons, too. Those that its texts have this
# often are words; most true names there have less than ten.
COMMON = 50
FREQUENT = 500  # a word this common is one at the beginning of a longer line as well: 周末价
LENGTHS = (2, 3)  # characters of a Chinese name, and of the words that look like one
# Words of English headings that are written like names: Opening Hours, Terms and Conditions.
NO_NAMES = frozenset(
    "about address administration agenda all annual archive article articles author back "
    "background basic board book booking books breaking business buy calendar city click club "
    "committee community conditions contact contents council day days december department "
    "description details directions download editorial education english event events "
    "exhibition faq february features fees file files first frequently friday gallery general "
    "guide guidelines hall health help history home hours house how important info information "
    "instructions international introduction january july latest library list live local main "
    "manual map march meeting member members menu minutes monday more museum national new news "
    "newsletter next no note notes notice november object october office online opening order "
    "our overview page pages part photo policy post prices privacy procedure product products "
    "program programme project public questions quick read reading report reports review rules "
    "safety saturday schedule school science search section september service services shop "
    "short sports staff story summary sunday table team technical terms the thursday ticket "
    "tickets time times tips top topic topics travel tuesday university update updates us use "
    "user version video view visit visitor visitors wednesday week weekend weekly welcome what "
    "when where why work workshop world year you your".split()
)


def is_name(line: str) -> bool:
    """Tell whether a whole line is one or a few names, by their looks and by the dictionary.

    >>> is_name("王小明、李大華"), is_name("周末"), is_name("任務"), is_name("Opening Hours")
    (True, False, False, False)
    """
    if not is_a("author", line):
        return False
    if line.isascii():
        return NO_NAMES.isdisjoint(line.lower().split())
    joined = "".join(line.split())
    parts = [fold(part) for part in (*split(r"[、,，\s]+", line), joined) if len(part) in LENGTHS]
    return not any(_is_word(part) for part in parts)


def _is_word(folded: str) -> bool:
    words = _words()
    return folded in words or words.get(folded[:2], 0) >= FREQUENT


@cache
def _words() -> dict[str, int]:
    """Return the words that look like names, and how common they are; read once, in a second."""
    persons = {fold(word) for word in words_marked("nr") if len(word) in LENGTHS}
    return {
        word: count
        for word, count in frequencies().items()
        if len(word) in LENGTHS
        and (word not in persons or (len(word) == 2 and count >= COMMON))  # noqa: PLR2004 - of three, most are names
        and is_a("author", word)
    }
