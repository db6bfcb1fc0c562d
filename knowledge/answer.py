"""What comes back for a question?

Invariant: `Citation.quote` is the text of its article from `start` to `end`, verbatim; `highlight`
and `marks` are spans of the quote. An answer of verdict *unanswered* cites nothing.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from knowledge.answering.marking import Wanted, marks
from knowledge.answering.meant import meant
from knowledge.article import Span


class Verdict(StrEnum):
    """The three outcomes of a question."""

    ANSWERED = "answered"
    RELATED = "related"  # the articles do not say it; these passages come closest
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Source:
    """Whose words a citation shows."""

    id: str
    title: str
    author: str | None
    source: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that answers, and where it stands.

    `start` and `end` count code points of the article's text. A field that the text itself does not
    print (the author in a JSONL file) is quoted with `start == end == 0` and paragraph 0; a field
    that it prints has paragraph 0 too. `passage` names the passage in links and buttons, `words`
    are those of the question.
    """

    rank: int
    score: float
    passage: str
    quote: str
    highlight: Span
    words: Wanted
    start: int
    end: int
    paragraph: int
    section: str
    article: Source

    @property
    def marks(self) -> tuple[Span, ...]:
        """The words of the question in the quote; looked for only where they are shown."""
        return marks(self.words, self.quote)

    @property
    def meant(self) -> tuple[str, ...]:
        """What the quote has for words of the question that were typed otherwise."""
        return meant(self.words.typed, self.quote)


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a question, with at most three citations from different places.

    `ranking` holds the row numbers of all the passages that were considered, best first; `version`
    is the knowledge version that answered.
    """

    question: str
    verdict: Verdict
    confidence: float
    milliseconds: float
    citations: tuple[Citation, ...]
    ranking: tuple[int, ...] = ()
    version: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the answer in the form that the command line promises."""
        return {
            "question": self.question,
            "verdict": self.verdict.value,
            "confidence": round(self.confidence, 4),
            "milliseconds": round(self.milliseconds, 3),
            "citations": [_citation_json(citation) for citation in self.citations],
            "meant": list(self.citations[0].meant) if self.citations else [],
        }


def _citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "rank": citation.rank,
        "score": round(citation.score, 3),
        "quote": citation.quote,
        "highlight": citation.highlight.of(citation.quote),
        "start": citation.start,
        "end": citation.end,
        "paragraph": citation.paragraph,
        "section": citation.section,
        "article": asdict(citation.article),
    }
