"""Passages as the index takes them, made by hand."""

from knowledge.model.answer import Source
from knowledge.model.passage import IndexedPassage, StoredPassage


def passage_of(
    passage: int, revision: int, quote: str, title: str, section: str = ""
) -> IndexedPassage:
    """Return a passage with its row, its article's row and title, and the section it stands in."""
    article = Source(f"article-{revision}", title, None, None, None, None)
    stored = StoredPassage(passage, f"key-{passage}", quote, 0, len(quote), 1, section, article)
    return IndexedPassage(revision, stored, f"article-{revision}.txt")
