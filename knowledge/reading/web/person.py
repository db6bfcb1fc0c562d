"""Is this the person who wrote the page, or what a program wrote into its head?

Invariant: what comes out is one name or several as the page writes them, or nothing: no address, no
number, no account, no site and no word that stands for a name.
"""

import re
from collections.abc import Collection

from knowledge.language.folding import fold
from knowledge.reading.bylines import read_byline
from knowledge.reading.lines import lines_of

LONGEST = 100  # characters of some names
LONGEST_CHINESE = 8  # characters of one name: 买买提·艾力 has six
LONGEST_NAME = 5  # words of an English one

# What stands where nobody wrote a name.
PLACEHOLDERS = frozenset(
    "admin administrator administrateur author name yourname username user users root guest test "
    "tester editor editors editorial staff staffwriter webmaster web system unknown none null nil "
    "undefined na anonymous anon owner default me team contributor newsroom support info office "
    "windowsuser microsoft hp dell lenovo asus acer wordpress drupal joomla hexo hugo jekyll "
    "dedecms dede discuz phpcms frontpage dreamweaver 作者 佚名 匿名 未知 无名 不详 无 "
    "本站 本网 本网站 本报 管理员 超级管理员 系统管理员 网站管理员 站长 版主 "
    "编辑 编辑部 责任编辑 网络编辑 小编 记者 通讯员 默认 用户 微软用户 访客 游客 投稿"
    " 来源 转载 原创 网络 互联网 综合 整理 发布者 官方".split()
)
_MAIL = re.compile(r"[<(（\[]?\s*(?:mailto:)?[\w.+-]+@[\w.-]+\s*[>)）\]]?")
_ADDRESS = re.compile(
    r"(?:https?:)?//|www\.|\.(?:com|cn|net|org|tw|hk|io|edu|gov|info|cc|me)\b", re.IGNORECASE
)
# One word in Latin letters, or with figures and signs: an English name has two words.
_ACCOUNT = re.compile(r"[!-~]+|.*[0-9_@#&=%].*", re.DOTALL)
_INSTITUTION = re.compile(
    r".{2,}(?:网|网站|报|报社|日报|晚报|新闻|社|台|局|部|委|办|厅|院|校|大学|学院|公司|中心|集团|组|团队|频道|杂志"
    r"|编辑部|办公室|委员会|协会|学会|政府|工作室|平台|公众号|客户端|论坛|官方)"
)
_ENGLISH_INSTITUTION = re.compile(
    r"(?i:.*\b(?:inc|ltd|llc|gmbh|corp|company|team|staff|editors?|news|times|press|agency|media|"
    r"magazine|university|institute|department|ministry|office|council|committee|foundation|"
    r"association|society|group|network|blog|online|admin|desk|contributors?|documentation)\b\.?.*)"
)
# 本报记者张三, 新华网记者李四, 李四（实习）, 周作人 著
_NOTES = re.compile(
    r"^[\u3400-\u9fff]{0,12}?(?:记者|記者|通讯员|通訊員|撰文|撰稿)[\s:：/]*(?=.)"
    r"|[(（\[【][^()（）\[\]【】]{0,12}[)）\]】]$|\s(?:著|编著|編著|编|編|译|譯)$"
)
_BETWEEN = re.compile(r"\s*[、,，;；/／|]\s*|\s+(?:and|&)\s+")
_MANY_WORDS = re.compile(r"[^\W\d_]+[.'’-]?\s+[^\W\d_]")  # a blog may be called as who writes it
_HAN = re.compile(r"[\u3400-\u9fff·．.\s]+")
_BY = re.compile(r"(?i:(?:written |posted )?by[:\s]\s*)")


def person_of(written: str, sites: Collection[str] = ()) -> str | None:
    """Return the names in what a page gives as its author, None if there is none.

    >>> person_of("Ann Lee, ann@example.org"), person_of("104363"), person_of("网易", ["网易新闻"])
    ('Ann Lee', None, None)
    """
    said = _BY.sub("", _MAIL.sub(" ", written).strip(" \t,，;；|/")).strip()
    line = next(lines_of(said), None)
    places = read_byline(line) if line else None
    if places is not None:
        said = places["author"].of(said) if "author" in places else ""
    said = _NOTES.sub("", said).strip()
    if not said or len(said) > LONGEST:
        return None
    names = [name for name in _BETWEEN.split(said) if name]
    owners = [_key(site) for site in sites if site]
    good = [name for name in names if _is_person(name, owners)]
    return said if names and len(good) == len(names) else "、".join(good) or None


def _is_person(name: str, owners: Collection[str]) -> bool:
    key = _key(name)
    if key in PLACEHOLDERS or not any(map(str.isalpha, name)) or _ADDRESS.search(name):
        return False
    if key in owners or (not _MANY_WORDS.match(name) and any(map(key.startswith, owners))):
        return False
    if not _MANY_WORDS.match(name) and any(owner.startswith(key) for owner in owners):
        return False
    if _HAN.fullmatch(name):
        return len(key) <= LONGEST_CHINESE and not _INSTITUTION.fullmatch(key)
    if _ACCOUNT.fullmatch(name) or _ENGLISH_INSTITUTION.fullmatch(name):
        return False
    return len(name.split()) <= LONGEST_NAME


def _key(text: str) -> str:
    return "".join(c for c in fold(text).lower() if c.isalnum())
