"""How does an article leave as a file that can be read again?

Invariant: the Markdown that is written gives the same title, fields and passages, word for word,
when it is read back; a paragraph that Markdown would take for something else stands in a fence. A
line of JSONL holds what the article says, paragraph by paragraph, for other programs.
"""

import json
import re
from collections.abc import Iterable

from knowledge.article import Article
from knowledge.passages import passages
from knowledge.reading import read_file

LONGEST_NAME = 80  # characters of a file's name
_UNSAFE = re.compile(r"[^\w.-]+")
_BACKTICKS = re.compile(r"`+")


def as_markdown(article: Article) -> str:
    """Return an article as Markdown with front matter."""
    plain = _markdown(article, fenced=False)
    return plain if _says(plain) == _quotes(article) else _markdown(article, fenced=True)


def as_json_line(article: Article) -> str:
    """Return an article as a line of JSONL, its end included."""
    said = "\n\n".join(block.span.of(article.text) for block in article.blocks)
    return json.dumps({**_fields(article), "text": said}, ensure_ascii=False) + "\n"


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


def _markdown(article: Article, *, fenced: bool) -> str:
    front = [f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in _fields(article).items()]
    parts = ["\n".join(["---", *front, "---"])]
    for block in article.blocks:
        text = block.span.of(article.text)
        if block.kind != "paragraph":
            parts.append("## " + " ".join(text.split()))
        else:
            parts.append(_in_fence(text) if fenced else text)
    return "\n\n".join(parts) + "\n"


def _in_fence(text: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _says(markdown: str) -> list[str]:
    """Return the passages of a Markdown file."""
    reading = read_file(markdown.encode("utf-8", "surrogatepass"), "export.md")
    return [quote for article in reading.articles for quote in _quotes(article)]


def _quotes(article: Article) -> list[str]:
    return [passage.span.of(article.text) for passage in passages(article)]


def _fields(article: Article) -> dict[str, object]:
    """Return the fields of an article that has them, as front matter and JSONL call them."""
    fields: dict[str, object] = {
        "id": article.id,
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "editors": list(article.editors),
        "published": article.published,
        "url": article.url,
        "language": article.language,
    }
    return {key: value for key, value in fields.items() if value}
