"""What would be added if a file or a page were?

Invariant: what is shown is what will be live: a file that a text editor opens is kept as it came,
anything else becomes one Markdown file an article, and those files are read again for the offer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from knowledge.library.file_names import safe_stem
from knowledge.library.markdown_file import markdown_of
from knowledge.model.article import Article
from knowledge.model.errors import ArticleError
from knowledge.reading import Reading, read_file
from knowledge.reading.drafts import Drafts, drafts_of

FOLDER = "added"  # below the articles folder
Read = Callable[[bytes, str], Reading]

KEPT = frozenset({".txt", ".md", ".markdown", ".jsonl"})


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that would be written: its path below the articles folder, its bytes, its address."""

    path: str
    content: bytes
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be live, the files that would hold it, and what was not read."""

    read: Drafts
    files: tuple[NewFile, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that would be live."""
        return self.read.articles

    @property
    def problems(self) -> tuple[ArticleError, ...]:
        """What was not read."""
        return self.read.problems

    @property
    def warnings(self) -> tuple[ArticleError, ...]:
        """What was left out of the articles."""
        return self.read.warnings

    @property
    def passages(self) -> int:
        """How many passages the articles have."""
        return sum(len(draft.passages) for draft in self.read.drafts)


def offer_of(
    content: bytes,
    name: str,
    url: str | None = None,
    *,
    fixed: bool = False,
    read: Read = read_file,
) -> Offer:
    """Return what adding a file, or the page at an address, would do.

    A page may name another address of its site as its own; `fixed` keeps the one given. `read`
    reads the file that came.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    suffix = path.suffix.lower()
    shown = f"{safe_stem(path.stem)}{suffix}"
    if suffix in KEPT and url is None:
        target = f"{FOLDER}/{shown}"
        reading = read(content, target)
        as_it_came = (NewFile(target, content),) if reading.articles else ()
        return Offer(drafts_of(reading), as_it_came)
    reading = read(content, shown)
    files = tuple(_files(_at(article, url, fixed=fixed) for article in reading.articles))
    again = (read_file(file.content, file.path).articles for file in files)
    articles = tuple(chain.from_iterable(again))
    return Offer(drafts_of(replace(reading, articles=articles)), files)


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
