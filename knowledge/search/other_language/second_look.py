"""A question in another language than the articles: which passage comes closest?

A look of its own, with translated words, where the first one finds no answer. Invariant: a passage
is sure only where every name and number of the question stands in it, and there is one; translated
words alone never make it so, nor what is counted or who has a role.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.indexing.port import Candidates, Document, Snapshot
from knowledge.indexing.profile import end_to_end, profile
from knowledge.language.folding import fold, is_han
from knowledge.language.things import COUNT, ROLE, things_asked
from knowledge.model.answer import Translated, Wanted
from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage
from knowledge.model.query import Query, Term
from knowledge.model.scope import WHOLE, Scope
from knowledge.search.confidence import ANSWERED_FROM
from knowledge.search.other_language.coverage import Coverage, coverage
from knowledge.search.other_language.dictionary import Dictionary
from knowledge.search.other_language.translation import Word, translated
from knowledge.search.parser import parse_question
from knowledge.search.ranking import MOST_HITS, Hit
from knowledge.search.sentence import kinds_together
from knowledge.search.weights import idf

CANDIDATES = 16
LEAST_IDF = 0.05
FOUND = 0.5  # from here on a name stands in a passage; half of one is a fourth
ROUNDED = 9  # decimals: sums of the same numbers in another order are the same

# A logistic regression over the score and the lead of 2,400 questions of XQuAD whose passage is
# among the first three, and of 1,500 that no article answers (SQuAD's on CMRC's articles and the
# reverse; AUROC .88), stretched so that two thirds of these are below what counts as related and 2
# of 100 above what counts as an answer.
PER_SCORE_OF_LONG = 1.3
PER_LEAD = 7.9
PER_LACKING = -2.0  # a name that the dictionary knows, or a number, does not stand there
OFFSET = -9.0
MOST_LEAD = 0.7  # more is a matter of how few passages there are
LEAD_OF_ONE = 0.5  # a single candidate is ahead of nobody
LEAST_COVERED = 0.3  # of the question's weight: below, the articles are silent
UNSURE = ANSWERED_FROM - 0.01  # most confidence without a name or a number that agrees


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its words, those among them that some passage has, and what these weigh."""

    query: Query
    words: tuple[Word, ...]
    known: tuple[Word, ...]
    weights: tuple[float, ...]
    total: float
    ways: list[list[list[Term]]]

    @property
    def names(self) -> set[str]:
        """Return the names and numbers of the question."""
        return {word.text for word in self.words if word.is_name}

    @property
    def translatable(self) -> set[str]:
        """Return the words that the dictionary has, and numbers: no passage may do without."""
        return {word.text for word in self.words if word.is_known}


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The best passages, best first, and where the words of the question stand in them."""

    asked: Asked
    languages: Translated
    hits: tuple[Hit, ...]
    found: Coverage
    documents: Sequence[Document]

    def sentence(self, hit: Hit) -> Span:
        """Return the sentence of a hit that answers best, the earlier one in a tie."""
        best, chosen = -1.0, Span(0, 0)
        for start, end, weight, kinds in self.found.sentences(hit.candidate, self.asked.weights):
            score = weight / (self.asked.total or 1.0)
            score += kinds_together(kinds & self.asked.query.asks)
            if score > best:
                best, chosen = score, Span(start, end)
        return chosen

    @property
    def wanted(self) -> Wanted:
        """What is to be marked in a passage: the words that stand for those of the question."""
        every = [one for word in self.asked.known for one in word.translations]
        return Wanted(
            frozenset(one.text for one in every if len(one.text) > 1 and is_han(one.text[0])),
            frozenset(term.text for one in every for term in one.terms if term.field == "stems"),
        )

    @property
    def confidence(self) -> float:
        """How sure it is that the first hit answers, from 0 to 1."""
        stands = self.found.of(self.hits[0].candidate)
        covered = sum(w * share for w, share in zip(self.asked.weights, stands, strict=True))
        if covered < LEAST_COVERED * self.asked.total:
            return 0.0
        known = zip(self.asked.known, stands, strict=True)
        lacking = self.asked.names - {word.text for word, share in known if share > FOUND}
        odds = (
            PER_SCORE_OF_LONG * self.hits[0].score * math.log1p(len(self.asked.words))
            + PER_LEAD * min(self._lead, MOST_LEAD)
            + PER_LACKING * bool(lacking & self.asked.translatable)
            + OFFSET
        )
        value = 1 / (1 + math.exp(-odds))
        is_sure = self.asked.names and not lacking and not _asks_untranslatable(self.asked.query)
        return value if is_sure else min(value, UNSURE)

    @property
    def _lead(self) -> float:
        """How far the best score is above the mean of the others, as a share of it."""
        best, others = self.hits[0].score, [hit.score for hit in self.hits[1:]]
        return 1 - sum(others) / len(others) / best if others else LEAD_OF_ONE


def _asks_untranslatable(query: Query) -> bool:
    """Tell whether a count or a role is asked for: whether it stands there, no dictionary tells."""
    return any(thing.name in {COUNT, ROLE} for thing in things_asked(fold(query.question)))


def second_look(
    question: str,
    dictionary: Dictionary,
    snapshot: Snapshot,
    languages: Translated,
    within: Scope = WHOLE,
) -> SecondLook | None:
    """Return the passages that come closest by translated words; None if there is none."""
    asked = _asked(question, dictionary, snapshot)
    found = snapshot.candidates_of_any(asked.ways, CANDIDATES, within)
    return _look(asked, found, languages) if found else None


def look_at(
    question: str,
    passage: StoredPassage,
    dictionary: Dictionary,
    snapshot: Snapshot,
    languages: Translated,
) -> SecondLook | None:
    """Return one passage as what translated words find; None if no passage has any of them."""
    asked = _asked(question, dictionary, snapshot)
    profiles = end_to_end([profile(passage.quote, passage.article.title)])
    found = Candidates([passage.passage], [0.0], profiles)
    return _look(asked, found, languages) if asked.known else None


def _asked(question: str, dictionary: Dictionary, snapshot: Snapshot) -> Asked:
    query = parse_question(question)
    is_pinyin = bool(query.texts("pinyin")) and not any(map(is_han, query.content))
    words = () if is_pinyin else translated(query, dictionary)
    weighed = list(_weighed(words, snapshot))
    known = [one for one in weighed if one.word.translations]
    return Asked(
        query,
        words,
        tuple(one.word for one in known),
        tuple(one.weight for one in known),
        sum(one.weight for one in weighed),
        [list(_ways(one)) for one in known],
    )


def _look(asked: Asked, found: Candidates, languages: Translated) -> SecondLook:
    covered = coverage([word.translations for word in asked.known], found.profiles)
    hits = _hits(found, covered.windows(asked.weights), asked.total)
    return SecondLook(asked, languages, hits, covered, found.documents)


class _Weighed(NamedTuple):
    """A word with the translations that some passage has, its weight, and how rare terms are."""

    word: Word
    weight: float
    rarity: Mapping[Term, float]


def _weighed(words: Sequence[Word], snapshot: Snapshot) -> Iterator[_Weighed]:
    """Yield words with their weights: all translations of one together are as rare as it is."""
    terms = list({term: None for word in words for one in word.translations for term in one.terms})
    counts = dict(zip(terms, snapshot.frequencies(terms), strict=True))
    rarity = {term: idf(count, snapshot.passages) for term, count in counts.items()}
    for word in words:
        known = tuple(one for one in word.translations if all(counts[t] for t in one.terms))
        standing = sum(min(counts[term] for term in one.terms) for one in known)
        weight = idf(min(standing, snapshot.passages), snapshot.passages)
        most = max((one.gain for one in known), default=1.0)
        yield _Weighed(replace(word, translations=known), weight * most, rarity)


def _ways(one: _Weighed) -> Iterator[list[Term]]:
    """Yield the terms of each translation, with gains that make all weigh what the word weighs."""
    for translation in one.word.translations:
        share = translation.gain * one.weight / len(translation.terms)
        yield [
            term._replace(gain=share / max(one.rarity[term], LEAST_IDF))
            for term in translation.terms
        ]


def _hits(found: Candidates, windows: Sequence[float], total: float) -> tuple[Hit, ...]:
    """Return the best candidates, best first; a passage that was stored first wins a tie."""
    both = zip(found.scores, windows, strict=True)
    scores = [round((first + window) / total, ROUNDED) for first, window in both]
    best = sorted(range(len(scores)), key=lambda at: (-scores[at], found.passages[at]))
    return tuple(
        Hit(found.passages[at], scores[at], found.scores[at] / total, at) for at in best[:MOST_HITS]
    )
