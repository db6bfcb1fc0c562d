"""What does a question name or ask for that a passage lacks?

Looked for near the highlighted sentence (in it and its neighbours) and in the whole passage.
Invariant: what is called missing was typed in the question, and the passage has it in no form; a
synonym is not missing, but makes no answer surer: it is a gap all the same.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.language.folding import fold, is_han
from knowledge.language.introductions import introductions
from knowledge.language.kinds import Kind, kinds_in
from knowledge.language.opposites import denies, is_opposite, is_reversed, may_deny
from knowledge.language.sentences import sentences
from knowledge.language.things import COUNT, ROLE, things_asked
from knowledge.language.tokens import stem
from knowledge.model.answer import Missing
from knowledge.model.article import Span
from knowledge.model.passage import StoredPassage
from knowledge.model.query import Query, Term
from knowledge.search.passage_words import PassageWords
from knowledge.search.question_words import question_words
from knowledge.search.synonyms import Synonyms
from knowledge.search.table_heads import row_read_out

NEIGHBOURS = 1  # sentences on either side of the highlighted one that are near it
FEW_PASSAGES = 200  # of so few, none says how common a word is
COMMON_SHARE = 0.02  # of the passages, with the near misses of the public sets
# Times are told once for a whole paragraph; a price or a number of somebody stands by its name.
_ANYWHERE = frozenset(("year", "date", "time of day", "duration", "age", "birthplace"))
_TELLING = Kind.PERSON | Kind.TIME | Kind.NUMBER
_NUMBERED = Kind.NUMBER | Kind.TIME
_NUMBER = re.compile(
    r"\d+|[一二两三四五六七八九十百千万亿]+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twice|half|dozen|hundred|thousand|million|billion)\b"
)
_SUPERLATIVE = re.compile(
    r"\b(?:[a-z]{3,}est|most|least|first|last|only|all|every|always)\b|最[\u4e00-\u9fff]|唯一|第一|"
    r"首[个次家]|所有|全部|总是|每[个次年天]"
)


Frequencies = Callable[[Sequence[Term]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a passage lacks of a question, near the highlighted sentence.

    `share` is that of the question's words; of these `numbers` and `names` are counted. `things`
    and `counts` are how many of those that are asked for it lacks; of a follow-up that names
    nothing, its verb (卖 in 哪里有卖) and the kind of thing that it asks for (who, when) are as
    telling as a count. `superlatives` is how many it does not repeat. `without_number`: a number or
    a time is asked for, and the sentence has none of its own. `denied`, `opposite`: only the
    question denies, or it asks for the opposite. `missing` is what the whole passage lacks.
    """

    share: float = 0.0
    numbers: int = 0
    names: int = 0
    things: int = 0
    counts: int = 0
    superlatives: int = 0
    without_number: bool = False
    denied: bool = False
    opposite: bool = False
    missing: tuple[Missing, ...] = ()


def gaps(query: Query, passage: StoredPassage, highlight: Span, synonyms: Synonyms) -> Gaps:
    """Return what a passage lacks of a question; `highlight` is the sentence that answers."""
    asked, text = fold(query.question), PassageWords(passage, query.repaired)
    near, whole = _near(passage.quote, highlight), Span(0, len(text.folded))
    sentence = highlight.of(text.folded)
    words = question_words(query, synonyms)
    latin = [word.folded for word in words if word.folded.isascii() and not word.is_number]
    far = [word for word in words if not any(text.has(word, part) for part in near)]
    row = row_read_out(passage.quote, passage.section, highlight)
    by = "\n".join([*(part.of(text.folded) for part in near), row])
    absent = [thing for thing in things_asked(asked) if not thing.stands_in(by)]
    gone = [thing for thing in absent if not thing.stands_in(text.folded)]
    lacking = [thing for thing in absent if thing in gone or thing.name not in _ANYWHERE]
    return Gaps(
        share=len(far) / max(1, len(words)),
        numbers=sum(word.is_number for word in far),
        names=sum(word.is_name for word in far),
        things=sum(thing.name != COUNT for thing in lacking),
        counts=sum(thing.name == COUNT for thing in lacking)
        + (query.names_nothing and (bool(far) or _lacks_kind(query, highlight.of(passage.quote)))),
        superlatives=sum(found not in sentence for found in _SUPERLATIVE.findall(asked)),
        without_number=bool(query.asks & _NUMBERED) and not _has_own_number(sentence, asked),
        denied=denies(asked) and not may_deny(sentence),
        opposite=is_opposite(asked, sentence)
        or (bool(latin) and is_reversed(latin, text.stems.keys())),
        missing=(
            *(
                Missing(*_told(thing.name, query.question[thing.start : thing.end]))
                for thing in gone
            ),
            *(
                Missing(word.text, is_word=not (word.is_number or word.is_name))
                for word in far
                if not (text.has(word, whole) or text.has_synonym(word))
                and not any(thing.start <= word.start < thing.end for thing in gone)
            ),
        ),
    )


def worth_telling(
    missing: Sequence[Missing], frequencies: Frequencies, passages: int
) -> tuple[Missing, ...]:
    """Return what of it is told of a passage that answers.

    `frequencies` counts the passages with some terms. A word that many have is likely said
    otherwise here.
    """
    if passages < FEW_PASSAGES:
        return tuple(missing)
    terms = [_term(fold(gap.text)) for gap in missing]
    most = COMMON_SHARE * passages
    counts = frequencies(terms) if terms else ()
    return tuple(
        gap for gap, count in zip(missing, counts, strict=True) if not gap.is_word or count <= most
    )


def _term(folded: str) -> Term:
    return Term("words", folded) if is_han(folded[0]) else Term("stems", stem(folded))


def _told(name: str, typed: str) -> tuple[str, str]:
    """Return what was typed and the name of a thing; a count and a role are told as typed."""
    return typed, "" if name in (COUNT, ROLE) else name


def _near(quote: str, highlight: Span) -> list[Span]:
    """Return a sentence with its neighbours and what introduces it; a row has no neighbours."""
    found = sentences(quote)
    at = next((n for n, span in enumerate(found) if span.start <= highlight.start < span.end), 0)
    introduced = introductions(quote, found)
    by = introduced.of[at] if introduced else None
    around = 0 if by and by.of_row else NEIGHBOURS
    some = found[max(0, at - around) : at + around + 1]
    near = [Span(some[0].start, some[-1].end)] if some else [highlight]
    return [*near, Span(found[by.start].start, found[by.end - 1].end)] if by else near


def _lacks_kind(query: Query, sentence: str) -> bool:
    """Tell whether a sentence has no person where one is asked for, and so on."""
    asked = query.asks & _TELLING
    return bool(asked) and not kinds_in(sentence, fold(sentence)) & asked


def _has_own_number(sentence: str, asked: str) -> bool:
    return not set(_NUMBER.findall(sentence)) <= set(_NUMBER.findall(asked))
