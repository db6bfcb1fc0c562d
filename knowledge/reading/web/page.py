"""What does a web page say of itself, outside of its article?

Invariant: everything comes from the page's own head, its structured data or its lines; a field that
is not there stays open. lxml lives here: the page is parsed once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import tidy_line
from knowledge.reading.web.elements import INLINE, UNSEEN, Tree
from knowledge.reading.web.headings import headings_of
from knowledge.reading.web.json_ld import read_json_ld
from knowledge.reading.web.scripts import read_scripts
from knowledge.reading.web.title import Heading

DEEPEST = 250  # elements inside one another: parsers stop at 256, and no page has as many
MOST_ELEMENTS = 1_000_000  # a whole book on one page has 10,000
LONGEST_FIELD = 2000  # characters: an address may have as many, and nothing else that is meant
MOST_ATTRIBUTES = 10_000  # of a tag: the parser compares each with all others

_UNTITLED = re.compile(
    r"(?i:untitled.{0,12}|new page.{0,4}|document|无标题.{0,6}|無標題.{0,6}|新建.{0,8})"
)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_ATTRIBUTE = re.compile(r"[\s/\"'][a-zA-Z][\w:.-]*(?=[=\s/])")

# Where a page names a field, the surest first. og:site_name is not first for the source: a portal
# names the paper that it took the article from in one of the others.
NAMED = {
    "title": ("og:title", "twitter:title", "headline", "dc.title", "articletitle"),
    "author": (
        "author",
        "article:author",
        "og:article:author",
        "dc.creator",
        "byl",
        "parsely-author",
        "twitter:creator",
    ),
    "source": ("source", "contentsource", "mediaid", "og:site_name", "application-name"),
    "published": (
        "article:published_time",
        "og:published_time",
        "publishdate",
        "pubdate",
        "date",
        "datepublished",
        "dc.date",
        "og:release_date",
    ),
    "url": ("og:url",),
    "language": ("og:locale",),
}
CELLS = frozenset({"td", "th"})
BETWEEN_CELLS = " | "
# What a platform calls itself on every page of whoever writes there.
NOT_SAID = frozenset({"", "微信公众平台", "微信公眾平台"})
# A header or a footer that was included as a page of its own ends the page too early for lxml;
# browsers read on.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its tree, its visible lines, and what it says of the article."""

    tree: Tree
    lines: tuple[str, ...]
    headings: tuple[Heading, ...]
    window: str  # <title>
    said: Mapping[str, str]
    sites: tuple[str, ...]  # what the site is called


def read_page(text: str, file: str) -> Page:
    """Return the page of an HTML text; raise ArticleError if there is none in it."""
    tree = parsed(text, file)
    programs = list(tree.iter("script"))
    linked = read_json_ld([s.text or "" for s in programs if "ld+json" in (s.get("type") or "")])
    metas = _metas(tree)
    account = tree.find(".//*[@id='js_content']") is not None
    scripted = read_scripts((s.text or "" for s in programs), of_account=account)
    ids = {"source": "js_name", "author": "js_author_name"} if account else {}
    named = {name: _named(tree, element) for name, element in ids.items()}
    said = {
        name: named.get(name) or _first(name, metas) or linked.get(name) or scripted.get(name) or ""
        for name in NAMED
    }
    said["url"] = _canonical(tree) or said["url"] or linked.get("url", "")
    said = {name: value for name, value in said.items() if len(value) <= LONGEST_FIELD}
    headings = headings_of(tree)
    sites = (metas.get("og:site_name"), metas.get("application-name"), linked.get("source"))
    names = tuple(site for site in sites if site)
    return Page(tree, tuple(_lines(tree)), headings, _window(tree, headings), said, names)


def _window(tree: Tree, headings: Sequence[Heading]) -> str:
    """Return the title of the window; a header that was included may bring one of its own."""
    windows = [words for title in tree.iter("title") if (words := _words(title))]
    good = [words for words in windows if not _UNTITLED.fullmatch(words)]
    own = {heading.text for heading in headings if not heading.of_site}
    with_own = (words for words in good if any(map(words.startswith, own)))
    return next(with_own, next(iter(good), ""))


def parsed(text: str, file: str) -> Tree:
    """Return the tree of an HTML text; raise ArticleError if it is none or too deep."""
    for tag in _LONG_TAG.finditer(text):
        if len(_ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES:
            said = f"a tag in it has more than {MOST_ATTRIBUTES:,} attributes"
            raise ArticleError(file, None, f"{said}; save it again as plain text")
    try:
        # Bytes: lxml refuses a text that declares an encoding. NULs end libxml2's parsing.
        content = _ENDS.sub(" ", text.replace("\0", "")).encode("utf-8", "replace")
        tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ArticleError(file, None, "there is no page in it; save it again") from error
    if problem := _too_large(tree):
        raise ArticleError(file, None, problem)
    return tree


def _too_large(tree: Tree) -> str:
    """Return why a page is not read: how many elements it has, or how deep they are nested."""
    elements = deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        begins = event == "start"
        elements += begins
        depth += 1 if begins else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        return f"its elements are nested more than {DEEPEST} deep; save it again as plain text"
    if elements > MOST_ELEMENTS:
        return f"it has {elements:,} elements, and {MOST_ELEMENTS:,} are read; divide it"
    return ""


def _named(tree: Tree, name: str) -> str:
    element = tree.find(f".//*[@id='{name}']")
    return "" if element is None else _words(element)


def _metas(tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        content = tidy_line(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(name: str, metas: Mapping[str, str]) -> str:
    """Return the first value for a field; an address is no name of an author."""
    values = (metas.get(key, "") for key in NAMED[name])
    good = (v for v in values if v not in NOT_SAID and (name == "url" or "://" not in v))
    return next(good, "")


def _canonical(tree: Tree) -> str:
    """Return the page's own address if it gives it whole."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = (link.get("href") or "").strip()
            base = next((b.get("href") or "" for b in tree.iter("base")), "")
            whole = urljoin(base, address) if base else address
            if _is_web(whole):
                return whole
    return ""


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return False


def _lines(tree: Tree) -> Iterator[str]:
    """Yield the lines of a page as a reader sees them, without margins; a row is one line."""
    words: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            words.append(element.tail or "")
            continue
        if element.tag in CELLS:
            words.append(BETWEEN_CELLS if event == "end" else "")
        elif element.tag not in INLINE:
            yield from _line(words)
            words = []
        if event == "start":
            words.append("" if element.tag in UNSEEN else element.text or "")
        else:  # pages that set words apart by style alone have nothing between them
            words.append(element.tail or " ")
    yield from _line(words)


def _line(words: Sequence[str]) -> Iterator[str]:
    line = tidy_line("".join(words)).strip(" |")
    if line:
        yield line


def _words(element: Tree) -> str:
    return tidy_line("".join(element.itertext()))
