"""Of which words are laws made that nobody passed?

Invariant: everything is made up; an article refers to others about as often as in a real law.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_PLACES = ("临江市", "青禾县", "北渡区", "石桥镇", "云岭县")
_THINGS = ("自行车棚", "公共浴室", "菜市场", "渡口", "游泳馆", "图书室", "茶园", "停车场")


def spelled_in_chinese(number: int) -> str:
    """Return a number below 1,000 in Chinese numerals.

    >>> [spelled_in_chinese(n) for n in (7, 10, 13, 105, 120)]
    ['七', '十', '十三', '一百零五', '一百二十']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Language:
    """The titles, how an article begins and goes on, and how it is asked for."""

    titles: tuple[str, ...]
    begins: str
    articles: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    wordings: tuple[tuple[str, str], ...]
    spelled: Callable[[int], str]


HAN = Language(
    titles=(
        *(f"{place}{thing}管理办法" for place in _PLACES for thing in _THINGS[:6]),
        "茶园保护条例",
        "茶园保护条例实施细则",
        "停车场收费规定",
        "停车场收费规定补充办法",
    ),
    begins="第{named}条 ",
    articles=(
        "{who}应当在{days}日内向{office}{act}。",
        "{who}违反本办法第{other}条、第{another}条规定的，由{office}责令改正，处{days}元罚款。",
        "对依照本办法第{other}条作出的决定不服的，{who}可以在{days}日内向{office}申诉。",
        "第{other}条所称{who}，包括已经{act}的单位和个人。{office}每{days}日公布一次名单。",
        "{office}应当每{days}日检查一次。检查的结果按照第{other}条的规定公布。",
        "有下列情形之一的，{who}不适用第{other}条：（一）未满{days}日的；（二）经{office}同意的。",
    ),
    words={
        "who": ("经营者", "住户", "管理人", "使用人", "承包人", "志愿者", "摊主"),
        "office": ("居民委员会", "主管部门", "镇人民政府", "价格部门", "消防机构"),
        "act": ("登记", "缴纳费用", "提出书面申请", "报告损坏情况", "归还钥匙", "更新证件"),
    },
    wordings=(
        ("title 第N条说什么", "{title}第{named}条说什么"),
        ("title 第N条", "{title}第{named}条"),
        ("in digits", "{title}第{n}条规定了什么？"),
        ("with blanks", "《{title}》第 {n} 条的内容是什么"),
        ("the number first", "第{named}条在{title}中是怎么规定的"),
    ),
    spelled=spelled_in_chinese,
)
_SUBJECTS = ("Garden", "Harbour", "Reading Room", "Night Market", "Boat House", "Tea House")
ENGLISH = Language(
    titles=(
        *(f"{subject} {kind}" for subject in _SUBJECTS for kind in ("Rules", "Charter")),
        "Garden Rules Supplement",
    ),
    begins="Article {n}. ",
    articles=(
        "The {who} shall {act} within {days} days.",
        "A {who} who breaks Article {other} or Article {another} pays a fine of {days} dollars.",
        "Under Article {other}, a {who} may appeal to the board within {days} days.",
        "Article {other} does not apply to a {who} of less than {days} days. The board decides.",
        "The board meets every {days} days and reports as Article {other} provides.",
    ),
    words={
        "who": ("member", "tenant", "visitor", "keeper", "volunteer", "seller"),
        "act": ("register", "pay the fee", "return the keys", "report damage", "renew the card"),
    },
    wordings=(
        ("Article N of title", "What does Article {n} of the {title} say?"),
        ("title, Article N", "{title}, Article {n}"),
        ("title article in words", "what is in article {n} of the {title}"),
    ),
    spelled=str,
)
