"""Which questions could somebody ask about an article?

They are its own questions and headings, and its own clauses with a question word where a number or
a date stands: 上海將新增40家智能工廠 becomes 上海將新增多少家智能工廠？. Invariant: but for the
question word every character is the article's; whether a question is answered has to be tried.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.language.folding import HAN, is_han
from knowledge.language.sentences import sentences
from knowledge.model.article import Article
from knowledge.reading.passages import passages
from knowledge.studying.continuation import goes_on
from knowledge.studying.topics import as_written, topics

SHORTEST, LONGEST = 6, 26  # characters of a Chinese question
LONGEST_OF_OTHERS = 90  # … and of one with Latin words
MOST_TOPICS = 8
MANY = 2  # questions as headings: an article of that form is best asked what it asks itself
SHORTEST_PART = 2  # characters on each side of a number: less names nothing …
LONG_PART = 5  # … but for so many before it

# A clause that is whole: what stands in brackets or quotation marks is left with what is around it.
_CLAUSE = re.compile(
    r"(?:^|(?<=[，,。;；﹔:：、！？!?\n]))[^，,。;；﹔:：、！？!?\n“”「」『』（）()《》\"—…]+(?=[，,。;；﹔、！!\n]|$)"
)
_NUMBER = r"(?:\d[\d,.]*\d|\d|[一二兩两三四五六七八九十百千萬万億亿]+)"
_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午|晚[上間间]?)?"
_COUNTED = re.compile(
    rf"^(?![在於于從从當当])(?P<before>[{HAN}]*?)(?<![第一二兩两三四五六七八九十百千])(?P<number>{_NUMBER}(?:多|餘|余)?)"
    r"(?P<unit>億元|亿元|萬元|万元|公里|公斤|公升|公分|毫升|小時|小时|分鐘|分钟|"
    r"[家個个名位項项條条輛辆台座間间所種种處处大人米元篇次件場场門门頁页天歲岁冊册層层艘部本張张枚班戶户倍株棵頭头隻只批集卷])"
    rf"(?P<after>[{HAN}]*)$"
)
_DATED = re.compile(
    rf"^(?P<before>[{HAN}]{{2,10}})(?<![已即也又曾就將将])[於于在](?P<number>(?=\d){_DATE})"
    rf"(?![即就已也又再])(?P<after>[{HAN}]{{4,}})$"
)
_COUNTED_IN_ENGLISH = re.compile(
    r"\b(?P<number>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"thirty|forty|fifty) (?P<after>(?:[a-z-]{2,} ){0,2}[a-z-]{3,}[a-rt-z]s)\b"
)
_NO_NOUN = re.compile(
    r"\b(?:of|in|on|at|to|and|or|the|is|was|are|has|its|per|times|years?|hours|minutes|met(?:er|re)s|"
    r"kilomet(?:er|re)s|feet|miles|pounds|dollars|euros)\b"
)
_NUMBERED = re.compile(r"第.{1,4}[章節节條条]|\d+[.、]")  # a heading that only divides
_ASKS = ("?", "？")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and the words of the article that its answer has to hold; '' for any others."""

    question: str
    answer: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is a question, no heading or title that can be asked for."""
        return self.question.endswith(_ASKS)


def examples(article: Article) -> list[Example]:
    """Return questions about an article, the most natural ones first, each from another place."""
    asked, made = [], []
    for passage in passages(article):
        text = passage.span.of(article.text)
        parts = [span.of(text) for span in sentences(text)]
        asked += [Example(part) for part in parts if part.endswith(_ASKS) and _fits(part)]
        made += _first(made_of for part in parts for made_of in _made(part, article))
    made.sort(key=lambda one: not _is_of(article.title, one.question))
    titles = [block.span for block in article.blocks if block.kind == "heading"]
    shown = [span.of(article.text).strip() for span in titles] + [article.title]
    phrases = [Example(text) for text in shown if _fits(text) and not _NUMBERED.match(text)]
    questions = [one for one in phrases if one.asks]
    others = [*asked, *(one for one in phrases if one not in questions)]
    if len(questions) >= MANY:
        return [*questions, *made, *others]
    return [*made, *questions, *others]


def topic_examples(article: Article) -> list[Example]:
    """Return questions for what an article is about, where it has no better ones."""
    names = as_written([one for one in topics(article) if len(one.text) > SHORTEST_PART], article)
    asked = {"zh-Hant": "{}是什麼？", "zh-Hans": "{}是什么？"}.get(
        article.language or "", "What about {}?"
    )
    return [Example(asked.format(name), name) for name in names[:MOST_TOPICS]]


def _is_of(title: str, question: str) -> bool:
    """Tell whether a question names what the title names, and so says of what it is."""
    return any(a + b in title for a, b in pairwise(question) if is_han(a) and is_han(b))


def _first(found: Iterator[Example]) -> list[Example]:
    one = next(found, None)
    return [one] if one else []


def _made(sentence: str, article: Article) -> Iterator[Example]:
    """Yield questions made of the clauses of a sentence, of which none leans on another."""
    for clause in _CLAUSE.findall(sentence):
        text = clause.strip()
        made = _of_number(text, article.language) or _of_date(text, article.language)
        if made and _fits(made.question) and not goes_on(text):
            yield made
    for match in _COUNTED_IN_ENGLISH.finditer(sentence):
        if not _NO_NOUN.search(match["after"]):
            asked = f"{article.title}: how many {match['after']}?"
            yield Example(asked, f"{match['number']} {match['after']}")


def _of_number(clause: str, language: str | None) -> Example | None:
    match = _COUNTED.match(clause)
    if match is None or match["number"] == "一":
        return None
    before, after = len(match["before"]), len(match["after"])
    if before < SHORTEST_PART or (after < SHORTEST_PART and before < LONG_PART):
        return None
    few = "几" if language == "zh-Hans" else "幾"
    asked = few if match["unit"] == "大" else "多少"
    question = f"{match['before']}{asked}{match['unit']}{match['after']}？"
    return Example(question, f"{match['number']}{match['unit']}{match['after']}")


def _of_date(clause: str, language: str | None) -> Example | None:
    match = _DATED.match(clause)
    when = "什么时候" if language == "zh-Hans" else "什麼時候"
    if match is None:
        return None
    return Example(f"{match['before']}{when}{match['after']}？", match["number"])


def _fits(question: str) -> bool:
    latin = sum(character.isascii() for character in question) > len(question) / 2
    return SHORTEST <= len(question) <= (LONGEST_OF_OTHERS if latin else LONGEST)
