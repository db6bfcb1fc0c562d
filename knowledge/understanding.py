"""How does a question become a query?

Left to right: fold, tell what is asked for, take the question words out, cut the rest into terms,
read bare pinyin, borrow from the question before. Invariant: nothing here depends on the articles;
the same question gives the same query everywhere.
"""

import re
from collections.abc import Iterator

from knowledge.folding import fold, without_invisible
from knowledge.query import Asked, Query, Term
from knowledge.syllables import spelled
from knowledge.tokens import (
    FIELDS,
    STOP_WORDS,
    is_latin,
    runs,
    syllable_pairs,
    title_terms,
)

# A question of more characters than this is cut: nobody asks so much at once, and every character
# costs a look-up. Telegram itself allows 4,096.
LONGEST_QUESTION = 500

# What question words ask for. Folded text, so Simplified and lower case only.
_ASKS: dict[Asked, re.Pattern[str]] = {
    Asked.TIME: re.compile(
        r"什么时候|几时|何时|啥时候?|哪一?[年天日月]|几[年月号日点]|多久|年份|日期|\bwhen\b|"
        r"\bwhat (?:year|date|day|month|time)\b|\bhow long\b"
    ),
    Asked.NUMBER: re.compile(
        r"多少|几[个位家条项次种名张座所辆类]|多[大高远长重快宽深]|"
        r"\bhow (?:many|much|far|old|big|tall|high|large|deep)\b|"
        r"\bwhat (?:percentage|percent|number|amount)\b"
    ),
    Asked.PERSON: re.compile(r"谁|何人|哪一?[位人名]|\bwho(?:m|se)?\b"),
    Asked.PLACE: re.compile(
        r"哪里|哪儿|何处|何地|哪一?[个座](?:国家|城市|地方|省|市|区|县)|什么地方|\bwhere\b|"
        r"\b(?:what|which) (?:country|city|place|state|town|region)\b"
    ),
}

# Question words leave the query; they stand in questions, hardly ever in the answers.
_QUESTION_WORDS = re.compile(
    r"请问|我想(?:知道|问一?下?)|想问一?下?|告诉我|(?:是|有)?什么样的?|(?:是|在)?什么时候|几时|啥时候?|为什么|为啥|"
    r"(?:是|有|叫)?什么|(?:是)?谁|哪一?[个年位里些种家座次天月日方儿]?|多少|几[个年位次月种条]|怎么样|怎么办|"
    r"怎么|怎样|如何|何时|何处|何种|何人|何地|为何|多[久长远大]|是不是|有没有|能不能|是否|(?:吗|呢|么|呀|啊|吧)(?=\W*$)"
)

# "那深圳呢？", "and Shenzhen?", "它什么时候上线": a question that leans on the one before.
_LEANS = re.compile(
    r"^(?:那么?|还有|另外|然后)|呢\W*$|它|他们|她们|这个|那个|其中|"
    r"^(?:and|what about|how about|so)\b|"
    r"\b(?:it|they|them|its|their|he|she|his|her|there|this|that)\b"
)
SHORT_CONTENT = 8  # folded characters: shorter questions may lean without saying so
BORROWED_GAIN = 0.35  # of a term of the question before, beside 1 for one of the question itself
BORROWED_SHARE = 0.5  # of the number of typed terms: all borrowed terms together weigh no more


def understand(question: str, after: str | None = None) -> Query:
    """Return the query of a question, with the question asked just before, if any."""
    shown = without_invisible(question)[:LONGEST_QUESTION]
    folded = fold(shown)
    content = _content(folded)
    asks = frozenset(kind for kind, words in _ASKS.items() if words.search(folded))
    terms = list(_terms(content))
    if after and leans(folded, content):
        terms += _borrowed(terms, _content(fold(without_invisible(after)[:LONGEST_QUESTION])))
    return Query(shown, content, asks, tuple(terms))


def leans(folded: str, content: str) -> bool:
    """Tell whether a question needs the one before it to be understood.

    >>> leans("那深圳呢?", "那深圳")
    True
    >>> leans("静安区怎么治理共享单车乱停放?", "静安区 治理共享单车乱停放")
    False
    """
    return bool(_LEANS.search(folded)) or len(content.strip()) <= SHORT_CONTENT


def _content(folded: str) -> str:
    """Take the question words out, unless nothing else was asked."""
    content = _QUESTION_WORDS.sub(" ", folded)
    content = re.sub(r"^\s*那(?!\w*[里边])", " ", content)
    return content if any(True for _ in runs(content)) else folded


def _terms(content: str) -> Iterator[Term]:
    sounds = _typed_pinyin(content)
    for field, cut in (*FIELDS.items(), ("title", title_terms)):
        for text in dict.fromkeys(cut(content)):
            if text not in STOP_WORDS:
                yield Term(field, text, guessed=bool(sounds) and is_latin(text))
    for text in dict.fromkeys(sounds):
        yield Term("pinyin", text)


def _borrowed(typed: list[Term], before: str) -> list[Term]:
    """Return the terms that a question borrows, weaker the more there are of them."""
    known = {(term.field, term.text) for term in typed}
    terms = [term for term in _terms(before) if (term.field, term.text) not in known]
    gain = min(BORROWED_GAIN, BORROWED_SHARE * len(typed) / max(len(terms), 1))
    return [Term(term.field, term.text, gain, borrowed=True) for term in terms]


def _typed_pinyin(content: str) -> list[str]:
    """Return the syllable pairs of pinyin typed without an input method.

    Only a question whose Latin words are pinyin for the most part is read so; `women` in an English
    question is no 我们.
    """
    words = [run for run, han in runs(content) if not han and is_latin(run)]
    sounds = [spelled(word) for word in words]
    if not words or sum(map(bool, sounds)) * 3 < len(words) * 2:
        return []
    return syllable_pairs([sound for word in sounds for sound in word])
