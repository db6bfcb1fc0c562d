"""How does a question become an answer?

parse → candidates → rank → confidence → passages from different places → the sentence and the
matched words of each. Invariant: everything is quoted from the rows of one snapshot; the same
question to the same snapshot gives the same answer.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.indexing.index import Candidates, Snapshot, joined
from knowledge.indexing.profile import end_to_end, profile
from knowledge.indexing.quotable import Quotable
from knowledge.language.folding import fold, is_han
from knowledge.language.numbered import Asked, number_asked
from knowledge.model.answer import Answer, Citation, Missing, Verdict, Wanted
from knowledge.model.article import Span
from knowledge.model.field import Field
from knowledge.model.passage import StoredPassage
from knowledge.model.query import Query
from knowledge.model.scope import WHOLE, Scope
from knowledge.search.by_number import Numbered, by_number, place_of, sentence_of_number
from knowledge.search.confidence import RELATED_FROM, confidence, verdict
from knowledge.search.field_questions import field_asked, field_meant, person_asked
from knowledge.search.marks import wanted
from knowledge.search.missing import Gaps, gaps, worth_telling
from knowledge.search.near_miss import answer_confidence
from knowledge.search.parser import parse_question
from knowledge.search.ranking import MOST_HITS, NEIGHBOUR_GAIN, Anchor, Hit, Ranking, rank
from knowledge.search.sentence import MOST_CITATIONS, different_places
from knowledge.search.spelling import repaired
from knowledge.search.synonyms import Synonyms
from knowledge.search.weights import weigh, worth_following

# Passages that are ranked: with 16 the right one comes first as often as with 40 (.9454 of the ten
# kinds of development questions). A follow-up, whose terms say less, gets more.
CANDIDATES = 16
CANDIDATES_OF_FOLLOW_UP = 40
MOST_SEARCHED = CANDIDATES_OF_FOLLOW_UP  # passages that somebody can look through
FETCHED = 5  # of these, read from the database to choose citations from different places
WORTH_CITING = 0.4  # of the best score: what is further behind is no second source
FIELD_CONFIDENCE = 0.99  # a field of an article is there or it is not


@dataclass(frozen=True, slots=True)
class Live:
    """What a question is answered from: one state of the index, the synonyms, what may answer.

    The snapshot has all that is quoted: answering waits for no database.
    """

    snapshot: Snapshot
    synonyms: Synonyms
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
    citations, value, ranking = found
    outcome = verdict(value) if citations else Verdict.UNANSWERED
    if outcome is Verdict.UNANSWERED:
        citations = ()
    milliseconds = (time.perf_counter() - started) * 1000
    version = live.snapshot.state.version
    return Answer(question, outcome, value, milliseconds, citations, ranking, version)


def search(question: str, live: Live, offset: int, limit: int) -> tuple[Citation, ...]:
    """Return a part of all the passages that come close to a question, best first."""
    ranking = _ranked(question, (), live, most=MOST_SEARCHED)
    if verdict(confidence(ranking)) is Verdict.UNANSWERED:
        return ()
    best, words = ranking.hits[0].score, wanted(ranking.query)
    near = [hit for hit in ranking.hits if hit.score >= WORTH_CITING * best]
    hits = near[offset : offset + limit]
    return tuple(
        _citation(place, hit, _quoted(hit, ranking, live).passage, ranking, words)
        for place, hit in enumerate(hits, offset + 1)
    )


def cite(question: str, passage: StoredPassage, live: Live) -> Citation:
    """Return a passage as the citation of a question that it was found for."""
    query, snapshot = _understood(question, (), live), live.snapshot
    weights = weigh(query.terms, snapshot.frequencies(query.terms), snapshot.passages)
    profiles = end_to_end([profile(passage.quote, passage.article.title)])
    ranking = rank(query, Candidates([passage.passage], [0.0], profiles), weights)
    citation = _citation(1, ranking.hits[0], passage, ranking, wanted(query))
    missing = gaps(query, passage, citation.highlight, live.synonyms).missing
    told = worth_telling(missing, snapshot.frequencies, snapshot.passages)
    return replace(citation, missing=told)


def first_gaps(question: str, live: Live) -> tuple[float, Gaps]:
    """Return how sure it is that the articles speak of a question, and what the best passage lacks.

    For what fits the weights of a near miss.
    """
    ranking = _ranked(question, (), live)
    return confidence(ranking), _first_gaps(ranking, live) if ranking.hits else Gaps()


_Found = tuple[tuple[Citation, ...], float, tuple[int, ...]]


def _from_passages(
    question: str,
    after: Sequence[str],
    live: Live,
    start: Start | None = None,
    revision: int | None = None,
) -> _Found:
    ranking = _ranked(question, after, live, start, revision=revision)
    hits, words = ranking.hits, wanted(ranking.query)
    best = hits[0].score if hits else 0.0
    near = [hit for hit in hits[:FETCHED] if hit.score >= WORTH_CITING * best]
    found = _from_different_places(near, ranking, live)
    citations = [
        _citation(place, hit, row, ranking, words) for place, (hit, row) in enumerate(found, 1)
    ]
    sure, missing = _sureness(ranking, live)
    if citations:
        citations[0] = replace(citations[0], missing=missing)
    return tuple(citations), sure, tuple(hit.passage for hit in hits)


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
    passage = _quoted(best, ranking, live).passage
    return gaps(ranking.query, passage, ranking.sentence(best), live.synonyms)


def _sentence(hit: Hit, passage: StoredPassage, ranking: Ranking) -> Span:
    chosen, number = ranking.sentence(hit), ranking.number
    return sentence_of_number(passage.quote, number.asked, chosen) if number else chosen


def _from_different_places(
    hits: Sequence[Hit], ranking: Ranking, live: Live
) -> list[tuple[Hit, StoredPassage]]:
    """Return the first hits with their passages that do not repeat one another, as many as cited.

    More passages than that are read only where some do repeat.
    """
    found: list[tuple[Hit, StoredPassage]] = []
    for some in (hits[:MOST_CITATIONS], hits[MOST_CITATIONS:]):
        found += [(hit, _quoted(hit, ranking, live).passage) for hit in some]
        chosen = different_places([row.quote for _, row in found])
        found = [found[position] for position in chosen]
        if len(found) == MOST_CITATIONS:
            break
    return found


def _quoted(hit: Hit, ranking: Ranking, live: Live) -> Quotable:
    return live.snapshot.quotable(ranking.documents[hit.candidate])


def _from_fields(question: str, after: Sequence[str], live: Live) -> _Found | None:
    asked = field_asked(question) or person_asked(question)
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
    return _quoted(ranking.hits[0], ranking, live)


def _understood(question: str, after: Sequence[str], live: Live, *, borrows: bool = False) -> Query:
    query = parse_question(question, after, live.synonyms, borrows=borrows)
    return repaired(query, live.snapshot)


def _ranked(
    question: str,
    after: Sequence[str],
    live: Live,
    start: Start | None = None,
    *,
    most: int = MOST_HITS,
    revision: int | None = None,
) -> Ranking:
    snapshot = live.snapshot
    query = _understood(question, after, live, borrows=start is not None)
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
        return rank(query, candidates, weights, anchor, most)
    for one in (asked, asked.plain):
        limit = CANDIDATES_OF_FOLLOW_UP
        beginning = snapshot.candidates(followed, limit, live.within, revision, one.name)
        some = joined(candidates, beginning)
        ranking = rank(query, some, weights, anchor, len(some.passages))
        led = _led(ranking, one, after[-1] if after else "", live)
        if led is not None:
            return replace(led, hits=led.hits[:most])
    return _without_number(rank(query, candidates, weights, anchor, most), asked, live)


def _led(ranking: Ranking, asked: Asked, before: str, live: Live) -> Ranking | None:
    """Return a ranking in which the passage with a number comes first; None without one."""
    hits = tuple({hit.passage: hit for hit in ranking.hits}.values())
    places = [place_of(hit.candidate, _quoted(hit, ranking, live).passage, asked) for hit in hits]
    number = by_number(asked, ranking.query, before, places, live.synonyms)
    if number is None:
        return None
    first = next(hit for hit in hits if hit.candidate == number.leads)
    led = replace(first, score=max(hit.score for hit in hits))
    return replace(ranking, hits=(led, *(hit for hit in hits if hit is not first)), number=number)


def _without_number(ranking: Ranking, asked: Asked, live: Live) -> Ranking:
    """Return a ranking that answers nothing, if its first hit should begin with the number."""
    best = ranking.documents[ranking.hits[0].candidate]
    is_lacking = asked.says or live.snapshot.is_numbered(best, asked.unit)
    return replace(ranking, number=Numbered(asked)) if is_lacking else ranking


def _anchor(after: Sequence[str], query: Query, live: Live) -> Anchor | None:
    """Return the passage that answered the question before, for a follow-up of it."""
    before = _ranked(after[-1], after[:-1], live) if after and query.follows_up else None
    return Anchor(before.hits[0].passage) if before and before.hits else None


def _citation(
    position: int, hit: Hit, passage: StoredPassage, ranking: Ranking, words: Wanted
) -> Citation:
    return Citation(
        rank=position,
        score=hit.score,
        passage=passage.key,
        quote=passage.quote,
        highlight=_sentence(hit, passage, ranking),
        words=words,
        start=passage.start,
        end=passage.end,
        paragraph=passage.paragraph,
        section=passage.section,
        article=passage.article,
    )


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
