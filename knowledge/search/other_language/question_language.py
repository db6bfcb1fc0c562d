"""Is a question in another language than the articles?

Invariant: where many passages are in the question's own language, too, the articles are mixed, and
whoever asks is first taken to mean those.
"""

from typing import NamedTuple

from knowledge.indexing.port import Snapshot
from knowledge.language.folding import fold, is_han
from knowledge.language.tokens import LATIN_RUN, RUN, cut
from knowledge.model.answer import Translated
from knowledge.search.bare_pinyin import typed_sounds

CHINESE, ENGLISH = "zh", "en"
FEW_OF_OTHER = 0.02  # share of the passages in another language that is not worth a second look
MOST_OF_OWN = 0.1  # share of the passages in the question's own language: more are a mixed body


class Between(NamedTuple):
    """A question's language and another one of the articles, and whether they are mixed."""

    languages: Translated
    mixed: bool


def between(question: str, snapshot: Snapshot) -> Between | None:
    """Return the language of a question and that of the articles where some are in another."""
    language = question_language(question)
    if language is None:
        return None
    chinese, english = snapshot.languages()
    own, other = (chinese, english) if language == CHINESE else (english, chinese)
    if other <= FEW_OF_OTHER * (own + other):
        return None
    articles = ENGLISH if language == CHINESE else CHINESE
    return Between(Translated(language, articles), own > MOST_OF_OWN * (own + other))


def question_language(question: str) -> str | None:
    """Return the language of a question; None if it has no words at all.

    A question with Chinese characters is Chinese, whatever else it has, and so is one in pinyin.

    >>> [question_language(one) for one in ("NFL 是什么", "What is the NFL?", "42?", "lan ya")]
    ['zh', 'en', None, 'zh']
    """
    if any(map(is_han, question)) or typed_sounds(cut(fold(question)).latin):
        return CHINESE
    return ENGLISH if _latin_words(question) else None


def passage_language(text: str) -> str:
    """Return the language of a passage: that of which it has more, characters or words.

    >>> passage_language("Genghis Khan (成吉思汗) was born in 1162."), passage_language("用APP辦理")
    ('en', 'zh')
    """
    return CHINESE if sum(map(is_han, text)) > _latin_words(text) else ENGLISH


def _latin_words(text: str) -> int:
    return sum(
        match.lastindex == LATIN_RUN and not match[0].isdecimal() for match in RUN.finditer(text)
    )
