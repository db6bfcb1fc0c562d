"""What does the front matter of a Markdown file say, and where?

Invariant: front matter is keys with values between two lines of --- (YAML) or +++ (TOML), in braces
(JSON), or above a line of --- (Hexo); other words there are the article's. A value that makes no
sense is a sentence with its line, and nothing else is lost.
"""

import re
from dataclasses import dataclass, field

from knowledge.model.article import Span
from knowledge.model.errors import ArticleError
from knowledge.reading.lines import BLANKS, Line, line_number, lines_of
from knowledge.reading.markdown.entries import (
    KNOWN,
    Entry,
    ValueProblem,
    entries_of,
    keys_in,
    value_of,
)
from knowledge.reading.markdown.other_front_matter import MOST_WRONG, json_values, toml_values
from knowledge.reading.values import spelled, without_links

LONGEST = 65_536  # characters: no front matter is that long

_OPENING = re.compile(
    rf"[{re.escape(BLANKS)}]*(?P<rule>-{{3,}}|\+{{3,}}|;{{3,}})[ \t]*(?:\r\n?|\n)"
)
_ENDS = {
    rule: re.compile(rf"^{written}[ \t\r]*$", re.MULTILINE)
    for rule, written in (("-", r"(?:-{3,}|\.{3})"), ("+", r"\+{3,}"), (";", r";{3,}"))
}
_MARKS = re.compile(r"[\"'\[\]{}]")
_FEWEST_KEYS = 2  # that stand above a line of --- and are no heading
_UNCLOSED = "the front matter has no last line; write --- below it"
_STRAY = "the front matter has a line without a key; write key: value"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values as written, the offset at which the body begins, and on which lines keys stand."""

    body: int = 0
    values: dict[str, object] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    """Where the values stand that stand on their key's line as they are."""
    lines: dict[str, int] = field(default_factory=dict)
    wrong: tuple[tuple[int, str], ...] = ()
    """What could not be read: a line and a sentence."""


def read_front_matter(text: str, file: str) -> FrontMatter:
    r"""Return a file's front matter, empty if it has none; raise ArticleError if it has no end.

    >>> found = read_front_matter("---\ntitle: 有據\n---\n本文", "a.md")
    >>> found.values, found.spans["title"], found.body
    ({'title': '有據'}, Span(start=11, end=13), 17)
    """
    opening = _OPENING.match(text)
    if opening is None:
        return _in_braces(text) or _without_opening(text)
    rule = opening["rule"][0]
    start = opening.end()
    closing = _ENDS[rule].search(text, start)
    if closing is None:
        return _unclosed(text, start) if rule == "-" else FrontMatter()
    inside = Span(start, closing.start())
    if rule != "-":
        return _of_other_kind(text, rule, inside, closing.end(), file)
    found = _of_yaml(text, inside, closing.end())
    if found is None:
        return _unclosed(text, start)
    if inside.end - inside.start > LONGEST:
        raise _too_long(file, line_number(text, start))
    return found


def _of_yaml(text: str, inside: Span, body: int) -> FrontMatter | None:
    """Return front matter between its lines; None if that is no front matter, but text."""
    # A body between two rules is not looked through to its end to find out that it is one.
    lines = _lines(text, Span(inside.start, min(inside.end, inside.start + 2 * LONGEST)))
    entries, stray = entries_of(lines)
    written = [line for line in lines if line.text and not line.text.startswith("#")]
    if not written:
        return FrontMatter(body=body)
    if not entries or written[0].number != entries[0].line:
        return None
    if stray and (not any(keys_in(entries)) or _is_text_below(lines, stray[0])):
        return None
    wrong = tuple((line.number, _STRAY) for line in stray[:MOST_WRONG])
    return _with_values(text, entries, body, wrong)


def _is_text_below(lines: list[Line], stray: Line) -> bool:
    """Tell whether a line without a key stands below a blank one, as an article's text does."""
    return any(not line.text for line in lines if line.number < stray.number)


def _unclosed(text: str, start: int) -> FrontMatter:
    """Return front matter that ends at a blank line, since no line of --- ends it."""
    lines: list[Line] = []
    for line in lines_of(text[: start + LONGEST], start):
        if not line.text:
            break
        lines.append(line)
    entries, stray = entries_of(lines)
    if stray or not any(keys_in(entries)):
        return FrontMatter()
    body = lines[-1].span.end
    return _with_values(text, entries, body, ((line_number(text, start) - 1, _UNCLOSED),))


def _without_opening(text: str) -> FrontMatter:
    """Return the keys above a first line of ---, as Hexo writes them."""
    closing = _ENDS["-"].search(text, 0, LONGEST)
    if closing is None or not text[: closing.start()].strip(BLANKS):
        return FrontMatter()
    lines = _lines(text, Span(0, closing.start()))
    entries, stray = entries_of(lines)
    known = {spelled(key) for key in keys_in(entries)}
    if stray or not entries or not ("title" in known or len(known) >= _FEWEST_KEYS):
        return FrontMatter()
    return _with_values(text, entries, closing.end(), ())


def _in_braces(text: str) -> FrontMatter | None:
    found = json_values(text[:LONGEST]) if text.lstrip(BLANKS).startswith("{") else None
    if found is None or not any(spelled(key) in KNOWN for key in found[0]):
        return None
    return FrontMatter(body=found[1], values=found[0])


def _of_other_kind(text: str, rule: str, inside: Span, body: int, file: str) -> FrontMatter:
    first = line_number(text, inside.start)
    if inside.end - inside.start > LONGEST:
        raise _too_long(file, first)
    written = inside.of(text)
    if rule == ";":
        found = json_values(f"{{{written}}}")
        return FrontMatter(body, found[0]) if found else FrontMatter()
    values, wrong = toml_values(written)
    if not (values or wrong) and written.strip(BLANKS):
        return FrontMatter()
    ends = {key: at for key in values if (at := _key_end(text, inside, key)) is not None}
    rows = {key: Span(at, _line_end(text, at)) for key, at in ends.items()}
    return FrontMatter(
        body,
        values,
        {key: span for key, row in rows.items() if (span := _place(row, values[key], text))},
        {key: line_number(text, at) for key, at in ends.items()},
        tuple((first + line, said) for line, said in wrong),
    )


def _with_values(
    text: str, entries: list[Entry], body: int, wrong: tuple[tuple[int, str], ...]
) -> FrontMatter:
    values: dict[str, object] = {}
    spans: dict[str, Span] = {}
    problems = list(wrong)
    for entry in {entry.key: entry for entry in entries}.values():  # of two, the later one
        try:
            values[entry.key] = value_of(entry, text)
        except ValueProblem as problem:
            problems.append((entry.line, str(problem)))
            continue
        row = Span(entry.value.start, _line_end(text, entry.value.start))
        if span := _place(row, values[entry.key], text):
            spans[entry.key] = span
    lines = {entry.key: entry.line for entry in entries}
    return FrontMatter(body, values, spans, lines, tuple(problems))


def _lines(text: str, inside: Span) -> list[Line]:
    return list(lines_of(text[: inside.end], inside.start))


def _key_end(text: str, inside: Span, key: str) -> int | None:
    """Return the offset behind a top-level key of TOML and its sign, or behind a table's name."""
    name = re.escape(key)
    written = re.compile(rf"^(?:['\"]?{name}['\"]?[ \t]*=|\[{{1,2}}{name}\])", re.MULTILINE)
    match = written.search(text, inside.start, inside.end)
    return match.end() if match else None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _place(row: Span, value: object, text: str) -> Span | None:
    """Return where a value, or a list from its first to its last text, stands in a line."""
    names = [without_links(str(one)) for one in _texts(value)]
    if not names or not (names[0].strip() and names[-1].strip()):
        return None
    first = text.find(names[0], row.start, row.end)
    last = text.find(names[-1], max(first, row.start), row.end)
    if min(first, last) < 0:
        return None
    piece = text[first : last + len(names[-1])]
    if len(names) > 1 and _MARKS.search(piece):
        return None  # quotes and brackets between names are nobody's words
    start = first + len(piece) - len(piece.lstrip(BLANKS))
    return Span(start, first + len(piece.rstrip(BLANKS)))


def _texts(value: object) -> list[object]:
    """Return the texts of a value; of a mapping, the first one: an author's name."""
    parts = value if isinstance(value, list) else [value]
    texts = (next(iter(one.values()), None) if isinstance(one, dict) else one for one in parts)
    return [one for one in texts if one is not None]


def _too_long(file: str, line: int) -> ArticleError:
    problem = f"the front matter has more than {LONGEST} characters; move the text below it"
    return ArticleError(file, line, problem)
