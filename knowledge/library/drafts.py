"""What is stored of an article, and when do two articles say the same?

Invariant: the digest is of what a reader sees, whatever the article is called and wherever it
stands; it changes with the rules that cut and name passages, too.
"""

from collections.abc import Sequence
from hashlib import blake2b

from knowledge.model.article import Article
from knowledge.model.passage import Passage, text_of_key
from knowledge.model.version import Draft
from knowledge.reading.passages import passages


def drafted(article: Article, origin: str = "") -> Draft:
    """Return an article with what is stored beside it."""
    cut = passages(article)
    return Draft(article, _digest(article, cut), cut, origin)


def _digest(article: Article, cut: Sequence[Passage]) -> str:
    """Return a digest of what an article says, whatever it is called and wherever it stands.

    It changes with the rules that cut and name passages, too.
    """
    fields = (article.title, article.text, article.author, article.source, article.editors)
    shown = [(text_of_key(p.key), p.span.start, p.span.end, p.paragraph, p.section) for p in cut]
    more = (article.published, article.url, article.language, _places(article), shown)
    return blake2b(repr((fields, more)).encode(), digest_size=16).hexdigest()


def _places(article: Article) -> dict[str, tuple[int, int]]:
    return {name: (span.start, span.end) for name, span in sorted(article.places.items())}
