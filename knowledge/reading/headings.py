"""Which paragraphs of a plain text are headings?

Invariant: a heading stands above a paragraph; a wrong heading costs more than a missed one, because
its words would be nobody's sentence, so every doubt is decided for the paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.model.article import BlockKind
from knowledge.reading.news_rules import is_a, is_chapter, numbering
from knowledge.reading.paragraphs import Paragraph, columns

LONGEST_HEADING = 60  # columns: 30 Chinese characters, about nine English words
LONGEST_TITLE = 100  # columns: news sites print up to 45 Chinese characters
MOST_WORDS = 9
MOST_COMMAS = 2
LONGEST_PAIR = (
    2  # two heading-like lines may be a heading and its first short paragraph; three, a list
)

_LETTER = re.compile(r"[^\W\d_]")
_COMMA = re.compile(r"[,，]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# 。 inside means a sentence; a quote mark in front, somebody speaking.
_SPEECH = re.compile(r"[「『“‘\"'—…]|.*(?:[。；;！!]|[:：][“「『]|[?？].|\.\s)")
# “十四五”收官之年 begins with a word in quotes, “走吧。”他說 with speech.
_QUOTED_WORD = re.compile(r"^[「『“‘]([\w·]{1,12})[」』”’](?=\w)")
_OPEN_END = re.compile(r"[。．.｡!！;；:：,，、…—》)）】\]\"'’-]|[。！？!?…][”」』]")
_CAPITAL = re.compile(r"[A-Z0-9]")


def kinds_of(paragraphs: Sequence[Paragraph]) -> list[BlockKind]:
    """Return the kind of every paragraph of a text, by its looks and its neighbours."""
    kinds: list[BlockKind] = []
    runs = [(look, list(run)) for look, run in groupby(paragraphs, key=_look)]
    for place, (look, run) in enumerate(runs):
        if look != "heading":
            kinds += [look] * len(run)
            continue
        above_text = place + 1 < len(runs) and runs[place + 1][0] == "paragraph"
        # Below 延伸閱讀 two in a row are the titles of other articles.
        below_label = place > 0 and runs[place - 1][0] == "label"
        kinds += _of_run(run, longest=(1 if below_label else LONGEST_PAIR) if above_text else 0)
    return kinds


def looks_like_heading(text: str) -> bool:
    """Tell whether a line could be a heading if its neighbours agree.

    >>> [looks_like_heading(line) for line in ("蹄疾、步穩", "步穩,是夯實底座。", "Early life")]
    [True, False, True]
    """
    if numbering(text):
        return True
    if not _is_phrase(text, LONGEST_HEADING) or is_a("unheading", text):
        return False
    if len(_COMMA.findall(text)) > MOST_COMMAS:
        return False
    return has_han(text) or _is_latin_heading(text)


def looks_like_title(text: str) -> bool:
    """Tell whether the first line of a text could be its title.

    >>> looks_like_title("第一章 雨夜"), looks_like_title("問：何時開館？"), looks_like_title("Hi,")
    (True, False, False)
    """
    text = _QUOTED_WORD.sub(r"\1", text)
    return _is_phrase(text, LONGEST_TITLE) and not is_a("unheading", text)


def has_han(text: str) -> bool:
    """Tell whether a text has a Chinese character.

    >>> has_han("B座"), has_han("Block B")
    (True, False)
    """
    return _HAN.search(text) is not None


def _look(paragraph: Paragraph) -> BlockKind:
    if is_a("label", paragraph.text):
        return "label"
    alone = paragraph.lines == 1
    return "heading" if alone and looks_like_heading(paragraph.text) else "paragraph"


def _of_run(run: Sequence[Paragraph], longest: int) -> Iterator[BlockKind]:
    """Yield what heading-like lines in a row are: a heading, nested headings, or a list.

    A row of more than `longest` lines is a list, but for chapters and numbers of its own kind.
    """
    ways = [numbering(paragraph.text) for paragraph in run]
    counts = Counter(ways)
    for place, (paragraph, way) in enumerate(zip(run, ways, strict=True)):
        numbered = way is not None and counts[way] == 1
        named = way is None and (place == 0 or is_chapter(run[place - 1].text))
        is_heading = (numbered and longest) or (named and len(run) <= longest)
        yield "heading" if is_heading or is_chapter(paragraph.text) else "paragraph"


def _is_phrase(text: str, longest: int) -> bool:
    if columns(text) > longest or not _LETTER.search(text):
        return False
    return not (_SPEECH.match(text) or _OPEN_END.match(text[-1]) or _OPEN_END.match(text[-2:]))


def _is_latin_heading(text: str) -> bool:
    return _CAPITAL.match(text) is not None and len(text.split()) <= MOST_WORDS
