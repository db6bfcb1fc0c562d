"""How does a question become a query?

Left to right: fold, read what pinyin asks, tell what is asked for, take the question words out, cut
the rest into terms, read bare pinyin, borrow from the question before. Invariant: nothing here
depends on the articles; the same question gives the same query everywhere.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.language.folding import fold, is_han, without_invisible
from knowledge.language.kinds import kinds_asked
from knowledge.language.light_words import light_words
from knowledge.language.numerals import in_digits
from knowledge.language.segmentation import segments
from knowledge.language.tokens import FIELDS, LATIN_FIELDS, LATIN_RUN, RUN, STOP_WORDS, cut
from knowledge.model.query import Query, Term
from knowledge.search.bare_pinyin import in_characters, typed_sounds
from knowledge.search.synonyms import Synonyms

NO_SYNONYMS = Synonyms()

# A question of more characters than this is cut: nobody asks so much at once, and every character
# costs a look-up. Telegram itself allows 4,096.
LONGEST_QUESTION = 500

# Question words leave the query; they stand in questions, hardly ever in the answers.
_QUESTION_WORDS = re.compile(
    r"(?:这篇|本)?文章(?:里面?|中)?(?:有)?(?:提到|提及|说到|讲到|写到)(?:了|过)?的?|"
    r"(?:都)?(?:正)?在做|"
    r"\b(?:what )?do(?:es)? (?:the|this|your) (?:articles?|text) (?:say|tell|mention)(?: about)?\b|"
    r"\b(?:at |in |on )?what (?:time|kinds? of|types? of|sorts? of|year|day|date)\b|"
    r"\baccording to the (?:article|text)\b|\bin the (?:article|text)\b|"
    r"请问|我想(?:知道|问一?下?)|想问一?下?|告诉我|(?:是|有)?什么样的?|(?:是|在)?什么时候|几时|啥时候?|为什么|为啥|"
    r"(?:要|得)?(?:多少|几块)钱|(?:[要用收]不[要用收]|是否)[收付花]?[钱费]|"
    r"[要收花付][钱费](?=[吗么])|"
    r"(?:是|有|叫)?什么|(?:是)?谁|哪一?[个年位里些种家座次天月日方儿]?|多少|几[个年位次月种条点天号岁家](?!线|楼)钟?|怎么样|怎么办|"
    r"怎么|怎样|如何|何时|何处|何种|何人|何地|为何|多[久长远大]|是不是|有没有|能不能|是否|(?:吗|呢|么|呀|啊|吧)(?=\W*$)"
)

# "那深圳呢？", "and Shenzhen?", "它什么时候上线": a follow-up of the question before.
_THAT = re.compile(r"^\s*那(?!\w*[里边])")
_FOLLOW_UP = re.compile(
    r"^(?:那么?|还有|另外|然后)|呢\W*$|它|他们|她们|这个|那个|其中|"
    r"^(?:and|what about|how about|so)\b|"
    r"\b(?:it|they|them|its|their|he|she|his|her|there|this|that)\b"
)
SYNONYM_GAIN = 0.7  # of a term that the operator says means the same, beside 1 for a typed one
ACROSS_GAIN = 0.5  # of a pair of sounds across two words of pinyin, beside 1 for one within a word
MOST_BEFORE = 3  # questions that a follow-up of follow-ups may lead back to
SHORT_CONTENT = 8  # folded characters: shorter questions may be follow-ups without saying so
BORROWED_GAIN = 0.35  # of a term of the question before, beside 1 for one of the question itself
LIGHT_GAIN = 0.35  # of a term of a question that names nothing of its own
OLDER_SHARE = 0.6  # of what a question before the last one lends, beside 1 for the last one
BORROWED_SHARE = 0.5  # of the number of typed terms: all borrowed terms together weigh no more


def parse_question(
    question: str,
    after: Sequence[str] = (),
    synonyms: Synonyms = NO_SYNONYMS,
    *,
    borrows: bool = False,
) -> Query:
    """Return the query of a question, with those asked before it, if any, the last one last.

    One that `borrows` does so however it is worded: it was asked about words that were quoted.
    """
    shown = _shown(question)
    folded = in_characters(fold(shown))
    content = _content(folded)
    terms = _terms(content)
    terms += _instead(terms, synonyms.of(content))
    follows_up = bool(after) and (borrows or is_follow_up(folded, content))
    lent = _lent(after) if follows_up else {}
    names_nothing = bool(lent) and _is_light(content)
    terms = _led(terms, lent) if names_nothing else terms + _borrowed(terms, lent)
    asks = kinds_asked(folded)
    return Query(shown, content, asks, tuple(terms), names_nothing=names_nothing)


def is_follow_up(folded: str, content: str) -> bool:
    """Tell whether a question needs the one before it to be understood.

    >>> is_follow_up("那深圳呢?", "那深圳")
    True
    >>> is_follow_up("静安区怎么治理共享单车乱停放?", "静安区 治理共享单车乱停放")
    False
    """
    short = len(content.strip()) <= SHORT_CONTENT
    return short or bool(_FOLLOW_UP.search(folded)) or _is_light(content)


def _shown(question: str) -> str:
    return without_invisible(question)[:LONGEST_QUESTION]


def _content(folded: str) -> str:
    """Take the question words out, unless nothing else was asked, and put numbers in digits."""
    content = _THAT.sub(" ", _QUESTION_WORDS.sub(" ", folded))
    return in_digits(content if RUN.search(content) else folded)


def _terms(content: str) -> list[Term]:
    text = cut(content)
    sounds = typed_sounds(text.latin)
    found = [
        Term(field, term)
        for field, terms in FIELDS.items()
        for term in dict.fromkeys(terms(text))
        if term not in STOP_WORDS
    ]
    if sounds:
        found = [t._replace(guessed=True) if t.field in LATIN_FIELDS else t for t in found]
    return found + [
        Term("pinyin", term) if sure else Term("pinyin", term, ACROSS_GAIN, guessed=True)
        for term, sure in sounds.items()
    ]


def _instead(typed: list[Term], words: Iterable[str]) -> list[Term]:
    """Return the terms of words that the articles may have instead of typed ones."""
    known = {(term.field, term.text) for term in typed}
    return [
        Term(term.field, term.text, SYNONYM_GAIN, guessed=True)
        for word in dict.fromkeys(words)
        for term in _terms(word)
        if (term.field, term.text) not in known
    ]


def _lent(after: Sequence[str]) -> dict[tuple[str, str], float]:
    """Return what earlier questions lend, and the share of it that counts.

    The last one lends all; one before it what the last one, a follow-up itself, borrowed from it.
    """
    folded = in_characters(fold(_shown(after[-1])))
    content = _content(folded)
    found = {(term.field, term.text): 1.0 for term in _terms(content)}
    if len(after) > 1 and is_follow_up(folded, content):
        for term, share in _lent(after[:-1]).items():
            found.setdefault(term, share * OLDER_SHARE)
    return found


def _is_light(content: str) -> bool:
    """Tell whether a question names nothing of its own: 目的是什么, 谁改的, what kind?

    One Chinese character says too little; several may be a word that no dictionary has: 随申码.
    """
    light, lone = light_words(), 0
    for run in RUN.finditer(content):
        for word in [run[0]] if run.lastindex == LATIN_RUN else segments(run[0]):
            if word in light or word in STOP_WORDS:
                continue
            if len(word) > 1 or not is_han(word):
                return False
            lone += 1
    return lone <= 1


def _led(typed: list[Term], lent: Mapping[tuple[str, str], float]) -> list[Term]:
    """Return the terms of a question that names nothing: the question before is asked again.

    What was typed now may help to find a passage, but is not owed by one.
    """
    terms = {
        (term.field, term.text): term._replace(gain=term.gain * LIGHT_GAIN, borrowed=True)
        for term in typed
    }
    most = max(lent.values())  # what was asked last may have named nothing either
    for term, share in lent.items():
        terms[term] = Term(*term, share / most, borrowed=share < most)
    return list(terms.values())


def _borrowed(typed: list[Term], lent: Mapping[tuple[str, str], float]) -> list[Term]:
    """Return the terms that a question borrows, weaker the more there are of them."""
    known = {(term.field, term.text) for term in typed}
    terms = {term: share for term, share in lent.items() if term not in known}
    gain = min(BORROWED_GAIN, BORROWED_SHARE * len(typed) / max(sum(terms.values()), 1))
    return [Term(*term, gain * share, borrowed=True) for term, share in terms.items()]
