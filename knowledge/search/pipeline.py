"""How does a question become an answer?

parse → candidates → rank → confidence → what the first passage lacks → passages from different
places → the sentence and the matched words of each. Where that is not *answered*, synonyms look
again, then another language. Invariant: everything is quoted from the rows of one snapshot; the
same question to the same snapshot gives the same answer.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.indexing.port import Candidates, Snapshot, joined
from knowledge.indexing.profile import end_to_end, profile
from knowledge.indexing.quotable import Quotable
from knowledge.language.folding import fold, is_han
from knowledge.language.numbered import number_asked
from knowledge.model.answer import Answer, Citation, Missing, Verdict, Wanted
from knowledge.model.field import Field
from knowledge.model.passage import StoredPassage
from knowledge.model.query import Query
from knowledge.model.scope import WHOLE, Scope
from knowledge.search.by_number import sentence_of_number
from knowledge.search.citing import citation, cited, listed, quoted
from knowledge.search.confidence import RELATED_FROM, confidence, verdict
from knowledge.search.field_questions import (
    field_asked,
    field_meant,
    may_mean_a_thing,
    person_asked,
)
from knowledge.search.listing import listing_first
from knowledge.search.marks import wanted
from knowledge.search.missing import Gaps, gaps, worth_telling
from knowledge.search.near_miss import answer_confidence
from knowledge.search.number_leads import led_by_number, without_number
from knowledge.search.other_language.live_dictionary import LiveDictionary
from knowledge.search.other_language.look_again import look_again, look_at_passage
from knowledge.search.parser import NO_SYNONYMS, parse_question
from knowledge.search.ranking import MOST_HITS, NEIGHBOUR_GAIN, Anchor, Ranking, rank
from knowledge.search.spelling import repaired
from knowledge.search.standing_synonyms import standing_synonyms
from knowledge.search.synonyms import Synonyms
from knowledge.search.weights import weigh, worth_following

# Passages that are ranked: with 16 the right one comes first as often as with 40 (.9454 of the ten
# kinds of development questions). A follow-up, whose terms say less, gets more.
CANDIDATES = 16
CANDIDATES_OF_FOLLOW_UP = 40
MOST_SEARCHED = CANDIDATES_OF_FOLLOW_UP  # passages that somebody can look through
# Times the odds that synonyms must be surer than what was typed before they bring another passage
# forward: with 1, eight of 276 questions of the development sets that a first look hedges lose
# theirs, with 2.7 two do.
SURER = 2.7
FIELD_CONFIDENCE = 0.99  # a field of an article is there or it is not


@dataclass(frozen=True, slots=True)
class Live:
    """What a question is answered from: one state of the index, the synonyms, what may answer.

    The snapshot has all that is quoted: answering waits for no database. The dictionary is for
    questions in another language.
    """

    snapshot: Snapshot
    synonyms: Synonyms
    dictionary: LiveDictionary
    within: Scope = WHOLE


@dataclass(frozen=True, slots=True)
class Start:
    """Where words stand that somebody quoted: a passage's row and its article's revision."""

    passage: int
    revision: int


async def ask(
    question: str, after: Sequence[str], live: Live, start: Start | None = None
) -> Answer:
    """Return the answer of the articles to a question, asked after others (the last one last).

    With a start, `after` are words that stand there: the answer is looked for in that article, and
    elsewhere only if it does not answer.
    """
    started = time.perf_counter()
    await asyncio.sleep(0)  # nothing below waits: without this a flood of questions stops all else
    found = None if start else _from_fields(question, after, live)
    if start:
        there = _from_passages(question, after, live, start, start.revision)
        found = there if verdict(there[1]) is Verdict.ANSWERED else None
    if found is None:
        found = _from_passages(question, after, live, start)
    outcome = verdict(found[1]) if found[0] else Verdict.UNANSWERED
    if outcome is not Verdict.ANSWERED:
        found, outcome = _by_synonyms(question, after, live, start, (found, outcome))
        found, outcome = await _by_translation(question, live, (found, outcome))
    citations, value, ranking = found
    if outcome is Verdict.UNANSWERED:
        citations = ()
    milliseconds = (time.perf_counter() - started) * 1000
    version = live.snapshot.version
    return Answer(question, outcome, value, milliseconds, citations, ranking, version)


async def search(question: str, live: Live, offset: int, limit: int) -> tuple[Citation, ...]:
    """Return a part of all the passages that come close to a question, best first."""
    ranking = _ranked(question, (), live, most=MOST_SEARCHED)
    value = confidence(ranking)
    if verdict(value) is not Verdict.ANSWERED:
        synonyms = standing_synonyms(question, live.synonyms, live.snapshot)
        found = _ranked(question, (), live, most=MOST_SEARCHED, synonyms=synonyms)
        if _is_surer(confidence(found), value):
            ranking, value = found, confidence(found)
    best = quoted(ranking.hits[0], ranking, live.snapshot).passage.quote if ranking.hits else ""
    known, part = (verdict(value), best), slice(offset, offset + limit)
    look = await look_again(question, known, live.dictionary, live.snapshot, live.within)
    if verdict(look.confidence if look else value) is Verdict.UNANSWERED:
        return ()
    if look:
        return listed(look, look.wanted, live.snapshot, part, translated=look.languages)
    return listed(ranking, wanted(ranking.query), live.snapshot, part)


async def cite(question: str, passage: StoredPassage, live: Live) -> Citation:
    """Return a passage as the citation of a question that it was found for."""
    snapshot = live.snapshot
    look = await look_at_passage(question, passage, live.dictionary, snapshot)
    if look:
        return citation(1, look.hits[0], passage, look, look.wanted, translated=look.languages)
    synonyms = standing_synonyms(question, live.synonyms, snapshot)
    query = _understood(question, (), live, synonyms=synonyms)
    weights = weigh(query.terms, snapshot.frequencies(query.terms), snapshot.passages)
    profiles = end_to_end([profile(passage.quote, passage.article.title)])
    ranking = rank(query, Candidates([passage.passage], [0.0], profiles), weights)
    shown = citation(1, ranking.hits[0], passage, ranking, wanted(query))
    missing = gaps(query, passage, shown.highlight, live.synonyms).missing
    told = worth_telling(missing, snapshot.frequencies, snapshot.passages)
    return replace(shown, missing=told)


def first_gaps(question: str, live: Live) -> tuple[float, Gaps]:
    """Return how sure it is that the articles speak of a question, and what the best passage lacks.

    For what fits the weights of a near miss.
    """
    ranking = _ranked(question, (), live)
    return confidence(ranking), _first_gaps(ranking, live) if ranking.hits else Gaps()


_Found = tuple[tuple[Citation, ...], float, tuple[int, ...]]
_Outcome = tuple[_Found, Verdict]


def _from_passages(
    question: str,
    after: Sequence[str],
    live: Live,
    start: Start | None = None,
    revision: int | None = None,
    *,
    synonyms: Synonyms = NO_SYNONYMS,
) -> _Found:
    ranking = _ranked(question, after, live, start, revision=revision, synonyms=synonyms)
    citations, number = cited(ranking, wanted(ranking.query), live.snapshot), ranking.number
    if number:
        citations = tuple(
            replace(c, highlight=sentence_of_number(c.quote, number.asked, c.highlight))
            for c in citations
        )
    sure, missing = _sureness(ranking, live)
    if citations:
        citations = (replace(citations[0], missing=missing), *citations[1:])
    return citations, sure, tuple(hit.passage for hit in ranking.hits)


def _sureness(ranking: Ranking, live: Live) -> tuple[float, tuple[Missing, ...]]:
    """Return how sure it is that the first passage answers, and what of its gaps is told."""
    sure, number = confidence(ranking), ranking.number
    if number and number.leads is not None:
        return number.sure, ()
    if verdict(sure) is Verdict.UNANSWERED:
        return sure, ()
    if number:
        return min(sure, number.sure), number.missing(ranking.query.question)
    found, snapshot = _first_gaps(ranking, live), live.snapshot
    chinese = any(map(is_han, ranking.query.content))
    sure = max(answer_confidence(sure, found, chinese=chinese), RELATED_FROM)
    if verdict(sure) is not Verdict.ANSWERED:
        return sure, found.missing
    return sure, worth_telling(found.missing, snapshot.frequencies, snapshot.passages)


def _first_gaps(ranking: Ranking, live: Live) -> Gaps:
    best = ranking.hits[0]
    passage = quoted(best, ranking, live.snapshot).passage
    return gaps(ranking.query, passage, ranking.sentence(best), live.synonyms)


def _by_synonyms(
    question: str, after: Sequence[str], live: Live, start: Start | None, before: _Outcome
) -> _Outcome:
    """Return what synonyms find for a question that was not answered, if they find anything.

    They bring a passage forward and make none surer: it is related.
    """
    synonyms = standing_synonyms(question, live.synonyms, live.snapshot)
    if not synonyms.others:
        return before
    found = _from_passages(question, after, live, start, synonyms=synonyms)
    (citations, value, ranking), sure = found, before[0][1]
    if verdict(value) is Verdict.UNANSWERED or not _is_surer(value, sure):
        return before
    return (citations, min(value, sure), ranking), Verdict.RELATED


def _is_surer(value: float, before: float) -> bool:
    return value * (1 - before) > SURER * before * (1 - value)


async def _by_translation(question: str, live: Live, before: _Outcome) -> _Outcome:
    """Return what translated words find for a question that was not answered, if they may."""
    (citations, *_), outcome = before
    known = outcome, citations[0].quote if citations else ""
    look = await look_again(question, known, live.dictionary, live.snapshot, live.within)
    if look is None:
        return before
    citations = cited(look, look.wanted, live.snapshot, look.languages)
    ranking = tuple(hit.passage for hit in look.hits)
    return (citations, look.confidence, ranking), verdict(look.confidence)


def _from_fields(question: str, after: Sequence[str], live: Live) -> _Found | None:
    asked = field_asked(question) or person_asked(question)
    if after and may_mean_a_thing(question) and not field_asked(after[-1]):
        return None
    article = _article_meant(after, live) if asked else None
    field = field_meant(question, article.fields) if article else None
    if article is None or field is None:
        return None
    return (_field_citation(article, field),), FIELD_CONFIDENCE, ()


def _article_meant(after: Sequence[str], live: Live) -> Quotable | None:
    """Return a passage of the article that a question about "this article" means.

    That is the only one, or the last: that of the question before, if that was answered at all.
    """
    only = live.snapshot.only_article(live.within)
    if only or live.within or not after or field_asked(after[-1]):
        return only
    ranking = _ranked(after[-1], after[:-1], live)
    if verdict(_sureness(ranking, live)[0]) is not Verdict.ANSWERED:
        return None
    return quoted(ranking.hits[0], ranking, live.snapshot)


def _understood(
    question: str,
    after: Sequence[str],
    live: Live,
    *,
    synonyms: Synonyms = NO_SYNONYMS,
    borrows: bool = False,
) -> Query:
    query = parse_question(question, after, synonyms, borrows=borrows)
    return repaired(query, live.snapshot)


def _ranked(
    question: str,
    after: Sequence[str],
    live: Live,
    start: Start | None = None,
    *,
    most: int = MOST_HITS,
    revision: int | None = None,
    synonyms: Synonyms = NO_SYNONYMS,
) -> Ranking:
    snapshot = live.snapshot
    query = _understood(question, after, live, synonyms=synonyms, borrows=start is not None)
    limit = CANDIDATES_OF_FOLLOW_UP if query.follows_up or most > MOST_HITS else CANDIDATES
    counts = snapshot.frequencies(query.terms)
    followed = worth_following(query.terms, counts, snapshot.passages)
    candidates = snapshot.candidates(followed, limit, live.within, revision)
    if candidates is None:
        return Ranking(query)
    anchor = Anchor(start.passage, NEIGHBOUR_GAIN) if start else _anchor(after, query, live)
    weights = weigh(query.terms, counts, snapshot.passages)
    asked = number_asked(fold(query.question))
    if asked is None:
        return listing_first(rank(query, candidates, weights, anchor, most), snapshot)
    for one in (asked, asked.plain):
        beginning = snapshot.candidates(
            followed, CANDIDATES_OF_FOLLOW_UP, live.within, revision, one.name
        )
        some = joined(candidates, beginning)
        ranking = rank(query, some, weights, anchor, len(some.passages))
        led = led_by_number(ranking, one, after[-1] if after else "", snapshot)
        if led is not None:
            return replace(led, hits=led.hits[:most])
    return without_number(rank(query, candidates, weights, anchor, most), asked, snapshot)


def _anchor(after: Sequence[str], query: Query, live: Live) -> Anchor | None:
    """Return the passage that answered the question before, for a follow-up of it."""
    before = _ranked(after[-1], after[:-1], live) if after and query.follows_up else None
    return Anchor(before.hits[0].passage) if before and before.hits else None


def _field_citation(article: Quotable, field: Field) -> Citation:
    return Citation(
        rank=1,
        score=1.0,
        passage="",
        quote=field.quote,
        highlight=field.highlight,
        words=Wanted(),
        start=field.start,
        end=field.end,
        paragraph=0,
        section="",
        article=article.passage.article,
    )
