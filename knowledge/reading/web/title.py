"""What is a page's title, and what only the name of its site?

Invariant: a title is words of the page, of its head or of its window, never put together. What the
window and a heading both say comes first; the name of the site is no title while there is another.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.reading.news_rules import is_a

LONGEST = 500  # characters of the window that are looked at
SHORTEST_TITLE = 4  # characters that the window must share with a heading to begin with it
SHORTEST_LEFT = 2  # characters of a title without the site behind it
SHORT_PART = 8  # characters of a section between the title and the site
FEW_WORDS = 2  # of an English one

# A hyphen without blanks may be one inside a word; what follows it must look like a site.
_BETWEEN = re.compile(r"\s*(?:[|｜_]+|--+|——+|::|»|«)\s*|\s+[-–—－·•:/<>]+\s+")
_HYPHEN = re.compile(r"\s*[-–—－·]\s*")
_ADDED = re.compile(r"\s*[(（][^()（）]{1,30}[)）]$")  # 央视网(cctv.com)
_SECTION = re.compile(r"[\u4e00-\u9fff]{2,6}")  # 政务动态, between the title and the site
_SITE = re.compile(
    r"(?i:.{0,30}(?:网|網|网站|網站|门户|門戶|频道|頻道|论坛|論壇|博客|部落格|百科|日报|日報|晚报|晚報"
    r"|报|報|新闻|新聞|电视台|電視台|广播|廣播|杂志|雜誌|周刊|週刊|通讯社|通訊社|官网|官網|首页|首頁"
    r"|大学|大學|学院|學院|中学|中學|小学|小學|图书馆|圖書館|博物馆|博物館|医院|醫院|公司|集团|集團|协会|協會"
    r"|中心|研究院|研究所|人民政府|政府|委员会|委員會|公众号|公眾號|社区|社區|平台|客户端|客戶端|文库|文庫|知乎|豆瓣|简书|微博"
    r"|\.(?:com|cn|net|org|tw|hk|io|edu|gov)(?:\.\w\w)?|\b(?:blog|wiki|wikipedia|news|times|post"
    r"|herald|gazette|tribune|daily|weekly|journal|magazine|online|forum|docs|documentation)))"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a page that may be its title; `of_site` if it is a logo or leads to the front.

    `is_called` says that its element is called so.
    """

    text: str
    is_first: bool = False  # an h1
    of_site: bool = False
    is_called: bool = False


def title_of(
    headings: Sequence[Heading], said: str, window: str, sites: Collection[str] = ()
) -> str:
    """Return the title of a page: `said` is the head's, `window` that of the browser's window.

    >>> headings = [Heading("某市政府", True, of_site=True), Heading("图书馆延长开放")]
    >>> title_of(headings, "", "图书馆延长开放 - 某市政府")
    '图书馆延长开放'
    """
    names = {_key(site) for site in sites} - {""}
    own = [h for h in headings if not h.of_site and _key(h.text) not in names]
    firsts = [h.text for h in own if h.is_first]
    shown = without_site(window, sites)
    for text in firsts:
        if _agree(text, shown) or _agree(text, said):
            return text
    for heading in own:
        if not heading.is_first and _begins(window, heading.text):
            return heading.text
    named = without_site(said, sites, only_known=True)
    firsts = [text for text in firsts if not is_a("head", text)] or firsts
    called = next((heading.text for heading in own if heading.is_called), "")
    return firsts[0] if firsts and not (named and firsts[1:]) else named or shown or called


def without_site(window: str, sites: Collection[str] = (), *, only_known: bool = False) -> str:
    """Return the title of the window without the name of the site behind it, or before it.

    >>> without_site("夜市推自帶餐盒_社會_城市網"), without_site("图书馆延长夜间开放-新华网")
    ('夜市推自帶餐盒', '图书馆延长夜间开放')
    """
    names = {_key(site) for site in sites} - {""}
    title, cut = window[:LONGEST].strip(), False
    while place := _last(_BETWEEN, title):
        left, tail = title[: place.start()].strip(), title[place.end() :].strip()
        known = _is_site(tail, names)
        if not known and (only_known or (cut and not _is_short(tail))):
            break
        if len(left) < SHORTEST_LEFT or not tail:
            break
        if _is_site(left, names) and not known and not _BETWEEN.search(left):
            return tail
        title, cut = left, True
    return _without_hyphens(title, names)


def _without_hyphens(title: str, names: Collection[str]) -> str:
    """Cut a site behind a hyphen without blanks, and then the sections before the site."""
    cut = False
    while (place := _last(_HYPHEN, title)) and place.start() >= SHORTEST_TITLE:
        tail = title[place.end() :]
        if not (_is_site(tail, names) or (cut and _SECTION.fullmatch(tail))):
            break
        title, cut = title[: place.start()].strip(), True
    return title


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one is looked for
        pass
    return found


def _is_site(text: str, names: Collection[str]) -> bool:
    bare = _ADDED.sub("", text.strip())
    return _key(text) in names or _SITE.fullmatch(bare) is not None


def _is_short(text: str) -> bool:
    return len(text) <= SHORT_PART or (text.isascii() and len(text.split()) <= FEW_WORDS)


def _agree(one: str, other: str) -> bool:
    return _begins(one, other) or _begins(other, one)


def _begins(whole: str, beginning: str) -> bool:
    """Tell whether a text begins with another, a short one only if it is all of it."""
    one, other = _key(whole), _key(beginning)
    return bool(other) and (
        one == other or (len(other) >= SHORTEST_TITLE and one.startswith(other))
    )


def _key(text: str) -> str:
    return fold("".join(text.split()))
