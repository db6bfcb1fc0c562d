"""What should come of the files in `tests/cases/reading`?

A case is a file as people save it and, beside it, `<case>.expected.json`: the fields, and blocks
and places as the slices that they cut out of the text.
"""

import json
from pathlib import Path
from typing import Any

from knowledge.model.article import Article
from knowledge.reading import Reading, read_file

FOLDER = Path(__file__).parents[2] / "cases" / "reading"


def cases(reader: str) -> list[Path]:
    """Return the files of one reader that have an expectation beside them."""
    return sorted(path for path in (FOLDER / reader).iterdir() if path.suffix != ".json")


def expected(case: Path) -> dict[str, Any]:
    """Return the expectation of a case."""
    loaded: dict[str, Any] = json.loads(case.with_suffix(".expected.json").read_text("utf-8"))
    return loaded


def articles_of(content: bytes, name: str) -> tuple[Article, ...]:
    """Return the articles of a file."""
    return read_file(content, name).articles


def outcome(case: Path) -> dict[str, Any]:
    """Return what the reader makes of a case, in the shape of an expectation."""
    return written(read_file(case.read_bytes(), case.name))


def written(reading: Reading) -> dict[str, Any]:
    """Return a reading with its spans replaced by what they cut out; warnings if there are any."""
    warnings = [str(warning) for warning in reading.warnings]
    return {
        "articles": [_article(article) for article in reading.articles],
        "problems": [str(problem) for problem in reading.problems],
    } | ({"warnings": warnings} if warnings else {})


def _article(article: Article) -> dict[str, Any]:
    fields = ("id", "title", "author", "source", "published", "url", "language", "line")
    return {name: getattr(article, name) for name in fields} | {
        "editors": list(article.editors),
        "places": {name: span.of(article.text) for name, span in article.places.items()},
        "blocks": [f"{block.kind}: {block.span.of(article.text)}" for block in article.blocks],
    }
