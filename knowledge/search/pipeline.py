"""How does a question become an answer?

parse → candidates → rank → confidence → passages from different places → the sentence and the
matched words of each. Invariant: everything is quoted from the rows of one snapshot; the same
question to the same snapshot gives the same answer.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from knowledge.indexing.index import Candidates, Document, Snapshot
from knowledge.indexing.profile import end_to_end, profile
from knowledge.indexing.quotable import Quotable
from knowledge.model.answer import Answer, Citation, Translated, Verdict, Wanted
from knowledge.model.article import Span
from knowledge.model.field import Field
from knowledge.model.passage import StoredPassage
from knowledge.model.query import Query
from knowledge.model.scope import WHOLE, Scope
from knowledge.search.confidence import confidence, verdict
from knowledge.search.field_questions import field_asked
from knowledge.search.live_dictionary import LiveDictionary
from knowledge.search.marks import wanted
from knowledge.search.parser import NO_SYNONYMS, parse_question
from knowledge.search.question_language import between, passage_language, question_language
from knowledge.search.ranking import MOST_HITS, NEIGHBOUR_GAIN, Anchor, Hit, Ranking, rank
from knowledge.search.second_look import SecondLook, look_at, second_look
from knowledge.search.sentence import MOST_CITATIONS, different_places
from knowledge.search.spelling import repaired
from knowledge.search.standing_synonyms import standing_synonyms
from knowledge.search.synonyms import Synonyms
from knowledge.search.weights import weigh, worth_following

# Passages that are ranked: with 16 the right one comes first as often as with 40 (.9454 of the ten
# kinds of development questions). A follow-up, whose terms say less, gets more.
CANDIDATES = 16
CANDIDATES_OF_FOLLOW_UP = 40
MOST_SEARCHED = CANDIDATES_OF_FOLLOW_UP  # passages that somebody can look through
FETCHED = 5  # of these, read from the database to choose citations from different places
WORTH_CITING = 0.4  # of the best score: what is further behind is no second source
# Of articles in both languages a question means those in its own; this sure of the others is an
# English question about English articles never is (none of 1,500 of SQuAD among CMRC).
WORTH_A_CHANGE = 0.1
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


async def ask(question: str, after: str | None, live: Live, start: Start | None = None) -> Answer:
    """Return the answer of the articles to a question, asked after another one or not.

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
    version = live.snapshot.state.version
    return Answer(question, outcome, value, milliseconds, citations, ranking, version)


async def search(question: str, live: Live, offset: int, limit: int) -> tuple[Citation, ...]:
    """Return a part of all the passages that come close to a question, best first."""
    ranking = _ranked(question, None, live, most=MOST_SEARCHED)
    value = confidence(ranking)
    if verdict(value) is not Verdict.ANSWERED:
        synonyms = standing_synonyms(question, live.synonyms, live.snapshot)
        found = _ranked(question, None, live, most=MOST_SEARCHED, synonyms=synonyms)
        if _is_surer(confidence(found), value):
            ranking, value = found, confidence(found)
    best = _quoted(ranking.hits[0], ranking, live).passage.quote if ranking.hits else ""
    again = await _second_look(question, live, verdict(value), best)
    if again is not None:
        look, value = again.ranked, again.ranked.confidence
        if verdict(value) is Verdict.UNANSWERED:
            return ()
        return _listed(look, look.wanted, live, offset, limit, translated=again.languages)
    if verdict(value) is Verdict.UNANSWERED:
        return ()
    return _listed(ranking, wanted(ranking.query), live, offset, limit)


async def cite(question: str, passage: StoredPassage, live: Live) -> Citation:
    """Return a passage as the citation of a question that it was found for."""
    own, language = question_language(question), passage_language(passage.quote)
    dictionary = await live.dictionary.now() if own and own != language else None
    if own and dictionary:
        look = look_at(question, passage, dictionary, live.snapshot)
        apart = Translated(own, language)
        return _citation(1, look.hits[0], passage, look, look.wanted, translated=apart)
    snapshot = live.snapshot
    synonyms = standing_synonyms(question, live.synonyms, snapshot)
    query = _understood(question, None, live, synonyms=synonyms)
    weights = weigh(query.terms, snapshot.frequencies(query.terms), snapshot.passages)
    profiles = end_to_end([profile(passage.quote, passage.article.title)])
    ranking = rank(query, Candidates([passage.passage], [0.0], profiles), weights)
    return _citation(1, ranking.hits[0], passage, ranking, wanted(query))


_Found = tuple[tuple[Citation, ...], float, tuple[int, ...]]
_Outcome = tuple[_Found, Verdict]


class _Ranked(Protocol):
    """Passages that were found for a question, in its own words or in translated ones."""

    @property
    def hits(self) -> Sequence[Hit]: ...
    @property
    def documents(self) -> Sequence[Document]: ...
    def sentence(self, hit: Hit) -> Span: ...


class _Again(NamedTuple):
    """What was found for a question in another language than the articles."""

    ranked: SecondLook
    languages: Translated


def _from_passages(
    question: str,
    after: str | None,
    live: Live,
    start: Start | None = None,
    revision: int | None = None,
    *,
    synonyms: Synonyms = NO_SYNONYMS,
) -> _Found:
    ranking = _ranked(question, after, live, start, revision=revision, synonyms=synonyms)
    citations = _cited(ranking, wanted(ranking.query), live)
    return citations, confidence(ranking), tuple(hit.passage for hit in ranking.hits)


def _by_synonyms(
    question: str, after: str | None, live: Live, start: Start | None, before: _Outcome
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
    again = await _second_look(question, live, outcome, citations[0].quote if citations else "")
    if again is None:
        return before
    look, value = again.ranked, again.ranked.confidence
    citations = _cited(look, look.wanted, live, again.languages)
    return (citations, value, tuple(hit.passage for hit in look.hits)), verdict(value)


async def _second_look(question: str, live: Live, outcome: Verdict, quote: str) -> _Again | None:
    """Look again for a question that was not answered, if it is in another language.

    A related passage in its own language, with this quote, stays the closest one.
    """
    apart = between(question, live.snapshot) if outcome is not Verdict.ANSWERED else None
    if apart is None:
        return None
    is_own = apart.mixed or passage_language(quote) == apart.languages.question
    if is_own and outcome is Verdict.RELATED:
        return None
    dictionary = await live.dictionary.now()
    look = second_look(question, dictionary, live.snapshot, live.within) if dictionary else None
    if look is None or (apart.mixed and look.confidence < WORTH_A_CHANGE):
        return None
    return _Again(look, apart.languages)


def _cited(
    ranked: _Ranked, words: Wanted, live: Live, translated: Translated | None = None
) -> tuple[Citation, ...]:
    """Return the best passages from different places as citations."""
    best = ranked.hits[0].score if ranked.hits else 0.0
    near = [hit for hit in ranked.hits[:FETCHED] if hit.score >= WORTH_CITING * best]
    found = _from_different_places(near, ranked, live)
    return tuple(
        _citation(place, hit, row, ranked, words, translated=translated)
        for place, (hit, row) in enumerate(found, 1)
    )


def _listed(
    ranked: _Ranked,
    words: Wanted,
    live: Live,
    offset: int,
    limit: int,
    *,
    translated: Translated | None = None,
) -> tuple[Citation, ...]:
    """Return a part of all the passages that come close as citations."""
    near = [hit for hit in ranked.hits if hit.score >= WORTH_CITING * ranked.hits[0].score]
    return tuple(
        _citation(
            place, hit, _quoted(hit, ranked, live).passage, ranked, words, translated=translated
        )
        for place, hit in enumerate(near[offset : offset + limit], offset + 1)
    )


def _from_different_places(
    hits: Sequence[Hit], ranking: _Ranked, live: Live
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


def _quoted(hit: Hit, ranking: _Ranked, live: Live) -> Quotable:
    return live.snapshot.quotable(ranking.documents[hit.candidate])


def _from_fields(question: str, after: str | None, live: Live) -> _Found | None:
    name = field_asked(question)
    article = _article_meant(after, live) if name else None
    field = next((one for one in article.fields if one.name == name), None) if article else None
    if article is None or field is None:
        return None
    return (_field_citation(article, field),), FIELD_CONFIDENCE, ()


def _article_meant(after: str | None, live: Live) -> Quotable | None:
    """Return a passage of the article that a question about "this article" means.

    That is the only one, or the last: that of the question before, if that was answered at all.
    """
    only = live.snapshot.only_article(live.within)
    if only or live.within or not after or field_asked(after):
        return only
    ranking = _ranked(after, None, live)
    if verdict(confidence(ranking)) is not Verdict.ANSWERED:
        return None
    return _quoted(ranking.hits[0], ranking, live)


def _understood(
    question: str,
    after: str | None,
    live: Live,
    *,
    synonyms: Synonyms = NO_SYNONYMS,
    borrows: bool = False,
) -> Query:
    query = parse_question(question, after, synonyms, borrows=borrows)
    return repaired(query, live.snapshot)


def _ranked(
    question: str,
    after: str | None,
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
    return rank(query, candidates, weights, anchor, most)


def _anchor(after: str | None, query: Query, live: Live) -> Anchor | None:
    """Return the passage that answered the question before, for a follow-up of it."""
    before = _ranked(after, None, live) if after and query.follows_up else None
    return Anchor(before.hits[0].passage) if before and before.hits else None


def _citation(
    position: int,
    hit: Hit,
    passage: StoredPassage,
    ranking: _Ranked,
    words: Wanted,
    *,
    translated: Translated | None = None,
) -> Citation:
    return Citation(
        rank=position,
        score=hit.score,
        passage=passage.key,
        quote=passage.quote,
        highlight=ranking.sentence(hit),
        words=words,
        start=passage.start,
        end=passage.end,
        paragraph=passage.paragraph,
        section=passage.section,
        article=passage.article,
        translated=translated,
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
