"""What comes back for a question?

Invariant: `Citation.quote` is the text of its article from `start` to `end`, verbatim; `highlight`
and `marks` are spans of the quote. An answer of verdict *unanswered* cites nothing.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model.article import Article, Span

LIKELY_FROM = 0.1
"""From this confidence on a passage that lacks nothing of the question is likely to answer it."""

CLOSE = 0.95
"""Of the best score: a passage of another article from here on is as good, for all that is known.

Of the public sets' clean questions 1 in 100 has one; then every second first passage is right."""


class Verdict(StrEnum):
    """The three outcomes of a question."""

    ANSWERED = "answered"
    RELATED = "related"  # the articles do not say it; these passages come closest
    UNANSWERED = "unanswered"


class Intent(StrEnum):
    """What somebody wants who writes a message."""

    QUESTION = "question"
    OPINION = "opinion"  # a question for what the bot itself thinks: it has no opinion
    SUMMARY = "summary"
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    IDENTITY = "identity"  # who are you?
    ABILITIES = "abilities"  # what can you do?
    OTHER = "other"  # laughter, ok, sorry: words that ask nothing
    COMPARISON = "comparison"  # a text that tells something: what do the articles say of it?
    WORDLESS = "wordless"  # a sticker, a place, a picture: no words at all

    @property
    def is_question(self) -> bool:
        """Whether the articles are asked."""
        return self in {Intent.QUESTION, Intent.OPINION}

    @property
    def is_small_talk(self) -> bool:
        """Whether nothing is asked of the articles."""
        return not self.is_question and self not in {Intent.SUMMARY, Intent.COMPARISON}


@dataclass(frozen=True, slots=True)
class Source:
    """Whose words a citation shows."""

    id: str
    title: str
    author: str | None
    source: str | None
    published: str | None
    url: str | None


def source_of(article: Article) -> Source:
    """Return whose words an article's are."""
    return Source(
        article.id, article.title, article.author, article.source, article.published, article.url
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as far as it may have been meant otherwise.

    `runs` are the runs of Chinese characters, `sounds` those of pinyin that was typed bare,
    `repaired` the stems that stand for words which no article has. All folded.
    """

    runs: tuple[str, ...] = ()
    sounds: tuple[int, ...] = ()
    repaired: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a question that are to be marked, folded: Chinese ones and Latin stems.

    `typed` is what may have been meant otherwise.
    """

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    typed: Typed = field(default_factory=Typed)


@dataclass(frozen=True, slots=True)
class Translated:
    """A question in one language was looked up in articles in another: "en" and "zh", say."""

    question: str
    articles: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What a question names or asks for and a passage lacks, as it was typed.

    `thing` is the English name of what is asked for (*price*, *year*), nothing for a word.
    `is_word` tells that it is an ordinary word, for which the passage may have another one.
    """

    text: str
    thing: str = ""
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that answers, and where it stands.

    `start` and `end` count code points of the article's text. A field that the text itself does not
    print (the author in a JSONL file) is quoted with `start == end == 0` and paragraph 0; a field
    that it prints has paragraph 0 too. `passage` names the passage in links and buttons, `words`
    are those of the question; `missing` is what it lacks of that, where that was looked for.
    `translated` says between which languages the words were translated, None for a question in the
    language of the passage.
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
    missing: tuple[Missing, ...] = ()
    translated: Translated | None = None


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
    intent: Intent = Intent.QUESTION

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What the first passage lacks of the question."""
        return self.citations[0].missing if self.citations else ()

    @property
    def translated(self) -> Translated | None:
        """Between which languages the question was translated; None if it was not."""
        return self.citations[0].translated if self.citations else None

    @property
    def rivals(self) -> tuple[Citation, ...]:
        """The citations of different articles of which none is clearly the best; none if one is.

        Whoever asked may say which article is meant.
        """
        first = next(iter(self.citations), None)
        if first is None or self.intent is not Intent.QUESTION:
            return ()
        close = {c.article.title: c for c in reversed(self.citations) if _is_close(c, first)}
        return tuple(reversed(close.values())) if len(close) > 1 else ()

    @property
    def is_likely(self) -> bool:
        """Whether the first passage of an unsure answer names all that was asked, so far as known.

        Then it mostly is the answer, in other words than the question's.
        """
        related = self.verdict is Verdict.RELATED and self.confidence >= LIKELY_FROM
        return related and not self.missing and not self.citations[0].translated


def _is_close(one: Citation, first: Citation) -> bool:
    return one.score >= CLOSE * first.score
