"""Which number does a question ask for (第三条, Article 5, 3.2), and which do lines begin with?

Invariant: a number has one name however it is written: 第三条, 第3條 and article iii are `条3`. A
line that only mentions one (第三条、第四条规定…, Article 5 of the treaty …) does not begin with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.language.numerals import spelled_out

PLAIN = "."
"""The unit of a number that names none: 3.2, 三、, (3)."""

# What the parts of a text are called, in both languages; the same name is the same unit.
_HAN_UNITS = "条章节款项编篇回课讲步题问点则"
_LATIN_UNITS = {
    "article": "条",
    "art": "条",
    "chapter": "章",
    "section": "节",
    "sec": "节",
    "paragraph": "款",
    "clause": "款",
    "item": "项",
    "part": "编",
    "lesson": "课",
    "step": "步",
    "question": "问",
    "q": "问",
    "point": "点",
    "rule": "则",
    "regulation": "则",
    "appendix": "附录",
    "annex": "附件",
    "attachment": "附件",
    "schedule": "附表",
}
_SAME_UNIT = {"题": "问", "问题": "问", "规则": "则", "步骤": "步", "部分": "编"}
_NUMERAL = r"(?:[〇零一二两三四五六七八九十百千]{1,7}|\d{1,4})"
_HAN = re.compile(
    rf"第\s?(?P<value>{_NUMERAL}(?:[-.]\d{{1,3}})*)\s?(?P<unit>部分|[{_HAN_UNITS}])"
    rf"(?:之(?P<of>{_NUMERAL}))?"
)
_NAMED = re.compile(  # without 第: 附件二, 问题3, 规则12
    rf"(?P<unit>附件|附录|附表|规则|步骤|问题|问)\s?(?P<value>{_NUMERAL}|[a-z](?![a-z]))"
)
_LATIN = re.compile(
    rf"\b(?P<unit>{'|'.join(_LATIN_UNITS)})\b\.?\s{{0,2}}(?P<value>\d{{1,4}}(?:[-.]\d{{1,3}})*[a-z]?|"
    r"[ivxl]{1,7}|[a-z]|[a-z]{3,9}(?:-[a-z]{3,5})?)(?![\w-])"
    r"|\b(?P<short>q)(?P<digits>\d{1,3})(?!\w)"
)
_DECIMAL = re.compile(r"(?<![a-z0-9.])\d{1,3}(?:\.\d{1,3}){1,4}(?![\w.]*\d)(?!\.?[a-z%])")
_PLAIN = re.compile(
    rf"(?P<value>\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}+)(?:[.、):]|\s|\Z)|(?P<han>{_NUMERAL})、"
    rf"|\((?P<round>{_NUMERAL})\)"
)

# Before a number at the beginning of a line: marks of Markdown, of lists and of quotes.
_MARKS = re.compile(r"[\s*_#>|\-•·【\[《「“\"]*")
_MENTIONED = re.compile(r"[、,的]|[和与及或至到]第|所[称列述指规]|规定[,:的]")
_LATIN_OPENS = re.compile(r"\s?[.:)\]—–|*-]|\s*\Z|\s*\n|\s+[^\sa-z]")

# 第三条 is asked for, 第三条隧道 is not: what may follow the number in a question.
_SAYS = re.compile(
    r"\s*(?:\W*\Z|(?:的|里面?|中|都|又|主要|具体|到底|究竟)*"
    r"(?:内容|全文|原文|规定|条文|说|讲|写|是|什么|怎么|有[什啥哪]|要求|指|提到|呢|吗|啥|意思))"
)
_GOES_ON = re.compile(r"\s*(?:\W|的|里|中|在|对|关于|如何|为|能|可|应|第|和|与)")
_LATIN_SAYS = re.compile(
    r"\b(?:says?|states?|provides?|contains?|means?|covers?|about|regulates?|read|text)\b"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that a question asks for, and where the question names it.

    `says`: it asks what stands there and nothing else.
    """

    name: str
    start: int
    end: int
    says: bool

    @property
    def unit(self) -> str:
        """Return what is numbered."""
        return unit_of(self.name)

    @property
    def plain(self) -> "Asked":
        """Return the same number without a unit: 第三条 may stand in the text as 3. or 三、."""
        return replace(self, name=PLAIN + self.name.removeprefix(self.unit))


def unit_of(name: str) -> str:
    """Return what a number counts.

    >>> unit_of("条12-1"), unit_of(".3.2")
    ('条', '.')
    """
    return name.rstrip("0123456789-abcdefghijklmnopqrstuvwxyz.") or PLAIN


def number_asked(folded: str) -> Asked | None:
    """Return the number that a folded question asks for.

    >>> [a and a.name for a in map(number_asked, ("第 3 条规定了什么", "what does article v say?"))]
    ['条3', '条5']
    >>> number_asked("第三条隧道何时开通"), number_asked("3.2").name
    (None, '.3.2')
    """
    found = [*_asked_in_chinese(folded), *_asked_in_english(folded), *_decimals(folded)]
    of_articles = [asked for asked in found if asked.unit == "条"]  # 第三章第十二条
    return next(iter(of_articles or found), None)


def beginnings(text: str, folded: str) -> Iterator[tuple[str, int]]:
    r"""Yield the numbers with which lines of a text begin, and where those lines begin.

    >>> list(beginnings("ARTICLE 5. Votes\nArticle 6 of", "article 5. votes\narticle 6 of"))
    [('条5', 0)]
    """
    start = 0
    for line in folded.splitlines(keepends=True):
        marks = _MARKS.match(line)
        name = _begins(line[marks.end() if marks else 0 :], text[start : start + len(line)])
        if name:
            yield name, start
        start += len(line)


def _begins(line: str, written: str) -> str:
    for pattern in (_HAN, _NAMED):
        if (match := pattern.match(line)) and not _MENTIONED.match(line, match.end()):
            return _name(match["unit"], match["value"], match.groupdict().get("of"))
    match = _LATIN.match(line)
    if match:
        behind = written[len(written) - len(line) + match.end() :]
        unit, value = match["unit"] or match["short"], match["value"] or match["digits"]
        return _name(unit, value) if _LATIN_OPENS.match(behind) else ""
    match = _PLAIN.match(line)
    if match is None:
        return ""
    return _name(PLAIN, match["value"] or match["han"] or match["round"])


def _asked_in_chinese(folded: str) -> Iterator[Asked]:
    for pattern in (_HAN, _NAMED):
        for match in pattern.finditer(folded):
            says = bool(_SAYS.match(folded, match.end()))
            name = _name(match["unit"], match["value"], match.groupdict().get("of"))
            if name and (says or _GOES_ON.match(folded, match.end())):
                yield Asked(name, *match.span(), says)


def _asked_in_english(folded: str) -> Iterator[Asked]:
    for match in _LATIN.finditer(folded):
        name = _name(match["unit"] or match["short"], match["value"] or match["digits"])
        alone = not re.search(r"\w", folded[: match.start()] + folded[match.end() :])
        if name:
            yield Asked(name, *match.span(), alone or bool(_LATIN_SAYS.search(folded)))


def _decimals(folded: str) -> Iterator[Asked]:
    for match in _DECIMAL.finditer(folded):
        if _SAYS.match(folded, match.end()) or _LATIN_SAYS.search(folded):
            yield Asked(PLAIN + match[0], *match.span(), says=False)


def _name(unit: str, value: str, of: str | None = None) -> str:
    """Return the one name of a number; nothing if the value is none."""
    digits = _digits(value, letters=_takes_letters(unit))
    if not digits:
        return ""
    whole = f"{digits}-{_digits(of)}" if of else digits
    return (_LATIN_UNITS.get(unit) or _SAME_UNIT.get(unit, unit)) + whole


def _takes_letters(unit: str) -> bool:
    return _LATIN_UNITS.get(unit, unit).startswith("附")


def _digits(value: str, *, letters: bool = False) -> str:
    if value[0].isdecimal():
        return value
    if letters and len(value) == 1 and value.isascii():
        return value
    if value.isascii() and set(value) <= _ROMAN.keys():
        parts = [_ROMAN[letter] for letter in value]
        pairs = zip(parts, [*parts[1:], 0], strict=True)
        return str(sum(-one if one < following else one for one, following in pairs))
    return spelled_out(value)
