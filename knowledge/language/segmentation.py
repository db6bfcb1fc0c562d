"""Which Chinese words does a folded text consist of?

jieba lives here. It cuts Simplified text rightly and raw Traditional wrongly (任務明確 becomes one
word), so text is folded before it is cut. Its twin in Rust, the extra `fast`, is used where it is
installed: the same words ten to twenty times faster, and no second of loading. Invariant: both cut
alike, so an index made with one is searched with the other.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from knowledge.language.folding import HAN, fold

_NOT_HAN = re.compile(rf"[^{HAN}]+")


def chinese_words(folded: str) -> list[str]:
    """Return jieba's words of a folded text in search mode, long ones after their parts.

    No guessing of unknown words (HMM): a word that stands in no dictionary is found by its
    characters, a wrongly guessed one is found by nobody.

    >>> chinese_words("数字化转型, 2.0 的APP")
    ['数字', '数字化', '转型', '的']
    """
    apart = _NOT_HAN.sub(" ", folded)
    return [word for word in _cut(apart) if word != " "]


def segments(han: str) -> list[str]:
    """Return a run of folded Chinese characters cut into words that do not overlap.

    >>> segments("数字化转型")
    ['数字化', '转型']
    """
    return _segment(han)


def rarity(words: Iterable[str]) -> dict[str, float]:
    """Return how rare words are in Chinese texts of any kind, as jieba's table has it (idf).

    A word that the table lacks is not in the result. The table is read line by line (0.04 s), for a
    whole in memory costs 2 s and 40 MB and is asked for once in a while.
    """
    wanted = {word.encode("utf-8", "surrogatepass"): word for word in words}
    found: dict[str, float] = {}
    with _RARITIES.open("rb") as table:  # as it lies there: decoding each line takes as long again
        for line in table:
            word, _, value = line.partition(b" ")
            if word in wanted:
                found[wanted[word]] = float(value)
    return found


def frequencies() -> dict[str, int]:
    """Return how often each word of jieba's dictionary, folded, stands in its texts.

    The 349,000 lines are read in 0.4 s.
    """
    found: dict[str, int] = {}
    with _DICTIONARY.open(encoding="utf-8") as lines:
        for word, count, _ in map(str.split, lines):
            folded = fold(word)
            found[folded] = max(int(count), found.get(folded, 0))
    return found


def words_marked(*parts_of_speech: str) -> Iterator[str]:
    """Yield the words that jieba's dictionary marks as some parts of speech, as it writes them.

    The 349,000 lines are read in 0.1 s.
    """
    marks = tuple(f" {mark}\n" for mark in parts_of_speech)
    with _DICTIONARY.open(encoding="utf-8") as lines:
        for line in lines:
            if line.endswith(marks):
                yield line.partition(" ")[0]


def warm_up(cache: Path) -> None:
    """Load the dictionary (jieba: more than a second, 80 MB), so that no question waits for it.

    `cache` is the folder for jieba's cache; its default, the shared temporary folder, is one that
    anybody on the machine may put a file into, and a container may not have.
    """
    if not FAST:
        import jieba  # noqa: PLC0415 - a third of a second that the twin saves

        jieba.dt.tmp_dir = str(cache)
        jieba.setLogLevel(60)  # it reports its loading on stderr as if that were an error
        jieba.initialize()
    chinese_words("有据")


def _by_jieba(text: str) -> list[str]:
    import jieba  # noqa: PLC0415 - as above

    return list(jieba.cut_for_search(text, HMM=False))


def _segmented_by_jieba(text: str) -> list[str]:
    import jieba  # noqa: PLC0415 - as above

    return list(jieba.cut(text, HMM=False))


def _by_rjieba(text: str) -> list[str]:
    import rjieba  # noqa: PLC0415 - an extra

    return list(rjieba.cut_for_search(text, False))


def _segmented_by_rjieba(text: str) -> list[str]:
    import rjieba  # noqa: PLC0415 - an extra

    return list(rjieba.cut(text, False))


FAST = find_spec("rjieba") is not None
"""Whether the fast twin is installed."""

_JIEBA = distribution("jieba")
_DICTIONARY = Path(str(_JIEBA.locate_file("jieba/dict.txt")))
_RARITIES = Path(str(_JIEBA.locate_file("jieba/analyse/idf.txt")))

_cut = _by_rjieba if FAST else _by_jieba
_segment = _segmented_by_rjieba if FAST else _segmented_by_jieba
