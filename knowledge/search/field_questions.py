"""Is the question about the article itself: who wrote it, when it appeared, where it comes from?

Invariant: a question counts as one about metadata only if nothing else is asked:
《红楼梦》的作者是谁 names a book, so it is searched for like any other.
"""

import re

from knowledge.language.folding import fold, without_invisible
from knowledge.model.article import FieldName

# What may stand between "when" and "published" without naming something else: the bridge, say.
_FILLER = (
    r"(?:\s+(?:was|is|did|does|were|has|the|this|that|it|article|news|story|report|piece|post|text|"
    r"page|been|first|come|came|originally)\b)*\s+"
)

# Folded text. Order matters: an editor is looked for before an author, a link before a source.
_ABOUT: dict[FieldName, re.Pattern[str]] = {
    "editors": re.compile(r"责任?编辑?|编辑|编者|校对|主编|\beditors?\b|\bedited\b"),
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
        r"作者|撰稿人?|撰文|执笔|笔者|记者|谁写|谁(?:撰写|执笔|报道)|(?:是)?谁的(?:文章|稿)|"
        r"\bauthors?\b|\bwriter\b|\breporter\b|\bwritten by\b|"
        r"\bwho (?:wrote|has written|is it by)\b"
    ),
    "title": re.compile(r"标题|题目|(?:叫|是)什么(?:名字|文章)|\btitle\b|\bheadline\b"),
}

# What may stand beside it without asking for anything else.
_BESIDE = re.compile(
    r"请问|告诉我|我想知道|"
    r"[这那本此该]?一?[篇则条份]?(?:文章|报道|新闻|文稿|稿子?|消息|专栏|通讯|文|内容|网页)|"
    r"这篇|那篇|本文|全文|原文|名字|姓名|叫|什么|是不是|是否|是|谁|的|了|呢|吗|啊|呀|吧|在|由|从|"
    r"哪里?|哪[位个名家天年]|有|几个|都|写|发布?|刊登|报道|发表|时候|时间|人|为|给|出|看|说|一下|"
    r"\b(?:the|a|an|this|that|of|is|was|are|were|it|article|articles?|news|story|report|piece|post|"
    r"text|page|what|who|when|which|where|please|tell|me|name|called|in|on|at|by|s|did|does|do|"
    r"come|to|from|published|posted|written|wrote|released|original|appear|for|long|ago)\b"
)
_WORD = re.compile(r"\w")


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
