"""What does a Markdown file with front matter say?

Invariant: the stored text is the whole file as its page shows it, front matter included, so that
every place and every block is a slice of it; a file without markup is stored as it was saved.
"""

from pathlib import PurePosixPath
from types import MappingProxyType
from typing import get_args

from knowledge.model.article import Article, FieldName, Span
from knowledge.model.errors import ArticleError
from knowledge.reading.language import language_of
from knowledge.reading.lines import lines_of
from knowledge.reading.markdown.blocks import Part, parts_of
from knowledge.reading.markdown.front_matter import FrontMatter, read_front_matter
from knowledge.reading.markdown.visible import visible
from knowledge.reading.metadata import Metadata, read_metadata
from knowledge.reading.outcome import Reading, refused


def read_markdown(text: str, file: str) -> Reading:
    """Return the one article of a Markdown file; a field that makes no sense is a warning.

    Raises ArticleError where the front matter has no end.
    """
    front = read_front_matter(text, file)
    text = visible(text, front.body)
    metadata, wrong = read_metadata(front.values)
    parts = list(parts_of(text, list(lines_of(text, front.body))))
    title = metadata.title or _first_title(text, parts)
    kept = [part for part in parts if part.level != 1 or part.block.span.of(text) != title]
    if not any(part.level == 0 for part in kept):
        problem = "there is no text beside front matter and headings; add some or remove the file"
        return refused(ArticleError(file, None, problem))
    article = Article(
        id=metadata.id or file,
        title=title or PurePosixPath(file).stem,
        text=text,
        blocks=tuple(part.block for part in kept),
        author=metadata.author,
        source=metadata.source,
        editors=metadata.editors,
        published=metadata.published,
        url=metadata.url,
        language=metadata.language or language_of(text[kept[0].block.span.start :]),
        places=MappingProxyType(_places(text, front, metadata, parts)),
        file=file,
    )
    return Reading((article,), warnings=_warnings(front, wrong, file))


def _warnings(front: FrontMatter, wrong: dict[str, str], file: str) -> tuple[ArticleError, ...]:
    """Return what was left out of the front matter, in the order of its lines."""
    said = [*front.wrong, *((front.lines.get(key, 1), wrong[key]) for key in wrong)]
    return tuple(ArticleError(file, line, problem) for line, problem in sorted(said))


def _first_title(text: str, parts: list[Part]) -> str | None:
    return next((part.block.span.of(text) for part in parts if part.level == 1), None)


def _places(
    text: str, front: FrontMatter, metadata: Metadata, parts: list[Part]
) -> dict[FieldName, Span]:
    """Return where the fields stand; a title may stand in the first heading."""
    places = {
        name: front.spans[key]
        for name in get_args(FieldName)
        if (key := metadata.keys.get(name)) in front.spans
    }
    if metadata.title is None:
        first = next((part.block.span for part in parts if part.level == 1), None)
        if first is not None:
            places["title"] = first
    return {name: span for name, span in places.items() if span.of(text)}
