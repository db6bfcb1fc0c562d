"""What is stored of an article, and when do two articles say the same?

Invariant: the digest is of what a reader sees, whatever the article is called and wherever it
stands; it changes with the rules that cut and name passages, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from knowledge.model.article import Article
from knowledge.model.errors import ArticleError
from knowledge.model.passage import Passage, text_of_key
from knowledge.model.version import Draft
from knowledge.reading.outcome import Reading
from knowledge.reading.passages import passages


@dataclass(frozen=True, slots=True)
class Drafts:
    """A reading whose articles are ready to be stored."""

    drafts: tuple[Draft, ...] = ()
    problems: tuple[ArticleError, ...] = ()
    warnings: tuple[ArticleError, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles."""
        return tuple(draft.article for draft in self.drafts)


def drafts_of(reading: Reading) -> Drafts:
    """Return a reading with its articles ready to be stored."""
    return Drafts(tuple(map(drafted, reading.articles)), reading.problems, reading.warnings)


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
    return blake2b(
        repr((fields, more)).encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()


def _places(article: Article) -> dict[str, tuple[int, int]]:
    return {name: (span.start, span.end) for name, span in sorted(article.places.items())}
