"""How does a table become passages whose rows are read with their heads?

Invariant: no piece is longer than a table that is quoted whole, but for one row; every piece of a
table that has heads stands below them: in its own text where a reader writes that (a web page, a
Word file), in its section where the text is the writer's own (Markdown).
"""

from collections.abc import Iterator, Sequence

from knowledge.language.introductions import has_heads, is_row
from knowledge.model.article import Span

NOTHING = "—"  # in the first cell of a row, where there is nothing
LONGEST_TABLE = 800  # characters of a table that is quoted whole
LONGEST_HEADS = 200  # characters: more are no heads but text


def row_of(cells: Sequence[str]) -> str:
    """Return a row of a table as a line; a row never begins with nothing, or columns would shift.

    >>> row_of(["", "平日", "周末"]), row_of(["老人", "", "10元"])
    ('— | 平日 | 周末', '老人 | | 10元')
    """
    first, *others = cells
    return " ".join(" | ".join([first or NOTHING, *others]).split())


def parts_of_table(rows: Sequence[str]) -> Iterator[str]:
    r"""Yield the rows of a table as texts of several lines, each below the heads.

    >>> list(parts_of_table(["票种 | 平日 | 周末", "老人 | 免费 | 10元"]))
    ['票种 | 平日 | 周末\n老人 | 免费 | 10元']
    """
    first = next((at for at, row in enumerate(rows) if is_row(row)), len(rows))
    heads = heads_of(rows[first:])
    lines: list[str] = []
    for at, row in enumerate(rows):
        if sum(len(line) + 1 for line in lines) + len(row) > LONGEST_TABLE and lines[1:]:
            yield "\n".join(lines)
            lines = [heads] if heads and at > first else []
        lines.append(row)
    if lines:
        yield "\n".join(lines)


def pieces_of_table(text: str, paragraph: Span) -> list[tuple[Span, str]]:
    """Return the pieces of a paragraph that is a long table, each with the heads that it lacks.

    Another paragraph is one piece.
    """
    lines = list(_lines(text, paragraph))
    said = [span.of(text) for span in lines]
    if paragraph.end - paragraph.start <= LONGEST_TABLE or not all(map(is_row, said)):
        return [(paragraph, "")]
    heads, start, found = heads_of(said).strip("| "), lines[0].start, list[tuple[Span, str]]()
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following is None or following.end - start > LONGEST_TABLE:
            found.append((Span(start, line.end), heads if found else ""))
            start = following.start if following else line.end
    return found


def heads_of(rows: Sequence[str]) -> str:
    """Return the row with the heads of a table; nothing if it has none that are short enough."""
    return rows[0] if has_heads(rows) and len(rows[0]) <= LONGEST_HEADS else ""


def _lines(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for line in paragraph.of(text).splitlines(keepends=True):
        written = line.strip()
        if written:
            margin = len(line) - len(line.lstrip())
            yield Span(start + margin, start + margin + len(written))
        start += len(line)
