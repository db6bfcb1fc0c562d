"""Which particular thing does a question ask for, and does a text have one: a price, a year?

A kind (`kinds`) only says *a number*; that forty are planned is no answer to what one costs.
Invariant: all look at folded text; a thing counts as asked for only where the words leave no doubt.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from knowledge.language.segmentation import segments
from knowledge.language.tokens import RUN, STOP_WORDS, stem

COUNT, ROLE = "count", "role"

_HAN_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|an?|half"
)
# What stands before a unit: 40, 1,500.5, 四十, 几十, forty.
_AMOUNT = (
    rf"(?:[\d{_HAN_NUMERALS}几数半][\d,.]*[{_HAN_NUMERALS}余多几]*|\b(?:{_WORDS})\b) ?(?:多|余|个)?"
)


@dataclass(frozen=True, slots=True)
class AskedThing:
    """A particular thing that a question asks for.

    `start` and `end` are where the question says so; `name` is the thing's English name, COUNT for
    what is counted and ROLE for a person in a role or what has a name. `stands_in` tells whether a
    folded text has it.
    """

    start: int
    end: int
    name: str
    stands_in: Callable[[str], bool]


def things_asked(folded: str) -> list[AskedThing]:
    """Return the particular things that a folded question asks for.

    >>> [thing.name for thing in things_asked("一个多少钱, 是哪一年的?")]
    ['price', 'year']
    >>> [thing.stands_in("19家试点单位") for thing in things_asked("有多少家试点单位?")]
    [True]
    """
    if not _MAY_ASK.search(folded):
        return []
    found = [
        AskedThing(match.start(), match.end(), name, partial(_matches, had))
        for name, asked, had in _THINGS
        if (match := asked.search(folded))
    ]
    return [*found, *_counts(folded), *_roles(folded), *_bearers(folded)]


def names_of_things() -> list[str]:
    """Return the English names of all things, for what puts them into other languages."""
    return [name for name, _, _ in _THINGS]


def _matches(had: re.Pattern[str], folded: str) -> bool:
    return had.search(folded) is not None


# Counts: 多少家医院, 几条, how many pilot hospitals.
_COUNTERS = "个位名家所条项种座辆台件次届层间份张本部首篇幅架艘枚颗只头匹棵株栋幢期批人起户段处门针"
_COUNTED_IN_CHINESE = re.compile(
    rf"(?<!第)(?:多少|几)(?P<unit>[{_COUNTERS}]|个?小时|分钟|天|个月|个星期|(?<=多少)年)"
    r"(?P<noun>[\u4e00-\u9fff]{1,6})?"
)
_UNCOUNTED = re.compile(r"多少(?P<noun>[工老病客商用住农学军乘游员居][\u4e00-\u9fff])")  # 多少工人
_COUNTED_IN_ENGLISH = re.compile(r"\bhow many (?P<noun>[a-z][a-z-]*(?: [a-z][a-z-]*)?)")
_NO_NOUNS = frozenset("people times".split())  # what a text calls otherwise: residents, twice
_ENGLISH_AMOUNT = re.compile(
    r"\d[\d,.]*|\b(?:(?:thir|four|fif|six|seven|eigh|nine)teen|hundreds?|thousands?|millions?|"
    rf"billions?|dozens?|several|no|only|{_WORDS})\b"
)
_NEAR, _WORDS_BETWEEN = 80, 5  # characters that are read behind a number, words up to the noun


def _counts(folded: str) -> Iterator[AskedThing]:
    for match in _COUNTED_IN_CHINESE.finditer(folded):
        noun = segments(match["noun"])[0] if match["noun"] else ""
        end = match.end("unit") + len(noun)
        test = partial(_has_count, match["unit"], noun)
        yield AskedThing(match.start(), end, COUNT, test)
    for match in _UNCOUNTED.finditer(folded):
        yield AskedThing(*match.span(), COUNT, partial(_has_noun, match["noun"]))
    for match in _COUNTED_IN_ENGLISH.finditer(folded):
        words = [word for word in match["noun"].split() if word not in STOP_WORDS]
        if words and words[-1] not in _NO_NOUNS:
            end = match.start("noun") + match["noun"].index(words[-1]) + len(words[-1])
            test = partial(_has_english_count, stem(words[-1]))
            yield AskedThing(match.start(), end, COUNT, test)


def _has_count(unit: str, noun: str, folded: str) -> bool:
    patterns = [rf"{_AMOUNT}{unit}(?!\d*月)"]  # 三年, but not 2022年2月
    if noun:
        patterns += [rf"{_AMOUNT}[\u4e00-\u9fff]{{0,4}}?{noun[:2]}", rf"{_AMOUNT}{noun[:1]}"]
    return any(re.search(pattern, folded) for pattern in patterns)


def _has_noun(noun: str, folded: str) -> bool:
    return noun in folded


def _has_english_count(noun: str, folded: str) -> bool:
    for match in _ENGLISH_AMOUNT.finditer(folded):
        after = [word for _, word in RUN.findall(folded[match.end() : match.end() + _NEAR])]
        if noun in map(stem, after[:_WORDS_BETWEEN]):
            return True
    return False


# Roles: 青浦区长是谁. Another district's head is no answer.
_ROLE = re.compile(
    r"(?P<whose>[\u4e00-\u9fff]{0,10}?)(?P<role>书记|[市区省县镇乡村厂局部院校所馆社团站店园处科厅会队船机行]长|"
    r"主任|总统|总理|主席|总?经理|总裁|董事长|负责人|发言人|创始人|秘书长|首相|教练|导演|主编|总编辑|司令|国王|皇帝|"
    r"理事长)(?:现在|目前)?(?:是|叫|为)?(?:谁|何人|哪一?位|什么人|什么名)"
)
_TERM_OF_OFFICE = re.compile(r"[首前现时历第]一?任|现在|目前|的|新任|原任?")
_ALONE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[首前现时任为兼由的])$")  # nobody else's stands before
_BEFORE_ROLE = 14  # characters: 上海市委书记李强、市长
_LONGEST_WHOSE = 4


def _roles(folded: str) -> Iterator[AskedThing]:
    for match in _ROLE.finditer(folded):
        whose = _TERM_OF_OFFICE.sub("", match["whose"])[-_LONGEST_WHOSE:]
        parts = [whose[at : at + 2] for at in range(len(whose) - 1)]
        test = partial(_has_role, match["role"], parts)
        yield AskedThing(match.start("whose"), match.end("role"), ROLE, test)


def _has_role(role: str, whose: Sequence[str], folded: str) -> bool:
    """Tell whether a text has a role, and not only that of somebody else."""
    at = folded.find(role)
    while at >= 0:
        before = folded[max(0, at - _BEFORE_ROLE) : at + len(role)]
        if 2 * sum(part in before for part in whose) >= len(whose):
            return True
        if _ALONE.search(folded, max(0, at - 1), at):
            return True
        at = folded.find(role, at + 1)
    return False


# What is called something: 公司叫什么, what is the name of the company.
_BEARER = re.compile(
    r"(?P<bearer>[\u4e00-\u9fff]{2})(?:的名[字称])?叫(?:做|作)?(?:什么|啥)|"
    r"\bname of the (?:[a-z]+ )??(?P<english>[a-z]+)\W*$"
)


def _bearers(folded: str) -> Iterator[AskedThing]:
    for match in _BEARER.finditer(folded):
        bearer = match["bearer"] or match["english"]
        start = folded.rindex(bearer, 0, match.end())
        yield AskedThing(start, start + len(bearer), ROLE, partial(_has_noun, bearer))


def _thing(name: str, asked: str, had: str) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    return name, re.compile(asked), re.compile(had)


_MAY_ASK = re.compile(
    r"多[少久远重贵大]|[几哪谁何]|什么|[钱费]|\bfree\b|电话|热线|手机|传真|联系|邮箱|电邮|邮件|地址|门牌|籍贯|[比率年份期龄]|"
    r"\b(?:how|what|which|phone|telephone|hotline|e-?mail|address|contact|fax|mobile|where)\b"
)
_THINGS = (
    _thing(
        "price",
        r"多少(?:块|元|[万亿]元?|钱|美元|欧元|日元|英镑)|几(?:块|元|毛)钱?|多贵|"
        r"[要收花付][钱费](?=[吗么])|(?:[要用收]不[要用收]|是否)[收付花]?[钱费]|"
        r"免费[吗么?]|\b(?:is|are) .{1,40}\bfree\b(?! of\b)|\bfor free\b|"
        r"多少(?:工资|薪水|奖金|补贴|罚款|押金|租金|费用|投资)|"
        r"(?:价格|价钱|售价|票价|费用|租金|房租|工资|薪水|月薪|年薪|罚款|押金|投资|预算|成本|奖金|补贴)"
        r"[\u4e00-\u9fff]{0,4}?(?:多少|几)|"
        r"\bhow much (?:money|(?:is|are|was|were) (?:the )?(?:fee|fine|fare|rent|price|cost|wage))|"
        r"\bhow much (?:do|does|did|will|would) .{1,60}\b(?:cost|pay|charge|earn|spend)\b|"
        r"\bwhat (?:is|was|are|were) the (?:price|cost|fee|fare|fine|salary)\b",
        rf"{_AMOUNT}(?:元|块|毛|角|美元|美金|欧元|日元|英镑|港币|人民币|圆|卢布|法郎)|免费|不收费|免[收交缴付]|"
        r"[$€£¥]|"
        r"\b(?:dollars?|euros?|pounds?|cents?|yuan|rmb|usd|francs?|krone|free)\b",
    ),
    _thing(
        "age",
        r"几岁|多少岁|多大(?:年纪|岁数|年龄|了)|年龄(?:是|有)?多|年纪多|"
        r"\bhow old\b|\bwhat (?:age|is the age)\b",
        rf"{_AMOUNT}周?岁|出生|生于|诞生|成立于|建于|\b(?:years?|aged?|born|founded|built)\b",
    ),
    _thing(
        "area",
        r"面积(?:是|有|为|约)?多|多大面积|占地多|多少(?:平方|平米|亩|公顷)|"
        r"\bhow (?:much|large)\b.{0,20}\barea\b|\bwhat is the (?:total )?area\b",
        r"平方|平米|亩|公顷|[km]2|\b(?:square|acres?|hectares?|ha)\b",
    ),
    _thing(
        "phone number",
        r"(?:电话|手机|热线|传真|联系方式)(?:号码?)?(?:是|为|有)?(?:多少|什么|几号|哪个|\W*$)|(?:什么|多少)电话|"
        r"\b(?:phone|telephone|hotline|fax|contact|mobile)(?: number)?\W*$|"
        r"\bwhat\b.{0,30}\b(?:phone|telephone) number\b",
        r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|1\d{4}|9\d{4}|\d{3,4}[- ]\d{4}|"
        r"[48]00-?\d{3}-?\d{4})(?!\d)",
    ),
    _thing("e-mail address", r"邮箱|电邮|邮件地址|\be-?mail\b.{0,12}\W*$", r"\S@\S"),
    _thing(
        "address",
        r"(?:的|通讯|详细|联系|公司|单位)地址|^地址|地址(?:是|在)|门牌|"
        r"\b(?:what is|what's) the address\b|\baddress of\b",
        r"[路街巷弄里道]\w{0,6}\d*号|\d号|大[道街]|[路街]上|[省市区县镇乡村州岛]|"
        r"\b(?:street|avenue|road|lane|boulevard)\b",
    ),
    _thing(
        "birthplace",
        r"(?:哪里|哪儿|什么地方|哪个?[省市县])人\W*$|籍贯|老家",
        r"人(?=[,，。;、]|$)|籍|出生|生于|老家|来自|故乡",
    ),
    _thing(
        "percentage",
        r"百分之[几多]|百分比|(?:比例|占比|比率)(?:是|有|为|达)?多|几成|"
        r"\bwhat (?:percent|percentage|proportion|share)\b",
        r"[%‰]|百分之|[一二三四五六七八九]成|分之|一半|[:比]|"
        r"\b(?:percent|percentage|per cent|half|third|quarters?|fifths?)\b",
    ),
    _thing(
        "distance",
        r"多远|距离(?:是|有)?多|(?:多少|几)(?:公里|千米|海里|英里)|\bhow far\b|"
        r"\bhow many (?:miles|kilometers|kilometres|km)\b",
        rf"{_AMOUNT}(?:公里|千米|米|里|海里|英里)|"
        r"\b(?:km|kilomet\w+|miles?|met(?:er|re)s?|feet|yards?|m)\b",
    ),
    _thing(
        "weight",
        r"多重|重量(?:是|有)?多|(?:多少|几)(?:公斤|千克|吨|斤|克)|\bhow heavy\b|"
        r"\bhow much .{1,30}\bweigh\b",
        r"公斤|千克|[吨斤克磅]|\b(?:kg|kilograms?|tons?|tonnes?|pounds?|grams?|ounces?)\b",
    ),
    _thing(
        "temperature",
        r"几度|多少度|温度(?:是|有)?多|\bwhat temperature\b|\bhow (?:hot|cold)\b",
        r"度|℃|°|\b(?:degrees?|celsius|fahrenheit|kelvins?)\b",
    ),
    _thing(
        "duration",
        r"多久(?!.{0,3}[前以])|多长时间|\bhow long (?:did|does|do|is|was|were|will|has|have|had)\b|"
        r"\bhow many (?:years|months|weeks|days|hours|minutes|seconds)\b",
        rf"(?<!\d){_AMOUNT}(?<!\d{{4}})年(?!\d*月)|{_AMOUNT}(?:个月|周|星期|天|夜|小时|分钟|秒|学期|世纪|载)|"
        r"[半整]天|终身|永久|长期|至今|\d{3,4}\D{1,6}\d{2,4}年|"
        r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|century|centuries|decades?|"
        r"forever|since|until|permanent\w*)\b",
    ),
    _thing(
        "time of day",
        r"几点|(?:什么|哪个)钟点|\bwhat time (?:does|do|is|did|was|will|are)\b",
        rf"{_AMOUNT}(?:点|时(?![代期候间常尚]))|\d:\d|[早晚上下中]午|凌晨|"
        r"\b(?:a\.?m|p\.?m|noon|midnight|o'clock)\b",
    ),
    _thing(
        "date",
        r"几月几?[日号]?|哪一?[天日](?!子)|几[号日](?![线楼门机])|(?:具体)?日期(?:是|为)|"
        r"\b(?:what|which|on what) (?:date|day)\b",
        rf"{_AMOUNT}[月日号]|[今昨明前当次]天|[今昨明当]日|星期|周[一二三四五六日末]|节|\d[/-]\d|"
        r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|"
        r"april|may|june|july|august|september|october|november|december|day)\b",
    ),
    _thing(
        "year",
        r"哪一?年|几几年|年份|\b(?:what|which) year\b",
        r"(?<!\d)(?:1\d|20)\d\d(?!\d)|[\d元〇零一二三四五六七八九十百初末今去前明后] ?年|\b\d{3}\b",
    ),
)
