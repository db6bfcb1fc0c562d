"""How do the live articles leave as files that can be read again?

Invariant: no two files share a name, whatever the ids are. A line of JSONL holds what the article
says, paragraph by paragraph, for other programs; `adding.writing` writes the Markdown.
"""

import json
import re
from collections.abc import Iterable

from knowledge.adding.writing import fields_of
from knowledge.article import Article

LONGEST_NAME = 80  # characters of a file's name
_UNSAFE = re.compile(r"[^\w.-]+")


def as_json_line(article: Article) -> str:
    """Return an article as a line of JSONL, its end included."""
    said = "\n\n".join(block.span.of(article.text) for block in article.blocks)
    return json.dumps({**fields_of(article), "text": said}, ensure_ascii=False) + "\n"


def file_names(articles: Iterable[str]) -> dict[str, str]:
    """Return a name for a Markdown file for each article id, no two the same.

    >>> file_names(["a/路燈.txt", "a 路燈.txt"])
    {'a/路燈.txt': 'a_路燈.txt.md', 'a 路燈.txt': 'a_路燈.txt_2.md'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article in articles:
        stem = _UNSAFE.sub("_", article).strip("._")[:LONGEST_NAME] or "article"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}"
        taken.add(name.casefold())
        names[article] = f"{name}.md"
    return names
