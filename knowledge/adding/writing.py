"""How does an article look as a Markdown file?

Invariant: reading the file gives the same title, fields, headings and paragraphs, word for word.
Where the first characters of a line would be read as a mark, the line is indented: Markdown then
takes them as they are.
"""

import json
import re

from knowledge.article import Article, Block
from knowledge.reading.composing import tidy_line

INDENT = "    "

_MARK = re.compile(r"#|[-*+_=]|[0-9]{1,9}[.)]|`{3}|~{3}|\[[^\]]+\]:")
_NOT_IN_YAML = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


def markdown_of(article: Article) -> str:
    """Return an article as Markdown with front matter."""
    body = "\n\n".join(_written(article, block) for block in article.blocks)
    return f"---\n{_front_matter(article)}---\n\n{body}\n"


def _front_matter(article: Article) -> str:
    fields = {
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "editors": list(article.editors),
        "published": article.published,
        "url": article.url,
        "language": article.language,
    }
    return "".join(f"{key}: {_value(value)}\n" for key, value in fields.items() if value)


def _value(value: str | list[str]) -> str:
    """Return a value as YAML: JSON's texts and lists are YAML's, too."""
    if isinstance(value, list):
        return json.dumps([_plain(part) for part in value], ensure_ascii=False)
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: str) -> str:
    return _NOT_IN_YAML.sub("", tidy_line(value))


def _written(article: Article, block: Block) -> str:
    text = block.span.of(article.text)
    if block.kind != "paragraph":
        return f"## {tidy_line(text)}"
    return "\n".join(_line(line) for line in text.splitlines() if line.strip())


def _line(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("<!--"):
        return f"\\{stripped}"
    return INDENT + stripped if _MARK.match(stripped) else stripped
