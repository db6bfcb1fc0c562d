"""Where does a page stop introducing itself, and what does it say of the article?

Invariant: only what stands above the title and its 引題 is the site's own; every line from there to
the dateline is either a field or stays in the article.
"""

from collections.abc import Sequence

from knowledge.model.article import FieldName, Span
from knowledge.reading.bylines import read_byline, read_dateline
from knowledge.reading.headings import has_han, looks_like_title
from knowledge.reading.lines import Line
from knowledge.reading.names import is_name
from knowledge.reading.news_rules import is_a, rules
from knowledge.reading.paragraphs import columns

DEEPEST_DATELINE = 15  # lines that are not blank; the busiest head written for the tests has nine
SENTENCE = 40  # columns of a line with a full stop that is the article's, not a motto of the site
TITLE_SHARE = 0.5  # a title is at least half as long as the longest line of the head

Fields = dict[FieldName, Span]


def read_head(lines: Sequence[Line]) -> tuple[Fields, list[Line]]:
    """Return where the fields of a page's head stand, and the lines that are left to read.

    Without a dateline there is no head, but for breadcrumbs and the like above a title.
    """
    for at, line in enumerate(lines[:DEEPEST_DATELINE]):
        if places := read_dateline(line):
            fields, left = _above(lines[:at])
            return {**places, **fields}, [*left, *lines[at + 1 :]]
        if _is_sentence(line):
            break
    return {}, _without_furniture(lines)


def _above(lines: Sequence[Line]) -> tuple[Fields, list[Line]]:
    """Return the fields above a dateline, and what stands between the title and it."""
    fields: Fields = {}
    left = []
    for line in lines:
        places = read_byline(line)
        if places is None:
            left.append(line)
        else:
            fields = {**places, **fields}
    if "title" in fields:
        return fields, left
    candidates = _candidates(left)
    if not candidates:
        return fields, []
    first, title = candidates[0].number, _title(candidates)
    # The title once more is the browser's window title: "夜市推自帶餐盒 - 城市日報".
    between = [
        line for line in left if line.number >= first and not line.text.startswith(title.text)
    ]
    return _with_credits({"title": title.span, **fields}, between)


def _with_credits(fields: Fields, between: Sequence[Line]) -> tuple[Fields, list[Line]]:
    """Take a bare name directly above the dateline, and the name of the outlet."""
    left = list(between)
    for line in between:
        if line is between[-1] and "author" not in fields and is_name(line.text):
            fields["author"] = line.span
        elif "source" not in fields and _is_outlet(line.text):
            fields["source"] = line.span
        else:
            continue
        left.remove(line)
    return fields, left


def _candidates(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are long enough to be the title and not the site's."""
    phrases = [
        line
        for line in lines
        if looks_like_title(line.text) and not (is_a("head", line.text) or is_a("drop", line.text))
    ]
    longest = max((columns(line.text) for line in phrases), default=0)
    return [line for line in phrases if columns(line.text) >= TITLE_SHARE * longest]


def _title(candidates: Sequence[Line]) -> Line:
    """Return the title among its candidates.

    A Chinese page may print a shorter line above it (引題), and one that begins with —— below; an
    English one prints a longer summary below. "Title - Site" is the title of the window.
    """
    first = candidates[0]
    for line in candidates[1:]:
        if first.text.startswith(line.text):
            return line
    is_chinese = has_han(first.text) and not any(
        line.text.startswith(first.text) for line in candidates[1:]
    )
    return max(candidates, key=lambda line: columns(line.text)) if is_chinese else first


def _is_outlet(line: str) -> bool:
    site = next(rule for rule in rules()["head"] if rule.why == "the name of the site")
    return site.pattern.fullmatch(line) is not None


def _is_sentence(line: Line) -> bool:
    return line.text.endswith(("。", ".")) and columns(line.text) > SENTENCE


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Drop breadcrumbs and the like as long as a title is still below them."""
    left = list(lines)
    while len(left) > 2 and is_a("head", left[0].text) and looks_like_title(left[1].text):  # noqa: PLR2004 - furniture, title, text
        left.pop(0)
    return left
