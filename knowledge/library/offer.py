"""What would be added if a file or a page were?

Invariant: what is shown is what will be live: a file that a text editor opens is kept as it came,
anything else becomes one Markdown file an article, and those files are read again for the offer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from knowledge.library.file_names import safe_stem
from knowledge.library.markdown_file import markdown_of
from knowledge.model.article import Article
from knowledge.model.errors import ArticleError
from knowledge.reading import read_file
from knowledge.reading.passages import passages

FOLDER = "added"  # below the articles folder
KEPT = frozenset({".txt", ".md", ".markdown", ".jsonl"})


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that would be written: its path below the articles folder, its bytes, its address."""

    path: str
    content: bytes
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """The articles that would be live, the files that would hold them, and what was not read."""

    articles: tuple[Article, ...]
    files: tuple[NewFile, ...]
    problems: tuple[ArticleError, ...]

    @property
    def passages(self) -> int:
        """Return how many passages the articles have."""
        return sum(len(passages(article)) for article in self.articles)


def offer_of(content: bytes, name: str, url: str | None = None, *, fixed: bool = False) -> Offer:
    """Return what adding a file, or the page at an address, would do.

    A page may name another address of its site as its own; `fixed` keeps the one given.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    suffix = path.suffix.lower()
    shown = f"{safe_stem(path.stem)}{suffix}"
    if suffix in KEPT and url is None:
        target = f"{FOLDER}/{shown}"
        reading = read_file(content, target)
        kept = (NewFile(target, content),)
        return Offer(reading.articles, kept if reading.articles else (), reading.problems)
    reading = read_file(content, shown)
    files = tuple(_files(_at(article, url, fixed=fixed) for article in reading.articles))
    articles = [a for file in files for a in read_file(file.content, file.path).articles]
    return Offer(tuple(articles), files, reading.problems)


def _files(articles: Iterator[Article]) -> Iterator[NewFile]:
    taken: set[str] = set()
    for article in articles:
        stem, number = safe_stem(article.title), 1
        while (path := f"{FOLDER}/{stem}{f'-{number}' if number > 1 else ''}.md") in taken:
            number += 1
        taken.add(path)
        yield NewFile(path, markdown_of(article).encode("utf-8", "surrogatepass"), article.url)


def _at(article: Article, url: str | None, *, fixed: bool) -> Article:
    if url is None or (not fixed and article.url and _site(article.url) == _site(url)):
        return article
    return replace(article, url=url.partition("#")[0])


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
