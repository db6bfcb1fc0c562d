"""How would somebody without an input method type a question?

Invariant: nothing here is the project's own: jieba says what a word is and pypinyin how it is read
in its context, so that a character with several readings is typed as people do.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import jieba
from pypinyin import lazy_pinyin

from benchmarks.sets import UNANSWERABLE
from benchmarks.terms import RUN, simplified
from knowledge.library.golden import CLEAN, Case

HAN_RUN = 1  # the group of `RUN` for Chinese characters


def is_chinese(cases: Sequence[Case]) -> bool:
    """Tell whether most questions have Chinese characters."""
    return 2 * sum(spelled(case.question) != case.question for case in cases) > len(cases)


def in_pinyin(cases: Iterable[Case]) -> list[Case]:
    """Return the clean and the unanswerable questions, spelled out."""
    kept = (case for case in cases if case.kind in (CLEAN, UNANSWERABLE))
    return [replace(case, question=spelled(case.question)) for case in kept]


def spelled(question: str) -> str:
    """Return a question with its Chinese words in pinyin without tones, spaces between them.

    >>> spelled("《隨申碼》什麼時候 2.0")
    '《 suishenma 》 shenme shihou  2.0'
    """
    return RUN.sub(_word_by_word, simplified(question)).strip()


def _word_by_word(run: re.Match[str]) -> str:
    if run.lastindex != HAN_RUN:
        return run[0]
    return f" {' '.join(''.join(lazy_pinyin(word)) for word in jieba.cut(run[0]))} "
