"""Into which terms do the peers cut a text?

As their users do: Traditional made Simplified by OpenCC (or not), then jieba's words or pairs of
neighbouring characters; Latin words lower-cased. Invariant: nothing here is the project's own, so
that the peers gain nothing from it and lose nothing by it.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import jieba
from opencc import OpenCC

Terms = Callable[[str], list[str]]
"""A text in, its terms out, in order, repeated ones repeated."""

RUN = re.compile(r"([\u3400-\u9fff]+)|([^\W_\u3400-\u9fff]+)")

# Function and question words, which the peers' users commonly take out of a query.
STOP_WORDS = frozenset(
    "的 了 是 在 和 与 有 为 被 由 于 对 其 中 以 及 之 也 都 而 等 这 那 个 一个 吗 呢 什么 谁 "
    "哪 哪个 哪些 哪里 哪位 哪一 几 多少 何 何时 如何 怎么 怎样 为什么 是否 "
    "a an the of in on at to for by with from and or is are was were be been do does did has have "
    "had what which who whom whose when where why how many much that this it its as".split()
)

jieba.setLogLevel(60)  # it reports its loading on stderr as if that were an error


def words(text: str) -> list[str]:
    """Return jieba's words (default mode) of a text as it is written."""
    found: list[str] = []
    for run, han in _runs(text):
        found.extend(jieba.lcut(run) if han else [run])
    return found


def simplified_words(text: str) -> list[str]:
    """Return jieba's words of the text in Simplified characters."""
    return words(simplified(text))


def listed_words(text: str) -> list[str]:
    """Return the words that jieba's dictionary lists; none that its hidden Markov model guesses.

    That finds more on cmrc (.977 of clean questions instead of .963) and the same on drcd.
    """
    found: list[str] = []
    for run, han in _runs(simplified(text)):
        found.extend(jieba.lcut(run, HMM=False) if han else [run])
    return found


def simplified_doubles(text: str) -> list[str]:
    """Return pairs of neighbouring characters of the text in Simplified ones; a lone one stays."""
    found: list[str] = []
    for run, han in _runs(simplified(text)):
        found.extend([a + b for a, b in pairwise(run)] or [run] if han else [run])
    return found


def simplified(text: str) -> str:
    """Return a text in Simplified characters by OpenCC's table with phrases."""
    return str(_opencc().convert(text))


def without_stop_words(terms: list[str]) -> list[str]:
    """Return the terms of a query that are no stop words; all, if there are no others."""
    return [term for term in terms if term not in STOP_WORDS] or terms


def warm_up(terms: Terms, folder: Path) -> None:
    """Load jieba's dictionary, its cache in a folder, so that nothing measured waits for it.

    Cutting into double characters needs none and is not charged its 80 MB.
    """
    if terms is not simplified_doubles:
        jieba.dt.tmp_dir = str(folder)
        jieba.initialize()


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for match in RUN.finditer(text.lower()):
        yield match.group(), match.lastindex == 1


@lru_cache(maxsize=1)
def _opencc() -> OpenCC:
    return OpenCC("t2s")
