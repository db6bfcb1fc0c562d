"""Articles that can be asked: from a file to an answer. Knows nothing of Telegram."""

from knowledge.base import KnowledgeBase
from knowledge.comparing.statement import is_statement
from knowledge.library.catalogue import MOST_FOUND, says
from knowledge.library.export import write_export
from knowledge.library.feeds import FeedEntry
from knowledge.library.fetch import NEVER, Fetch, Fetched, FetchError, Seen, fetch
from knowledge.library.file_names import safe_stem
from knowledge.library.folder import Folder
from knowledge.library.kept_answers import answer_file
from knowledge.library.markdown_file import markdown_of
from knowledge.library.offer import NewFile, Offer
from knowledge.library.permalinks import Changed
from knowledge.library.placement import Placement
from knowledge.library.refresh import Refreshed
from knowledge.library.reload import Report
from knowledge.library.unread import Unread
from knowledge.model.answer import Answer, Citation, Intent, Source, Translated, Verdict
from knowledge.model.article import Article, Span
from knowledge.model.comparison import Compared, Comparison, Difference, DifferenceKind
from knowledge.model.errors import (
    ArticlesMissingError,
    DamagedError,
    KnowledgeError,
    QuestionsBrokenError,
    ReloadRunningError,
    StoreError,
    VersionGoneError,
)
from knowledge.model.listing import Arrival, ListedArticle
from knowledge.model.passage import StoredPassage
from knowledge.model.scope import WHOLE, Scope
from knowledge.model.version import Version
from knowledge.reading.passages import passages as passages_of  # its own name is the module's
from knowledge.reading.readers import usual_limits
from knowledge.runtime.progress import Progress
from knowledge.runtime.workers import Limits
from knowledge.search.answer_json import answer_json
from knowledge.search.intent import intent_of
from knowledge.search.marks import marks_of
from knowledge.search.question_groups import question_groups, question_key
from knowledge.search.suggestion import suggestions
from knowledge.search.table_heads import heads_of
from knowledge.selection import Selection
from knowledge.storage.postgres.url import PostgresUrl
from knowledge.storage.transfer import copy_everything
from knowledge.studying.centrality import Sentence
from knowledge.studying.keywords import Keyword
from knowledge.studying.reference import reference
from knowledge.studying.study import DailyQuote
from knowledge.studying.summary import summary

__all__ = [
    "MOST_FOUND",
    "NEVER",
    "WHOLE",
    "Answer",
    "Arrival",
    "Article",
    "ArticlesMissingError",
    "Changed",
    "Citation",
    "Compared",
    "Comparison",
    "DailyQuote",
    "DamagedError",
    "Difference",
    "DifferenceKind",
    "FeedEntry",
    "Fetch",
    "FetchError",
    "Fetched",
    "Folder",
    "Intent",
    "Keyword",
    "KnowledgeBase",
    "KnowledgeError",
    "Limits",
    "ListedArticle",
    "NewFile",
    "Offer",
    "Placement",
    "PostgresUrl",
    "Progress",
    "QuestionsBrokenError",
    "Refreshed",
    "ReloadRunningError",
    "Report",
    "Scope",
    "Seen",
    "Selection",
    "Sentence",
    "Source",
    "Span",
    "StoreError",
    "StoredPassage",
    "Translated",
    "Unread",
    "Verdict",
    "Version",
    "VersionGoneError",
    "answer_file",
    "answer_json",
    "copy_everything",
    "fetch",
    "heads_of",
    "intent_of",
    "is_statement",
    "markdown_of",
    "marks_of",
    "passages_of",
    "question_groups",
    "question_key",
    "reference",
    "safe_stem",
    "says",
    "suggestions",
    "summary",
    "usual_limits",
    "write_export",
]
