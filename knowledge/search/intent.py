"""What does somebody want who writes a message: an answer, a summary, or only to say hello?

A message is small talk only if all of it is: it must fall into pieces of `intents.toml` from its
first letter to its last. So a question behind a greeting is a question, and so is one about a word
of greeting. Invariant: this looks at nothing but the message.
"""

import re
import tomllib
from pathlib import Path

from knowledge.language.folding import HAN, fold, without_invisible
from knowledge.model.answer import Intent

LONGEST = 80  # folded characters, each four times in a row at most: who writes more has a question
MOST_READ = 500  # characters, as many as a search reads
_PIECES = tomllib.loads(Path(__file__).with_name("intents.toml").read_text(encoding="utf-8"))

# The earlier one wins where a message has several: "hi, who are you? thanks" asks who this is.
_ORDER = (
    Intent.ABILITIES,
    Intent.IDENTITY,
    Intent.GOODBYE,
    Intent.THANKS,
    Intent.GREETING,
    Intent.OTHER,
)
_WITHOUT_WORDS = {"👋": Intent.GREETING, "🙏": Intent.THANKS}  # other signs say nothing of the kind

_REPEATED = re.compile(r"(.)\1{4,}")
_SIGNS = re.compile(r"[\W_]+")
_SPACE_BY_HAN = re.compile(rf"(?<=[{HAN}]) | (?=[{HAN}])")


def intent_of(question: str) -> Intent:
    """Return what somebody wants with a message.

    >>> intent_of("Hello!").value, intent_of("謝謝你啦～").value, intent_of("你會什麼？").value
    ('greeting', 'thanks', 'abilities')
    >>> intent_of("謝謝是什麼意思").value, intent_of("你好，浦東發布了什麼方案？").value
    ('question', 'question')
    >>> intent_of("重點是什麼？").value, intent_of("浦東的重點是什麼？").value
    ('summary', 'question')
    """
    shown = without_invisible(question)[:MOST_READ]
    folded = fold(re.sub(r"['’‘`´]", "", shown))
    text = _SPACE_BY_HAN.sub("", _SIGNS.sub(" ", _REPEATED.sub(r"\1\1\1\1", folded)).strip())
    if not text:
        return _without_words(shown)
    found = _whole(text) if len(text) <= LONGEST else None
    if found is None:
        return Intent.OPINION if _OPINION.search(folded) else Intent.QUESTION
    return found


def is_asked(question: str) -> bool:
    """Tell whether a message asks something that a later question can follow up."""
    return intent_of(question).is_question


def _without_words(shown: str) -> Intent:
    """Return what signs alone mean, such as 👍; nothing at all is a question without an answer."""
    return next((one for sign, one in _WITHOUT_WORDS.items() if sign in shown), None) or (
        Intent.OTHER if shown.strip() else Intent.QUESTION
    )


def _whole(text: str) -> Intent | None:
    """Return the intent of a text that falls into pieces, None if some of it is left.

    From each place that pieces lead to, all pieces are tried: the sets of kinds that lead there.
    """
    ways: list[set[frozenset[str]]] = [set() for _ in range(len(text) + 1)]
    ways[0] = {frozenset()}
    for at, here in enumerate(ways[:-1]):
        if not here:
            continue
        if text[at] == " ":
            ways[at + 1] |= here
            continue
        if not _ANY_PIECE.match(text, at):  # most questions begin with none: look once
            continue
        for kind, piece in _COMPILED:
            match = piece.match(text, at)
            if match and match.end() > at:
                ways[match.end()] |= {way | {kind} for way in here}
    return _meant(ways[-1])


def _meant(ways: set[frozenset[str]]) -> Intent | None:
    """Return what the kinds of pieces mean of which a whole message consists."""
    if any("summary" in way for way in ways):
        return Intent.SUMMARY
    kinds = {kind for way in ways if "whole" not in way for kind in way}
    return next((intent for intent in _ORDER if intent.value in kinds), None)


def _piece(pattern: str) -> re.Pattern[str]:
    """Return a piece that begins and ends where a word of Latin letters does, if it has any."""
    if re.search(r"[a-z0-9]", pattern):
        return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")
    return re.compile(pattern)


_OPINION = re.compile("|".join(f"(?:{pattern})" for pattern in _PIECES.pop("opinion")))
_COMPILED = tuple(
    (kind, _piece(pattern)) for kind, patterns in _PIECES.items() for pattern in patterns
)
_ANY_PIECE = re.compile("|".join(piece.pattern for _, piece in _COMPILED))
