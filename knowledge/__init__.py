"""Articles that can be asked: from a file to an answer. Knows nothing of Telegram."""

from knowledge.answer import Answer, Citation, Source, Verdict
from knowledge.article import Article, Span
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
from knowledge.exporting import as_json_line, as_markdown, file_names
from knowledge.folder import Folder
from knowledge.golden import Case, Golden, case_of, read_golden
from knowledge.permalinks import Changed
from knowledge.reloading import Progress, Report
from knowledge.store.articles import ListedArticle, StoredPassage
from knowledge.store.turns import Place, Turn
from knowledge.store.versions import Version

__all__ = [
    "Answer",
    "Article",
    "ArticleError",
    "ArticlesMissingError",
    "Case",
    "Changed",
    "Citation",
    "Folder",
    "Golden",
    "KnowledgeBase",
    "KnowledgeError",
    "ListedArticle",
    "Place",
    "Progress",
    "QuestionsBrokenError",
    "ReloadRunningError",
    "Report",
    "Source",
    "Span",
    "StoreError",
    "StoredPassage",
    "Turn",
    "Verdict",
    "Version",
    "VersionGoneError",
    "as_json_line",
    "as_markdown",
    "case_of",
    "file_names",
    "read_golden",
]
