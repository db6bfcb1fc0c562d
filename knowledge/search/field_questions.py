"""Is the question about the article itself: who wrote it, when it appeared, where it comes from?

Invariant: a question counts as one about metadata only if nothing else is asked:
《红楼梦》的作者是谁 names a book, so it is searched for like any other. Who somebody is
whom a field names, that field says.
"""

import re
from collections.abc import Sequence

from knowledge.language.folding import fold, without_invisible
from knowledge.model.article import FieldName
from knowledge.model.field import Field

# What may stand between "when" and "published" without naming something else: the bridge, say.
_FILLER = (
    r"(?:\s+(?:was|is|did|does|were|has|the|this|that|it|article|news|story|report|piece|post|text|"
    r"page|been|first|come|came|originally)\b)*\s+"
)

# Folded text. Order matters: an editor is looked for before an author, a link before a source.
_ABOUT: dict[FieldName, re.Pattern[str]] = {
    "editors": re.compile(
        r"责任?编辑?|编辑|编者(?!按)|校对|主编|谁(?:来)?(?:负责)?编辑?|"
        r"\beditors?\b|\bedited\b|\bze ?bian\b|\bbian ?ji\b"
    ),
    "published": re.compile(
        r"(?:什么时候|何时|几时|哪一?[天日年月]|(?:几[月号日]){1,2}|多久)(?:前)?(?:刊登|刊出|发布|发表|发出来?|发|出|登|写|报道|更新)的?|"
        r"(?:刊登|发布|发表|刊发|出版|发稿|见报|报道|更新)(?:的)?(?:时间|日期|年份|日子)|日期|"
        r"(?:什么时候|何时|哪一?[天日年月])的|(?:刊登|刊出|发布|发表|发)于?(?:什么时候|何时|哪一?[天日年月])|"
        rf"\bwhen\b{_FILLER}\b(?:published|posted|written|released|appear|out|from)\b|"
        r"\b(?:publication )?date\b|\bhow old\b"
    ),
    "url": re.compile(r"链接|网址|原文(?:地址|在哪里?)|\b(?:link|url)\b"),
    "source": re.compile(
        r"来源|出处|来自(?:哪里|哪儿|哪家|什么)|"
        r"(?:哪一?[家个]|什么)(?:媒体|报纸|报社|网站|网)(?:发布|发表|刊登|报道|登|发|出)?的?|"
        r"转自(?:哪里)?|出自(?:哪里|哪家)?|\bsource\b|"
        r"\b(?:which|what) (?:website|newspaper|media|outlet|site)\b|"
        rf"\bwho published\b|\bwhere\b{_FILLER}\b(?:from|published)\b"
    ),
    "author": re.compile(
        r"作者|撰稿[人者]?|撰文[人者]?|执笔[人者]?|笔者|记者|署名|谁写|"
        r"写.{0,8}的?人是谁|出自(?:谁|哪位)(?:之?手)?|"
        r"谁(?:来)?(?:撰写|执笔|报[道导]|采访)|(?:是)?谁的(?:文章|稿|作品|报[道导])|"
        r"\bauthor(?:s|ed)?\b|\bwriter\b|\breporter\b|\bjournalist\b|\bbyline\b|"
        r"\bwritten by\b|\bby whom\b|\bwho (?:wrote|has written)\b|"
        r"\bwho is (?:it|this|(?:the|this) \w+) by\b|\bwhose (?:article|text|story)\b|"
        r"\bzuo ?zhe\b|\bshe[in]i? xie\b"
    ),
    "title": re.compile(r"标题|题目|(?:叫|是)什么(?:名字|文章)|\btitle\b|\bheadline\b"),
}

# What may stand beside it without asking for anything else.
_BESIDE = re.compile(
    r"请问|(?:可以|能)?告诉我|我想知道|你知道|"
    r"[这那本此该]?一?[篇则条份]?(?:文章|报[道导]|新闻|文稿|稿子?|消息|专栏|通讯|文|内容|网页)|"
    r"这篇|那篇|本文|全文|原文|名字|姓名|信息|资讯|资料|叫|什么|啥|哪些|何人|是不是|是否|这是|那是|是|谁|的|了|呢|吗|啊|呀|吧|"
    r"在|由|从|之|原|哪里|哪一?[位个名家天年]|哪|有|几[个位]|都|写|发布?|刊登|报道|发表|时候|时间|人|为|给|出|看|说|一下|"
    r"\b(?:the|a|an|this|that|of|is|was|are|were|it|article|articles?|news|story|report|piece|post|"
    r"text|page|what|who|whose|whom|when|which|where|please|tell|me|name|called|in|on|at|by|s|full|shi|shui|shei|ji|de|did|does|do|"
    r"come|to|from|published|posted|written|wrote|released|original|appear|for|long|ago)\b"
)
_OF_THINGS = re.compile(r"发布|发表|发行|刊登|推出|出来|\b(?:published|released|posted|appear)\b")
_ARTICLE = re.compile(
    r"[文稿]|报道|新闻|消息|专栏|通讯|网页|这篇|那篇|\b(?:article|news|story|report|piece|post|text|page)\b"
)
_WORD = re.compile(r"\w")

# Who somebody is, and nothing else: the name is what is left.
_NAME = r"[^\W\d_]{2,12}"
_WHO = re.compile(
    rf"^(?:请问|告诉我)?(?:谁是({_NAME})|({_NAME}?)(?:又|到底|究竟)?"
    r"(?:是(?:谁|什么人|何人|哪位|做什么的|干什么的)|何许人也|是何许人)|"
    r"(?:who is|who was|whos) ([^\W\d_]+(?: [^\W\d_]+){0,3}))[呢啊呀吗的]?\W*$"
)
_BETWEEN_NAMES = re.compile(r"[、,;，；/]\s*|\s+(?:and|和)\s+")
_OF_PEOPLE: tuple[FieldName, ...] = ("author", "editors")


def field_asked(question: str) -> FieldName | None:
    """Return the field that a question asks for if it asks for nothing else.

    >>> field_asked("這篇文章的作者是誰？"), field_asked("《紅樓夢》的作者是誰？")
    ('author', None)
    >>> field_asked("When was this article published?")
    'published'
    """
    folded = fold(without_invisible(question))
    for field, about in _ABOUT.items():
        if about.search(folded) and not _WORD.search(_BESIDE.sub(" ", about.sub(" ", folded))):
            return field
    return None


def may_mean_a_thing(question: str) -> bool:
    """Tell whether a question about a date may mean what was talked about, not the article.

    >>> may_mean_a_thing("什麼時候發布的？"), may_mean_a_thing("這篇文章什麼時候發布的？")
    (True, False)
    """
    folded = fold(without_invisible(question))
    return _OF_THINGS.search(folded) is not None and _ARTICLE.search(folded) is None


def person_asked(question: str) -> str | None:
    """Return the name, folded, of whom a question asks who it is.

    >>> person_asked("唐小麗是誰？"), person_asked("Who is Ada Wells?"), person_asked("誰來了？")
    ('唐小丽', 'ada wells', None)
    """
    match = _WHO.match(re.sub(r"['’]", "", fold(without_invisible(question))))
    return next(filter(None, match.groups()), None) if match else None


def field_meant(question: str, fields: Sequence[Field]) -> Field | None:
    """Return the field of an article that a question asks for, or that names the person meant."""
    name, person = field_asked(question), person_asked(question)
    if name:
        return next((field for field in fields if field.name == name), None)
    return next((field for field in fields if person and _names(field, person)), None)


def names(value: str, person: str) -> bool:
    """Tell whether a field's value names a person, by the whole folded name."""
    return person in _BETWEEN_NAMES.split(fold(value))


def _names(field: Field, person: str) -> bool:
    return field.name in _OF_PEOPLE and names(field.highlight.of(field.quote), person)
