"""What does a page's structured data (JSON-LD, schema.org) say of its article?

Invariant: whatever stands there, the outcome is texts by field; what is no JSON, no article or no
text is passed over.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from knowledge.reading.composition import tidy_line

ARTICLES = frozenset({"article", "newsarticle", "blogposting", "reportagenewsarticle", "report"})
LONGEST = 200_000  # characters of a script that are looked at
MOST = 20  # scripts of a page
DEEPEST = 5  # names inside lists inside objects


def read_json_ld(scripts: Sequence[str]) -> dict[str, str]:
    """Return the fields of the first article that the scripts of a page describe.

    >>> read_json_ld(['{"@type": "Article", "author": {"name": "Ann Lee"}}'])["author"]
    'Ann Lee'
    """
    for script in scripts[:MOST]:
        for thing in _things(script):
            if _kinds(thing) & ARTICLES:
                return _of_thing(thing)
    return {}


def _things(script: str) -> Iterator[dict[str, object]]:
    """Yield the objects of a script: one, a list, or a graph of them."""
    try:
        loaded = json.loads(script) if len(script) <= LONGEST else None
    except (ValueError, RecursionError):
        return
    for thing in loaded if isinstance(loaded, list) else [loaded]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (t for t in graph if isinstance(t, dict)) if isinstance(graph, list) else ()


def _kinds(thing: Mapping[str, object]) -> set[str]:
    kinds = thing.get("@type")
    return {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _of_thing(thing: Mapping[str, object]) -> dict[str, str]:
    return {
        "title": _name(thing.get("headline")),
        "author": _name(thing.get("author")),
        "source": _name(thing.get("publisher")),
        "published": _name(thing.get("datePublished")),
        "url": _name(thing.get("mainEntityOfPage") or thing.get("url")),
        "language": _name(thing.get("inLanguage")),
    }


def _name(value: object, depth: int = 0) -> str:
    """Return a text, the name of an object, or the names of a list."""
    if depth > DEEPEST:
        return ""
    if isinstance(value, list):
        return "、".join(name for part in value if (name := _name(part, depth + 1)))
    if isinstance(value, dict):
        return _name(value.get("name") or value.get("@id"), depth + 1)
    return tidy_line(value) if isinstance(value, str) else ""
