"""How does an article leave the folder?

Invariant: nothing is deleted. A file with one article gets an ending that no reader reads; a line
of a JSONL file moves to a file with that ending. Whoever wants it back undoes that by hand.
"""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from knowledge.library.placement import REMOVED, Read, beside, unwritable, write_whole
from knowledge.model.article import Article
from knowledge.model.errors import KnowledgeError

Undo = Callable[[], None]


def remove_article(folder: Path, article: Article, read: Read) -> Undo:
    """Take an article out of the folder and return how to undo it.

    Raise KnowledgeError with the remedy where it has to be done by hand.
    """
    path = folder / PurePosixPath(article.file)
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        raise KnowledgeError(
            f"{article.file}: no file of the articles folder any more: reload to see what is live"
        )
    try:
        content = path.read_bytes()
        inside = read(content, article.file)
        if article.id not in {one.id for one in inside}:
            raise KnowledgeError(f"{article.file}: the article is not in it any more: reload first")
        if len(inside) == 1:
            return _set_aside(path)
        if path.suffix.lower() == ".jsonl":
            return _take_line(path, content, next(a.line for a in inside if a.id == article.id))
    except OSError as error:
        raise unwritable(path, error) from error
    raise KnowledgeError(
        f"{article.file}: it holds {len(inside)} articles: take this one out of it by hand"
    )


def stands_in(folder: Path, article: Article, read: Read) -> bool:
    """Tell whether the file of an article is there and still holds it."""
    try:
        content = (folder / PurePosixPath(article.file)).read_bytes()
    except OSError:
        return False
    return article.id in {one.id for one in read(content, article.file)}


def _set_aside(path: Path) -> Undo:
    aside = beside(path, REMOVED)
    path.replace(aside)

    def undo() -> None:
        aside.replace(path)

    return undo


def _take_line(path: Path, content: bytes, line: int) -> Undo:
    if b"\0" in content:  # UTF-16: its lines do not end in one byte
        raise KnowledgeError(f"{path.name}: save it as UTF-8, then the line can be taken out")
    lines = content.split(b"\n")
    taken = lines.pop(line - 1)
    aside = path.with_name(path.name + REMOVED)
    earlier = aside.read_bytes() if aside.exists() else b""
    write_whole(aside, earlier + taken + b"\n")
    write_whole(path, b"\n".join(lines))
    return lambda: write_whole(path, content)
