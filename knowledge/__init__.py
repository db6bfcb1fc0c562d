"""Articles that can be asked: from a file to an answer. Knows nothing of Telegram."""

from knowledge.answer import Answer, Citation, Source, Verdict
from knowledge.article import Article, Span
from knowledge.base import KnowledgeBase
from knowledge.errors import (
    ArticleError,
    ArticlesMissingError,
    KnowledgeError,
    ReloadRunningError,
    StoreError,
)
from knowledge.reloading import Folder, Progress, Report
from knowledge.store.articles import ListedArticle, StoredPassage
from knowledge.store.turns import Place, Turn

__all__ = [
    "Answer",
    "Article",
    "ArticleError",
    "ArticlesMissingError",
    "Citation",
    "Folder",
    "KnowledgeBase",
    "KnowledgeError",
    "ListedArticle",
    "Place",
    "Progress",
    "ReloadRunningError",
    "Report",
    "Source",
    "Span",
    "StoreError",
    "StoredPassage",
    "Turn",
    "Verdict",
]
