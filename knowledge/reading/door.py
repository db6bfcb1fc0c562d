"""How does a file become articles?

Invariant: nothing that a file holds can raise. What cannot be read is a problem that names the
file, the place and the remedy, and the rest of the file is read all the same.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from knowledge.errors import ArticleError
from knowledge.reading.decoding import decode
from knowledge.reading.jsonl import read_jsonl
from knowledge.reading.markdown import read_markdown
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.plain_news import read_plain_news

READERS: Mapping[str, Callable[[str, str], Reading]] = {
    ".txt": read_plain_news,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_jsonl,
}


def suffixes() -> frozenset[str]:
    """Return the endings of the file names that are read, in lower case.

    >>> sorted(suffixes())
    ['.jsonl', '.markdown', '.md', '.txt']
    """
    return frozenset(READERS)


def read_file(content: bytes, name: str) -> Reading:
    r"""Return what a file says; `name` is its path below the articles folder, with slashes.

    >>> read_file("有據\n\n每個答案都指出它的來處。".encode(), "about.txt").articles[0].title
    '有據'
    """
    reader = READERS.get(PurePosixPath(name).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        return refused(ArticleError(name, None, f"only {known} files are read; save it as one"))
    try:
        return reader(decode(content, name), name)
    except ArticleError as problem:
        return refused(problem)
