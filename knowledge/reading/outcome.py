"""What came of reading one file?

Invariant: an article and the problem that kept it out never stand side by side; a file that gives
no article gives at least one problem. What was left out of an article that was read, such as a
date that is none, is a warning.
"""

from dataclasses import dataclass

from knowledge.model.article import Article
from knowledge.model.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of one file, the problems of those that could not be read, and warnings."""

    articles: tuple[Article, ...] = ()
    problems: tuple[ArticleError, ...] = ()
    warnings: tuple[ArticleError, ...] = ()


def refused(*problems: ArticleError) -> Reading:
    """Return the reading of a file that gives no article, for these reasons."""
    return Reading(problems=problems)
