"""Which lines of a page may be its title?

Invariant: a line is judged by its element and by what is around that: in a logo or as a link to the
front page it is the site's. Only the first few are looked at.
"""

from collections.abc import Iterator
from itertools import islice

from knowledge.reading.web.elements import HEADINGS, UNSEEN, Tree, names_of, seen_text
from knowledge.reading.web.furniture import words_of
from knowledge.reading.web.title import Heading

MOST = 100  # lines that are looked at
LONGEST = 200  # characters of a title
CONTAINERS = 12  # elements around a line that are looked at

TITLES = frozenset(
    "title headline tit bt subject articletitle posttitle newstitle arctitle".split()
)
LOGOS = frozenset(
    "logo brand masthead sitename sitetitle branding nav navbar footer foot copyright "
    "sidebar".split()
)
FRONTS = frozenset({"", "/", "#", "./", "index.html", "index.htm", "/index.html", "/index.htm"})


def headings_of(tree: Tree) -> tuple[Heading, ...]:
    """Return the lines of a page that may be its title, in order."""
    return tuple(islice(_headings(tree), MOST))


def _headings(tree: Tree) -> Iterator[Heading]:
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        if element.tag not in HEADINGS and not _is_called_title(element):
            continue
        text = seen_text(element)
        if text and len(text) <= LONGEST:
            called = _is_called_title(element)
            yield Heading(text, element.tag == "h1", _is_of_site(element, text), called)


def _is_called_title(element: Tree) -> bool:
    if (element.get("itemprop") or "").lower() == "headline":
        return True
    names = names_of(element)
    return bool(names) and not TITLES.isdisjoint(words_of(names)) and len(element) <= CONTAINERS


def _is_of_site(element: Tree, text: str) -> bool:
    around = [element, *islice(element.iterancestors(), CONTAINERS)]
    names = (names_of(one) for one in around if one.tag not in {"body", "html"})
    if any(not LOGOS.isdisjoint(words_of(name)) for name in names if name):
        return True
    if any(one.tag in {"nav", "footer", "aside"} for one in around):
        return True
    if {"site", "title"} <= words_of(names_of(element)):
        return True
    links = [*element.iter("a"), *(one for one in around if one.tag == "a")]
    fronts = (a for a in links if seen_text(a) == text and _is_front(a))
    return next(fronts, None) is not None


def _is_front(link: Tree) -> bool:
    address = (link.get("href") or "").strip().split("?")[0]
    return address in FRONTS - {"", "#"} or address.rstrip("/").count("/") == 2  # noqa: PLR2004 - https://host
