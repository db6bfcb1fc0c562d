"""Is this box the site's and not the article's, by what it is called?

Invariant: names are looked at word by word, so that `footnotes` is no foot and `shared-content` no
button. What a name says is only a hint: `main_text` weighs it against the words in the box.
"""

import re
from functools import lru_cache

# Whatever is in such a box, it is not the article.
SURE = frozenset(
    "nav navi navbar navigation topnav subnav breadcrumb breadcrumbs crumb crumbs bread mbx weizhi "
    "footer foot sitefooter copyright bottomnav sidebar sidebars aside siderbar sidebox sidenav "
    "share sharing sharebar sharebox bdshare jiathis addthis addtoany social socials sns fenxiang "
    "related relate relative relatedposts recommend recommends recommended recommendation "
    "recommendations recommendlist tuijian xgyd xiangguan guess rank ranking ranks ranklist "
    "paihang paihangbang toplist hotlist hotnews hotword hotwords trending mostread mostviewed "
    "comment comments commentlist commentbox respond disqus pinglun liuyan qrcode qr ewm erweima "
    "pagination pager prevnext pagenav nextprev postnav popup modal overlay lightbox tooltip "
    "login signin signup register cookie cookies consent gdpr newsletter subscribe subscription "
    "paywall ads adsbygoogle advert adverts advertisement advertising adbox guanggao sponsor "
    "sponsored promo promos promotion outbrain taboola skiplink skip sitemap friendlink "
    "friendlinks daohang dibu toc tocbox catalog mulu editsection mw-jump siteSub sitesub "
    "noprint catlinks printfooter caption captions credit credits".split()
)
# Boxes of articles are called so, too; without sentences of its own such a box is the site's.
LIKELY = frozenset(
    "header head top topbar menu menubar tag tags tagbox tool tools toolbar toolbox bar ad banner "
    "widget widgets hot bottom left right side leftbar rightbar author authorbox bio profile "
    "avatar more extra links link list meta logo masthead search statement disclaimer feedback "
    "vote like likes reward dashang prev next button buttons btn btns action actions count "
    "counter stat stats".split()
)

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=4096)
def words_of(names: str) -> frozenset[str]:
    """Return the words of the names of a box.

    >>> sorted(words_of("post-footer relatedLinks s2"))
    ['footer', 'links', 'post', 'related', 's']
    """
    return frozenset(_WORD.findall(_CAMEL.sub(" ", names).lower()))


def is_surely_furniture(names: str) -> bool:
    """Tell whether a box is called as no box of an article is.

    >>> is_surely_furniture("post-comments"), is_surely_furniture("footnotes")
    (True, False)
    """
    return not SURE.isdisjoint(words_of(names))


def may_be_furniture(names: str) -> bool:
    """Tell whether a box is called as boxes of a site often are.

    >>> may_be_furniture("entry-header"), may_be_furniture("entry")
    (True, False)
    """
    return not LIKELY.isdisjoint(words_of(names))
