"""Articles that can be asked: from a file to an answer. Knows nothing of Telegram."""

from knowledge.adding import (
    FeedEntry,
    Fetched,
    FetchError,
    NewFile,
    Offer,
    Placement,
    answer_file,
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
    QuestionsBrokenError,
    ReloadRunningError,
    StoreError,
    VersionGoneError,
)
from knowledge.exporting import as_json_line, file_names
from knowledge.folder import Folder
from knowledge.golden import Case, Golden, case_of, read_golden
from knowledge.people.handoffs import Handoff
from knowledge.people.inbox import Received
from knowledge.people.offers import PendingOffer
from knowledge.people.outbox import Letter
from knowledge.people.people import People
from knowledge.people.statistics import Day, Statistics
from knowledge.people.subscriptions import Kind, Subscription
from knowledge.people.turns import Place, Turn
from knowledge.people.unanswered import Gathered
from knowledge.permalinks import Changed
from knowledge.reloading import Progress, Report
from knowledge.store.arrivals import Arrival
from knowledge.store.articles import ListedArticle, StoredPassage
from knowledge.store.shelf import ShelfItem
from knowledge.store.versions import Version

__all__ = [
    "MOST_FOUND",
    "Answer",
    "Arrival",
    "Article",
    "ArticleError",
    "ArticlesMissingError",
    "Case",
    "Changed",
    "Citation",
    "Day",
    "FeedEntry",
    "FetchError",
    "Fetched",
    "Folder",
    "Gathered",
    "Golden",
    "Handoff",
    "Kind",
    "KnowledgeBase",
    "KnowledgeError",
    "Letter",
    "ListedArticle",
    "NewFile",
    "Offer",
    "PendingOffer",
    "People",
    "Place",
    "Placement",
    "Progress",
    "QuestionsBrokenError",
    "Received",
    "ReloadRunningError",
    "Report",
    "ShelfItem",
    "Source",
    "Span",
    "Statistics",
    "StoreError",
    "StoredPassage",
    "Subscription",
    "Turn",
    "Verdict",
    "Version",
    "VersionGoneError",
    "add",
    "answer_file",
    "as_json_line",
    "case_of",
    "fetch",
    "file_names",
    "look_up",
    "markdown_of",
    "places_for",
    "read_feed",
    "read_golden",
    "remove",
    "safe_stem",
    "understand",
    "unknown_entries",
]
