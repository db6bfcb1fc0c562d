"""Which title, author, date and source has a web page?

Invariant: what the page's head and its structured data say comes first; the lines below the title
fill what they leave open, by the rules for saved pages. A value that makes no sense is left out,
and so is an author who is no person.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from knowledge.language.folding import fold
from knowledge.model.article import Span
from knowledge.reading.bylines import read_byline, read_dateline
from knowledge.reading.composition import metadata_of
from knowledge.reading.headings import has_han
from knowledge.reading.lines import Line, lines_of
from knowledge.reading.metadata import Metadata, split_names
from knowledge.reading.names import is_name
from knowledge.reading.published import find_date
from knowledge.reading.web.page import Page
from knowledge.reading.web.person import person_of
from knowledge.reading.web.title import title_of

BELOW_TITLE = 12  # lines in which author, date and source stand
ABOVE_TITLE = 1000  # lines of menus and the like above a title
NEAR_DATE = 3  # lines between an author who is only a name and the date below
NEAR_AN_END = 100  # lines: editors are named near the beginning or the end of a page
LONGEST_DATE = 100  # characters; "Wed, 05 Mar 2025 09:07:00 +0800" has thirty


def fields_of(page: Page, outside: Mapping[str, str] = MappingProxyType({})) -> Metadata:
    """Return the page's fields: what its head and its structured data say, then its lines.

    What was said outside of the page, by the file that holds it, fills what is still open.
    """
    said: dict[str, object] = {name: value for name, value in page.said.items() if value}
    title = title_of(page.headings, page.said.get("title", ""), page.window, page.sites)
    lines = _places(page.lines, title)
    sites = [*page.sites, page.said.get("source", ""), *_behind(page.window, title)]
    said["author"] = person_of(page.said.get("author", ""), sites) or person_of(
        lines.get("author", ""), sites
    )
    for name, value in lines.items():
        said.setdefault(name, value)
    said["language"] = str(said.get("language", "")).replace("_", "-")
    said["title"] = title
    said["published"] = _published(str(said.get("published", "")), lines.get("published", ""))
    said["source"] = _unprefixed(str(said.get("source", "")))
    said |= {name: value for name, value in outside.items() if value and not said.get(name)}
    editors = said.pop("editors", "")
    return metadata_of({**said, "editors": list(split_names(str(editors)))})


def _behind(window: str, title: str) -> list[str]:
    """Return what the title of the window says beside the title of the page: the site."""
    around = window.replace(title, "\n") if title else ""
    return [part.strip(" -|_–—·｜\t") for part in around.split("\n")] if title in window else []


def _places(shown: Sequence[str], title: str) -> dict[str, str]:
    """Return the fields that stand in the lines below the title, and the editors from any line."""
    printed = _key(title)
    above = enumerate(shown[:ABOVE_TITLE], start=1)
    start = next((at for at, line in above if _key(line) == printed), 0)
    ends = [*shown[: start + NEAR_AN_END], *shown[start + NEAR_AN_END :][-NEAR_AN_END:]]
    lines = [Line(at, Span(0, len(said)), said, 0) for at, said in enumerate(ends)]
    found: dict[str, str] = {}
    for at, line in enumerate(lines[start : start + BELOW_TITLE], start=start):
        if "published" not in found and "author" not in found and is_name(line.text):
            below = lines[at + 1 : at + 1 + NEAR_DATE]
            if any(map(read_dateline, below)) or (at == start and has_han(line.text)):
                found["author"] = line.text
        for name, span in (read_dateline(line) or read_byline(line) or {}).items():
            found.setdefault(name, span.of(line.text))
    for line in lines[max(0, start - 1 - NEAR_DATE) : max(0, start - 1)]:  # as blogs print it
        for name, span in (read_dateline(line) or {}).items():
            found.setdefault(name, span.of(line.text))
    for line in lines[start:]:
        places = read_byline(line)
        if places and "editors" in places:
            found.setdefault("editors", places["editors"].of(line.text))
    return found


def _key(text: str) -> str:
    return fold("".join(text.split()))


def _published(in_head: str, in_line: str) -> str | None:
    """Return the day of the head, with the hour of the line if that is of the same day."""
    first, second = _date(in_head), _date(in_line)
    if first and second and second.startswith(first):
        return second
    return first or second


def _date(written: str) -> str | None:
    found = find_date(written.replace("T", " ")[:LONGEST_DATE])
    return found[1] if found else None


def _unprefixed(source: str) -> str:
    """Return a source without the word for it.

    >>> _unprefixed("来源：海岛网"), _unprefixed("海岛网")
    ('海岛网', '海岛网')
    """
    line = next(lines_of(source), None)
    place = (read_byline(line) or {}).get("source") if line else None
    return place.of(source) if place else source
