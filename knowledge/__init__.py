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
from knowledge.answering.scope import WHOLE, Scope
from knowledge.article import Article, Block, Span
from knowledge.base import KnowledgeBase
from knowledge.errors import (
    ArticleError,
    ArticlesMissingError,
    KnowledgeError,
    QuestionsBrokenError,
    ReloadRunningError,
    StoreError,
    VersionGoneError,
)
from knowledge.keeping.editing import MOST_FOUND, add, look_up, places_for, remove, unknown_entries
from knowledge.keeping.exporting import as_json_line, file_names
from knowledge.keeping.folder import Folder
from knowledge.keeping.golden import Case, Golden, case_of, read_golden
from knowledge.keeping.permalinks import Changed
from knowledge.keeping.reloading import Progress, Report
from knowledge.passages import passages as passages_of  # its own name is the module's
from knowledge.people.bookmarks import Bookmark
from knowledge.people.groups import GroupSettings
from knowledge.people.handoffs import Handoff
from knowledge.people.inbox import Received
from knowledge.people.offers import PendingOffer
from knowledge.people.outbox import Letter
from knowledge.people.people import People
from knowledge.people.preferences import Preference
from knowledge.people.statistics import Day, Statistics
from knowledge.people.subscriptions import Kind, Subscription
from knowledge.people.turns import Place, Turn
from knowledge.people.unanswered import Gathered
from knowledge.people.voices import Reason, Voice
from knowledge.store.arrivals import Arrival
from knowledge.store.articles import ListedArticle, StoredPassage
from knowledge.store.shelf import ShelfItem
from knowledge.store.versions import Version
from knowledge.studying.centrality import Sentence
from knowledge.studying.choosing import DailyQuote, keywords_of, quote_of_the_day, summary
from knowledge.studying.citing import reference
from knowledge.studying.keywords import Keyword

__all__ = [
    "MOST_FOUND",
    "WHOLE",
    "Answer",
    "Arrival",
    "Article",
    "ArticleError",
    "ArticlesMissingError",
    "Block",
    "Bookmark",
    "Case",
    "Changed",
    "Citation",
    "DailyQuote",
    "Day",
    "FeedEntry",
    "FetchError",
    "Fetched",
    "Folder",
    "Gathered",
    "Golden",
    "GroupSettings",
    "Handoff",
    "Keyword",
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
    "Preference",
    "Progress",
    "QuestionsBrokenError",
    "Reason",
    "Received",
    "ReloadRunningError",
    "Report",
    "Scope",
    "Sentence",
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
    "Voice",
    "add",
    "answer_file",
    "as_json_line",
    "case_of",
    "fetch",
    "file_names",
    "keywords_of",
    "look_up",
    "markdown_of",
    "passages_of",
    "places_for",
    "quote_of_the_day",
    "read_feed",
    "read_golden",
    "reference",
    "remove",
    "safe_stem",
    "summary",
    "understand",
    "unknown_entries",
]
