"""What of a passage does ranking look at, prepared when the passage is indexed?

A profile is a row of 32-bit numbers: two for each segment, which are what stands above the passage
and then its sentences, and after those the tokens of all segments in reading order. Invariant:
nothing of a text has to be cut, stemmed or folded again for a question; a token is what the index
takes it for, whatever its script.

    segment  start << 16 | end, code points of the passage (0 for what stands above), then
             tokens << 16 | kinds, a bit for each `Kind`
    token    as `scan` has it; those of numbers in digits stand at the end of their segment, and
             those of what introduces a sentence (the heads of a row) at its beginning
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.indexing.scan import Codes, Scan, scan, word_code
from knowledge.language.folding import fold
from knowledge.language.introductions import Introductions, introductions
from knowledge.language.kinds import Kind, kinds_in
from knowledge.language.numerals import Number, numbers
from knowledge.language.sentences import sentences

HALF = 16  # bits: the two numbers that share one
MOST = (1 << HALF) - 1
LONGEST_TITLE = 255  # tokens of what stands above: enough to tell articles apart

Counts = NDArray[np.int64]


class Profile(NamedTuple):
    """The numbers of a passage, and how many segments they begin with."""

    segments: int
    numbers: Codes


class Profiles(NamedTuple):
    """Some profiles end to end.

    How many segments and how many tokens each has, then the segments of all, two numbers a row,
    and the tokens of all.
    """

    segments_of: Counts
    tokens_of: Counts
    segments: Codes
    tokens: Codes


def end_to_end(profiles: Sequence[Profile]) -> Profiles:
    """Return some profiles end to end."""
    segments = np.array([p.segments for p in profiles], dtype=np.int64)
    return Profiles(
        segments,
        np.array([len(p.numbers) for p in profiles], dtype=np.int64) - 2 * segments,
        np.concatenate([p.numbers[: 2 * p.segments] for p in profiles]).reshape(-1, 2),
        np.concatenate([p.numbers[2 * p.segments :] for p in profiles]),
    )


def profile(text: str, title: str = "") -> Profile:
    """Return the profile of a passage's text below a title."""
    whole = scan(f"{fold(title)}\n{fold(text)}")
    return scanned_profile(whole, numbers(whole.text), text, len(title) + 1, len(title) + 1)


def scanned_profile(
    whole: Scan, named: Sequence[Number], text: str, start: int, asked: int
) -> Profile:
    """Return the profile of a passage's text, which begins at an offset of what was scanned.

    `named` are the numbers of all that was scanned; from `asked` on a heading that is a question
    introduces the text.
    """
    spans = sentences(text)
    ends = [asked, start, *(start + span.end for span in spans)]
    tokens, (heading, *bounds) = _with_numbers(whole, named, ends)
    question = tokens[heading : bounds[0]]
    introduced = introductions(text, spans)
    above = min(heading, LONGEST_TITLE)
    segments = [0, above << HALF]
    for number, span in enumerate(spans):
        segments.append(min(span.start, MOST) << HALF | min(span.end, MOST))
        width = min(bounds[number + 1] - bounds[number], MOST)
        folded = whole.text[start + span.start : start + span.end]
        segments.append(width << HALF | kinds_in(span.of(text), folded))
    if introduced or len(question):
        tokens, bounds = _introduced(tokens, bounds, introduced, question, segments)
    made = np.empty(len(segments) + above + len(tokens) - bounds[0], dtype=np.uint32)
    made[: len(segments)] = segments
    made[len(segments) : len(segments) + above] = tokens[:above]
    made[len(segments) + above :] = tokens[bounds[0] :]
    return Profile(len(segments) // 2, made)


def _introduced(
    tokens: Codes,
    bounds: list[int],
    found: Introductions | None,
    question: Codes,
    segments: list[int],
) -> tuple[Codes, list[int]]:
    """Return the tokens with those of what introduces a sentence before its own.

    The heading introduces all, if it is a `question`.

    The widths in `segments` are those of both, and what only introduces is marked.
    """
    parts, ends = [tokens[: bounds[0]]], [bounds[0]]
    for number in range(len(bounds) - 1):
        by = found.of[number] if found else None
        own = tokens[bounds[number] : bounds[number + 1]]
        before = tokens[bounds[by.start] : bounds[by.end]] if by else question
        parts += [before, own]
        ends.append(ends[-1] + len(before) + len(own))
        kinds = segments[2 * number + 3] & MOST
        kinds |= Kind.INTRODUCES if found and number in found.only else 0
        segments[2 * number + 3] = min(len(before) + len(own), MOST) << HALF | kinds
    return np.concatenate(parts), ends


def _with_numbers(
    whole: Scan, named: Sequence[Number], ends: Sequence[int]
) -> tuple[Codes, list[int]]:
    """Return the tokens with the numbers in digits, and how many there are before each end.

    A number stands behind the last token of its segment.
    """
    bounds: list[int] = np.searchsorted(whole.places, ends).tolist()
    if not named:
        return whole.tokens, bounds
    segments = [bisect_right(ends, number.start) for number in named]
    codes = [word_code(number.digits) for number in named]
    tokens = np.insert(whole.tokens, [bounds[segment] for segment in segments], codes)
    return tokens, [bound + bisect_right(segments, at) for at, bound in enumerate(bounds)]
