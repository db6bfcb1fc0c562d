"""What do the lines `key: value` of front matter say, each by itself?

Invariant: a value is a text, a list of texts or a mapping of texts, as it is written: YAML's own
types are not asked for, so `id: 007` stays `007`. No entry spoils another one, none costs more than
its length, and nothing is expanded: an alias is no value but a sentence about it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yaml import BaseLoader, YAMLError, load, parse
from yaml.events import AliasEvent, NodeEvent

from knowledge.model.article import Span
from knowledge.reading.lines import BLANKS, Line
from knowledge.reading.metadata import SPELLINGS
from knowledge.reading.values import LONGEST_VALUE, is_missing, spelled

KNOWN = frozenset(key for keys in SPELLINGS.values() for key in keys)
MOST_BRACKETS = 200  # PyYAML looks at all that are open for each that opens
DEEPEST = 3  # a list of mappings of texts: authors with their names

_KEY = r"(?P<quote>[\"']?)(?P<key>[^\s\"':：#\[\]{},&*!|>%@`-][^\"':：\n]{0,60}?)(?P=quote)[ \t]*"
_SPACED = re.compile(_KEY + r":(?=[ \t]|\Z)")
_GLUED = re.compile(_KEY + r"[:：]")  # title:x and title：x are slips, if the key is known
_GOES_ON = re.compile(r"[-\]}](?:[ \t]|\Z)|[\]}],?\Z")
_SIMPLE = re.compile(r"[^\W_](?:[^:#\n]|:(?![ \t]|\Z)|(?<![ \t])#)*")
_WIKI_LINK = re.compile(r"\[\[[^\[\]\n]*\]\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TAGGED = re.compile(r"\[[^\[\]]*\]\s*[^\s,#].*")  # [转载] 图书馆
_CLOSED_QUOTE = re.compile(r"([\"'])[^\"']*\1\s*[^\s#].*")  # "快读"书


class ValueProblem(Exception):  # noqa: N818 - nothing is broken, a field is left out
    """Why an entry has no value that can be taken, and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, the line it stands on, and where its value stands, with the lines that continue it."""

    key: str
    line: int
    value: Span

    @property
    def is_known(self) -> bool:
        """Tell whether an article has a field for it."""
        return spelled(self.key) in KNOWN


def entries_of(lines: list[Line]) -> tuple[list[Entry], list[Line]]:
    """Return the entries of front matter, and the lines that belong to none."""
    entries: list[Entry] = []
    stray: list[Line] = []
    for line in lines:
        at = _key_of(line)
        if at:
            start = line.span.start + at[1]
            entries.append(Entry(at[0], line.number, Span(start, max(start, line.span.end))))
        elif line.text and not line.text.startswith("#"):
            if entries and (line.indent or _GOES_ON.match(line.text)):
                last = entries[-1]
                last_value = Span(last.value.start, line.span.end)
                entries[-1] = Entry(last.key, last.line, last_value)
            else:
                stray.append(line)
    return entries, stray


def value_of(entry: Entry, text: str) -> object:
    """Return the value of an entry; raise ValueProblem if there is none that can be taken.

    >>> value_of(Entry("title", 1, Span(6, 12)), "title: 甲: 乙")
    '甲: 乙'
    """
    written = entry.value.of(text).strip(BLANKS)
    if len(written) > LONGEST_VALUE:
        raise ValueProblem(f"{entry.key} has more than {LONGEST_VALUE:,} characters; shorten it")
    if match := _CONTROL.search(written):
        character = f"U+{ord(match.group()):04X}"
        raise ValueProblem(f"{entry.key} has a character that no text has ({character}); remove it")
    plain = written.strip("\"' \t")
    if _SIMPLE.fullmatch(written) or _WIKI_LINK.fullmatch(written):
        return written
    if is_missing(plain):
        return None
    return _parsed(entry, text, written) if entry.is_known else None


def _key_of(line: Line) -> tuple[str, int] | None:
    """Return the key of a line that begins an entry, and how many characters end behind it."""
    if line.indent:
        return None
    match = _SPACED.match(line.text) or _GLUED.match(line.text)
    if match is None or not (match.re is _SPACED or spelled(match["key"]) in KNOWN):
        return None
    return match["key"], match.end()


def _parsed(entry: Entry, text: str, written: str) -> object:
    if written.count("[") + written.count("{") > MOST_BRACKETS:
        raise ValueProblem(f"{entry.key} has lists inside lists without end; write plain words")
    # A list may stand below its key: the lines keep their own margins.
    source = f"value: {entry.value.of(text).lstrip(' ')}"
    try:
        _refuse_what_expands(entry.key, source)
        loaded = load(source, Loader=BaseLoader)  # noqa: S506 - it makes nothing but texts
    except (YAMLError, ValueError, TypeError) as error:
        raw = _as_it_stands(written)
        if raw is None:
            said = f"{entry.key} is not YAML; correct it, or put the value in quotes"
            raise ValueProblem(said) from error
        return raw
    return loaded["value"]


def _refuse_what_expands(key: str, source: str) -> None:
    deep = 0
    for event in parse(source, Loader=BaseLoader):
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            said = f"{key} refers to another value with & or *; write the words themselves"
            raise ValueProblem(said)
        name = type(event).__name__
        deep += name.endswith(("SequenceStartEvent", "MappingStartEvent"))
        deep -= name.endswith(("SequenceEndEvent", "MappingEndEvent"))
        if deep > DEEPEST + 1:  # and the mapping that holds the entry
            raise ValueProblem(f"{key} has lists inside lists; write plain words")


def _as_it_stands(written: str) -> str | None:
    """Return a line that is no YAML but plain to a reader: with a colon, a mark, words in quotes.

    >>> _as_it_stands("共乘車: 第一天"), _as_it_stands('"林'), _as_it_stands("[转载] 图书馆")
    ('共乘車: 第一天', None, '[转载] 图书馆')
    """
    if "\n" in written:
        return None
    if written[0] in "\"'":
        return written if _CLOSED_QUOTE.fullmatch(written) else None
    if written[0] in "[{":
        return written if _TAGGED.fullmatch(written) else None
    return None if written[0] in "|>!" else written


def keys_in(entries: list[Entry]) -> Iterator[str]:
    """Yield the keys that an article has a field for."""
    return (entry.key for entry in entries if entry.is_known)
