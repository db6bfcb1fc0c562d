"""What is in an EPUB: which files are its chapters, in which order, and what is the book called?

Invariant: nothing outside of the archive is named, each file once; XML is parsed without entities
and without the network. A book whose table of contents is missing has its pages in order of name.
"""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag

from lxml import etree

from knowledge.reading.composition import tidy_line
from knowledge.reading.web.elements import Tree

CONTAINER = "META-INF/container.xml"
PAGES = (".xhtml", ".html", ".htm", ".xht")
MOST_XML = 10_000_000  # bytes of a table of contents; the longest book's has one million
MARKED = frozenset({"nav", "cover"})  # properties of pages that are no chapters


@dataclass(frozen=True, slots=True)
class Book:
    """A book's own fields, and the paths of its chapters in the order in which they are read."""

    title: str = ""
    author: str = ""
    language: str = ""
    published: str = ""
    chapters: tuple[str, ...] = ()
    contents: str = ""  # the path of a page or a file with the titles of chapters


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    kind: str
    marks: frozenset[str] = field(default_factory=frozenset)


def package_in(container: bytes, names: Sequence[str]) -> str:
    """Return the path of the file that describes the book, empty if there is none."""
    tree = parse_xml(container)
    roots = [] if tree is None else _all(tree, "rootfile")
    named = [posixpath.normpath(root.get("full-path") or "") for root in roots]
    others = sorted(name for name in names if name.lower().endswith(".opf"))
    return next((path for path in [*named, *others] if path in names), "")


def read_book(package: bytes, path: str, names: Sequence[str]) -> Book:
    """Return the book that a package describes; `names` are the files that there are."""
    tree = parse_xml(package)
    pages = tuple(sorted(name for name in names if name.lower().endswith(PAGES)))
    if tree is None:
        return Book(chapters=pages)
    items = {item.get("id") or "": _item(item, path) for item in _all(tree, "item")}
    spine = [items.get(ref.get("idref") or "") for ref in _all(tree, "itemref")]
    chapters = dict.fromkeys(
        item.path for item in spine if item and not item.marks & MARKED and item.path in names
    )
    contents = (i.path for i in items.values() if "nav" in i.marks or i.kind.endswith("ncx+xml"))
    return Book(
        title=_first(tree, "title"),
        author="、".join(filter(None, (_said(one) for one in _all(tree, "creator")))),
        language=_first(tree, "language"),
        published=_first(tree, "date"),
        chapters=tuple(chapters) or pages,
        contents=next((found for found in contents if found in names), ""),
    )


def titles_in(contents: bytes, path: str) -> dict[str, str]:
    """Return the titles of chapters by path, as a table of contents of either kind gives them."""
    tree = parse_xml(contents)
    titles: dict[str, str] = {}
    if tree is None:
        return titles
    for point in _all(tree, "navPoint"):
        target = next(iter(_all(point, "content")), None)
        if target is not None:
            titles.setdefault(inside(target.get("src"), path), _first(point, "text"))
    for link in _all(tree, "a"):
        titles.setdefault(inside(link.get("href"), path), _said(link))
    return titles


def inside(address: str | None, path: str) -> str:
    """Return the path in the archive that a file beside `path` names.

    >>> inside("../text/c%201.xhtml#a", "OEBPS/nav/toc.xhtml")
    'OEBPS/text/c 1.xhtml'
    """
    plain = unquote(urldefrag(address or "").url)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))


def parse_xml(content: bytes) -> Tree | None:
    """Return the tree of an XML file, None if it is none; entities stay what they are."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        return etree.fromstring(content, parser) if 0 < len(content) <= MOST_XML else None
    except etree.XMLSyntaxError:
        return None


def _item(item: Tree, path: str) -> _Item:
    marks = frozenset((item.get("properties") or "").split())
    return _Item(inside(item.get("href"), path), item.get("media-type") or "", marks)


def _all(tree: Tree, name: str) -> list[Tree]:
    """Return the elements of a name, in whatever namespace."""
    return list(tree.iter(f"{{*}}{name}"))


def _first(tree: Tree, name: str) -> str:
    return next((said for one in _all(tree, name) if (said := _said(one))), "")


def _said(element: Tree) -> str:
    return tidy_line("".join(element.itertext()))
