"""Articles that can be asked: from a file to an answer. Knows nothing of Telegram."""

from knowledge.adding import (
    FeedEntry,
    Fetched,
    FetchError,
    NewFile,
    Offer,
    Placement,
    fetch,
    markdown_of,
    read_feed,
    safe_stem,
    understand,
)
from knowledge.answer import Answer, Citation, Source, Verdict
from knowledge.article import Article, Span
from knowledge.base import KnowledgeBase
from knowledge.editing import MOST_FOUND, add, look_up, places_for, remove, unknown_entries
from knowledge.errors import (
    ArticleError,
    ArticlesMissingError,
    KnowledgeError,
    ReloadRunningError,
    StoreError,
)
from knowledge.reloading import Folder, Progress, Report
from knowledge.store.articles import ListedArticle, StoredPassage
from knowledge.store.offers import PendingOffer
from knowledge.store.shelf import ShelfItem
from knowledge.store.turns import Place, Turn

__all__ = [
    "MOST_FOUND",
    "Answer",
    "Article",
    "ArticleError",
    "ArticlesMissingError",
    "Citation",
    "FeedEntry",
    "FetchError",
    "Fetched",
    "Folder",
    "KnowledgeBase",
    "KnowledgeError",
    "ListedArticle",
    "NewFile",
    "Offer",
    "PendingOffer",
    "Place",
    "Placement",
    "Progress",
    "ReloadRunningError",
    "Report",
    "ShelfItem",
    "Source",
    "Span",
    "StoreError",
    "StoredPassage",
    "Turn",
    "Verdict",
    "add",
    "fetch",
    "look_up",
    "markdown_of",
    "places_for",
    "read_feed",
    "remove",
    "safe_stem",
    "understand",
    "unknown_entries",
]
