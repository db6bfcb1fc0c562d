"""Which questions are the same one?

Invariant: every question is in exactly one group. The order of words, the script and a slip do not
make another question.
"""

import re
from collections.abc import Sequence

from knowledge.language.folding import fold
from knowledge.language.fuzzy import alike
from knowledge.language.tokens import STOP_WORDS
from knowledge.search.parser import parse_question

SAME = 0.75  # likeness of two questions' words, sorted, from which on they are one question
_PIECE = re.compile(r"[a-z0-9]+|[^\W\d_a-z]")


def question_key(question: str) -> str:
    """Return what two questions have in common that ask the same in other scripts or signs.

    >>> question_key("隨申碼 是什麼？") == question_key("随申码是什么?")
    True
    """
    return "".join(filter(str.isalnum, fold(question)))


def question_groups(questions: Sequence[str]) -> list[list[int]]:
    """Return the positions of questions in groups of the same, each in the order given.

    A group stands where its first question does; a question belongs to the first group that is
    like it.
    """
    keys: list[str] = []
    groups: list[list[int]] = []
    for position, question in enumerate(questions):
        key = _content_key(question)
        for known, group in zip(keys, groups, strict=True):
            if known == key or alike(known, key, SAME):
                group.append(position)
                break
        else:
            keys.append(key)
            groups.append([position])
    return groups


def _content_key(question: str) -> str:
    """Return the words of a question without those that only ask, in an order of their own."""
    pieces = _PIECE.findall(parse_question(question).content)
    return " ".join(sorted(piece for piece in pieces if piece not in STOP_WORDS) or pieces)
