"""How does an article look as a Markdown file?

Invariant: reading the file gives the same title, fields, headings and passages, word for word.
Where the first characters of a line would be read as a mark, the line is indented: Markdown then
takes them as they are. Where that does not do, paragraphs stand in fences.
"""

import json
import re

from knowledge.model.article import Article, Block
from knowledge.reading import read_file
from knowledge.reading.composition import tidy_line
from knowledge.reading.passages import passages

INDENT = "    "

_BACKTICKS = re.compile(r"`+")
_MARK = re.compile(r"#|[-*+_=]|[0-9]{1,9}[.)]|`{3}|~{3}|\[[^\]]+\]:")
_NOT_IN_YAML = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


def markdown_of(article: Article, *, named: bool = False) -> str:
    """Return an article as Markdown with front matter; `named` keeps its id, wherever it goes."""
    front = f"---\n{_front_matter(article, named=named)}---\n\n"
    written = front + "\n\n".join(_written(article, block) for block in article.blocks) + "\n"
    if _says(written) == _quotes(article):
        return written
    return front + "\n\n".join(_fenced(article, block) for block in article.blocks) + "\n"


def fields_of(article: Article) -> dict[str, str | list[str]]:
    """Return the fields that an article has, by the names that front matter and JSONL use."""
    fields = {
        "id": article.id,
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "editors": list(article.editors),
        "published": article.published,
        "url": article.url,
        "language": article.language,
    }
    return {name: value for name, value in fields.items() if value}


def _front_matter(article: Article, *, named: bool) -> str:
    fields = fields_of(article)
    if not named:
        del fields["id"]
    return "".join(f"{key}: {_value(value)}\n" for key, value in fields.items())


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


def _fenced(article: Article, block: Block) -> str:
    if block.kind != "paragraph":
        return _written(article, block)
    text = block.span.of(article.text)
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _says(markdown: str) -> list[str]:
    """Return the passages of a Markdown file."""
    reading = read_file(markdown.encode("utf-8", "surrogatepass"), "written.md")
    return [quote for article in reading.articles for quote in _quotes(article)]


def _quotes(article: Article) -> list[str]:
    return [passage.span.of(article.text) for passage in passages(article)]
