"""What does the engine see of every question?

Invariant: questions are understood, searched and weighed by the code that answers readers; nothing
here has constants of its own.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.corpus import joined
from benchmarks.fitting.bodies import TOGETHER, Body
from benchmarks.fitting.regression import Flags, Floats
from benchmarks.sets import QuestionSet
from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import Snapshot
from knowledge.indexing.profile import HALF, MOST
from knowledge.indexing.schema import State
from knowledge.language.folding import fold
from knowledge.library.golden import CLEAN, Case
from knowledge.model.answer import Source
from knowledge.model.passage import IndexedPassage, StoredPassage
from knowledge.reading import read_file
from knowledge.reading.passages import passages
from knowledge.search.evidence import Evidence, columns_of, evidence
from knowledge.search.features import NAMES, features
from knowledge.search.parser import parse_question
from knowledge.search.pipeline import CANDIDATES
from knowledge.search.sentence import KIND_SHARES, SENTENCE_SHARES, sentence_features
from knowledge.search.spelling import repaired
from knowledge.search.weights import perfect_score, weigh


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's candidates: a row of features each, and which of them is right, if any.

    `sentences` are the rows of the right passage's sentences and `holding` those with an answer,
    for a question asked as written. `terms` is how many terms it has, `lacking` which share of the
    places and numbers that it names each candidate lacks.
    """

    case: Case
    rows: Floats
    right: int | None
    terms: int
    lacking: Sequence[float]
    sentences: Floats | None = None
    holding: Flags | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A body of articles of a set with all its questions asked."""

    set: str
    body: str
    asked: tuple[Asked, ...]


def measured(one: QuestionSet, body: Body) -> Measured:
    """Ask every question of a body of articles for what the engine sees."""
    with tempfile.TemporaryDirectory(prefix="youju-fit-") as folder:
        entries, owners = entries_of(one, body)
        index = KeywordIndex.create(Path(folder) / "index", State("fit", 0))
        with index.writing(State("fit", 1)) as writing:
            writing.add(map(entry, entries))
        texts = [passage.stored.quote for passage in entries]
        asked = tuple(_asked(body.cases, index.snapshot(), owners, texts))
        return Measured(one.name, body.name, asked)


def together(sets: Sequence[QuestionSet]) -> list[Measured]:
    """Ask every answerable question of all sets over the articles of all of them in one index."""
    cases = {one.name: [case for case in one.cases if case.articles] for one in sets}
    asked = tuple(case for some in cases.values() for case in some)
    with tempfile.TemporaryDirectory(prefix="youju-fit-") as folder:
        corpus = joined(Path(folder) / "all.jsonl", [one.corpus for one in sets])
        everything = frozenset(passage.id for passage in corpus)
        every = QuestionSet(TOGETHER, corpus, asked)
        found = iter(measured(every, Body(TOGETHER, everything, asked)).asked)
    return [Measured(name, TOGETHER, tuple(islice(found, len(c)))) for name, c in cases.items()]


def entries_of(one: QuestionSet, body: Body) -> tuple[list[IndexedPassage], list[str]]:
    """Return the passages of a body as the index takes them, and the id of each."""
    entries: list[IndexedPassage] = []
    owners: list[str] = []
    content = one.corpus.file.read_bytes()
    for number, article in enumerate(read_file(content, one.corpus.file.name).articles):
        for passage in passages(article) if article.id in body.passages else ():
            quote = passage.span.of(article.text)
            title = article.title if body.titled else ""
            entries.append(_entry(len(owners), number, quote, title))
            owners.append(article.id)
    return entries, owners


def _entry(passage: int, revision: int, quote: str, title: str) -> IndexedPassage:
    article = Source(str(revision), title, None, None, None, None)
    return IndexedPassage(revision, StoredPassage(passage, "", quote, 0, 0, 0, "", article))


def _asked(
    cases: Sequence[Case], snapshot: Snapshot, owners: Sequence[str], texts: Sequence[str]
) -> Iterator[Asked]:
    for case in cases:
        query = repaired(parse_question(case.question, case.after), snapshot)
        candidates = snapshot.candidates(query.terms, CANDIDATES)
        if candidates is None:  # nothing found is one candidate with nothing to say for it
            yield Asked(case, np.zeros((1, len(NAMES))), None, 0, [0.0])
            continue
        weights = weigh(query.terms, snapshot.frequencies(query.terms), snapshot.passages)
        found = evidence(columns_of(query.terms, weights), candidates.profiles)
        perfect = perfect_score(query.terms, weights)
        rows = features(found, query.asks, candidates.scores, perfect)
        hits = [n for n, p in enumerate(candidates.passages) if owners[p] in (case.articles or ())]
        right, terms = hits[0] if hits else None, found.columns.terms
        lacking = [found.lacking(candidate) for candidate in range(len(rows))]
        if right is None or case.kind != CLEAN:
            yield Asked(case, rows, right, terms, lacking)
            continue
        text = texts[candidates.passages[right]]
        sentences = _expanded(sentence_features(found, query.asks, right))
        holding = _holding(case, found, right, text)
        yield Asked(case, rows, right, terms, lacking, sentences, holding)


def _expanded(rows: Sequence[tuple[float, ...]]) -> Floats:
    """Return rows in which each kind of thing has a column of its own."""
    kinds = [kind.value for kind in KIND_SHARES]
    return np.array([[*row, *(int(has) & kind > 0 for kind in kinds)] for *row, has in rows])


def _holding(case: Case, found: Evidence, right: int, text: str) -> Flags:
    spans = found.spans[found.sentences_of(right)].tolist()
    shown = [fold(text[packed >> HALF : packed & MOST]) for packed in spans]
    answers = [fold(answer) for answer in case.answers]
    return np.array([any(answer in sentence for answer in answers) for sentence in shown])


SENTENCE_NAMES = (*SENTENCE_SHARES, *(kind.name or "" for kind in KIND_SHARES))
