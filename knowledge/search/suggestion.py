"""What did the person mean to write, in the passage's own words?

Someone types 共想單車 and the passage says 共享單車; or platfrom, or lanya daoding. Invariant: what
is returned stands in the quote word for word, and stands for something that was typed otherwise.
"""

from collections.abc import Iterator, Sequence

from knowledge.language.folding import fold, is_han
from knowledge.language.syllables import sound_number, sound_of, spelled
from knowledge.language.tokens import LATIN_RUN, RUN, STOP_WORDS, cut, stem
from knowledge.model.answer import Citation, Typed
from knowledge.model.article import Span
from knowledge.model.query import Query

BESIDE = 2  # characters that are shown on either side of what was typed otherwise
SHORTEST = 2  # sounds in a row: fewer are alike by chance
MOST_MEANT = 2  # more would be a guess about the whole question


def typed(query: Query) -> Typed:
    """Return what of a question may have been meant otherwise."""
    text = cut(query.content)
    sounds = [sound_of(s) for word in text.latin for s in spelled(word)] if query.is_pinyin else []
    return Typed(tuple(text.han), tuple(sounds), query.repaired)


def suggestions(citation: Citation) -> tuple[str, ...]:
    """Return what a citation's quote has for words that were typed otherwise."""
    return meant(citation.words.typed, citation.quote)


def meant(words: Typed, quote: str) -> tuple[str, ...]:
    """Return what a quote has for words that were typed otherwise.

    >>> meant(Typed(runs=("共想单车",)), "靜安區治理共享單車亂停放。")
    ('共享單車',)
    """
    folded = fold(quote)
    heard = [sound_number(character) if is_han(character) else 0 for character in folded]
    spans = [*_misspelled(words.runs, folded, heard), *_spoken(words.sounds, heard)]
    spans += _repaired(words.repaired, folded)
    return tuple(dict.fromkeys(span.of(quote) for span in spans))[:MOST_MEANT]


def _misspelled(runs: Sequence[str], folded: str, heard: Sequence[int]) -> Iterator[Span]:
    """Yield, for runs that the text does not have, the longest stretch that sounds like a part."""
    for run in runs:
        if len(run) < SHORTEST or run in folded:
            continue
        said = [sound_number(character) for character in run]
        place, length, start = _longest_alike(said, heard)
        shown = folded[start : start + length]
        wrong = [at for at in range(length) if run[place + at] != shown[at]]
        if (
            length >= SHORTEST
            and wrong
            and len(wrong) < length
            and _is_new(run, wrong, place, folded)
        ):
            first, end = max(0, wrong[0] - BESIDE), min(length, wrong[-1] + 1 + BESIDE)
            while first < wrong[0] and shown[first] in STOP_WORDS:  # 的隨申碼
                first += 1
            yield Span(start + first, start + end)


def _is_new(run: str, wrong: Sequence[int], place: int, folded: str) -> bool:
    """Tell whether what was typed around the wrong characters stands nowhere in the text."""
    first = max(0, place + wrong[0] - 1)
    return run[first : first + SHORTEST] not in folded


def _longest_alike(said: Sequence[int], heard: Sequence[int]) -> tuple[int, int, int]:
    """Return where the longest common row of sounds is: in what was said, its length, in the text.

    The first of several; rows of unknown sounds do not count.
    """
    best = (0, 0, 0)
    before = [0] * (len(heard) + 1)
    for place, sound in enumerate(said):
        now = [0] * (len(heard) + 1)
        for at, other in enumerate(heard):
            if sound and sound == other:
                now[at + 1] = length = before[at] + 1
                if length > best[1]:
                    best = (place - length + 1, length, at - length + 1)
        before = now
    return best


def _spoken(sounds: Sequence[int], heard: Sequence[int]) -> Iterator[Span]:
    """Yield the longest stretch that pinyin spells."""
    if sounds:
        _, length, start = _longest_alike(sounds, heard)
        if length >= SHORTEST:
            yield Span(start, start + length)


def _repaired(stems: frozenset[str], folded: str) -> Iterator[Span]:
    """Yield the first word of the text for each stem."""
    waiting = set(stems)
    for match in RUN.finditer(folded) if stems else ():
        if match.lastindex == LATIN_RUN and stem(match[0]) in waiting:
            waiting.discard(stem(match[0]))
            yield Span(*match.span())
