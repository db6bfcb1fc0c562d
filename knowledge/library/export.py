"""How do the live articles leave as files that can be read again?

Invariant: no two files share a name, whatever the ids are. A line of JSONL holds what the article
says, paragraph by paragraph, for other programs; `markdown_file` writes the Markdown.
"""

import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from knowledge.library.markdown_file import fields_of, markdown_of
from knowledge.model.article import Article
from knowledge.model.errors import KnowledgeError

LINES = "articles.jsonl"  # what an export holds beside a Markdown file an article
LONGEST_NAME = 80  # characters of a file's name
_UNSAFE = re.compile(r"[^\w.-]+")


def write_export(articles: Iterable[Article], folder: Path) -> None:
    """Write articles to a new folder: a Markdown file each, and one file of lines.

    The folder appears whole or not at all. Raise KnowledgeError if it cannot be written.
    """
    articles = tuple(articles)
    names = file_names(article.id for article in articles)
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as parent:
            new = Path(parent) / folder.name
            new.mkdir()
            with (new / LINES).open("w", encoding="utf-8", errors="surrogatepass") as lines:
                for article in articles:
                    lines.write(as_json_line(article))
                    content = markdown_of(article, named=True).encode("utf-8", "surrogatepass")
                    (new / names[article.id]).write_bytes(content)
            new.replace(folder)
    except OSError as error:
        raise KnowledgeError(
            f"{folder}: cannot be written ({error.strerror}): name another"
        ) from error


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
