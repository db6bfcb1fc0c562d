"""Which title, author, date and source has a web page?

Invariant: what the page's head and its structured data say comes first; the lines below the title
fill what they leave open, by the rules for saved pages. A value that makes no sense is left out.
"""

from knowledge.model.article import Span
from knowledge.reading.bylines import read_byline, read_dateline
from knowledge.reading.composition import metadata_of
from knowledge.reading.lines import Line, lines_of
from knowledge.reading.metadata import Metadata, split_names
from knowledge.reading.news_rules import is_a
from knowledge.reading.published import find_date
from knowledge.reading.web.page import Page

BELOW_TITLE = 12  # lines in which author, date and source stand
NEAR_AN_END = 100  # lines: editors are named near the beginning or the end of a page
LONGEST_DATE = 100  # characters; "Wed, 05 Mar 2025 09:07:00 +0800" has thirty


def fields_of(page: Page) -> Metadata:
    """Return the page's fields: what its head and its structured data say, then its lines."""
    said: dict[str, object] = {name: value for name, value in page.said.items() if value}
    lines = _places(page)
    for name, value in lines.items():
        said.setdefault(name, value)
    said["language"] = str(said.get("language", "")).replace("_", "-")
    said["title"] = page.heading or said.get("title") or _window_title(page.window)
    said["published"] = _published(str(said.get("published", "")), lines.get("published", ""))
    said["source"] = _unprefixed(str(said.get("source", "")))
    editors = said.pop("editors", "")
    return metadata_of({**said, "editors": list(split_names(str(editors)))})


def _places(page: Page) -> dict[str, str]:
    """Return the fields that stand in the lines below the title, and the editors from any line."""
    lines = [Line(at, Span(0, len(said)), said, 0) for at, said in enumerate(page.lines)]
    heading = "".join(page.heading.split())
    start = next(
        (at + 1 for at, line in enumerate(lines) if "".join(line.text.split()) == heading), 0
    )
    found: dict[str, str] = {}
    for line in lines[start : start + BELOW_TITLE]:
        if is_a("author", line.text) and "published" not in found:
            found.setdefault("author", line.text)
        for name, span in (read_dateline(line) or read_byline(line) or {}).items():
            found.setdefault(name, span.of(line.text))
    for line in [*lines[start : start + NEAR_AN_END], *lines[start + NEAR_AN_END :][-NEAR_AN_END:]]:
        places = read_byline(line)
        if places and "editors" in places:
            found.setdefault("editors", places["editors"].of(line.text))
    return found


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


def _window_title(window: str) -> str:
    """Return the title of the window without the name of the site behind it.

    >>> _window_title("夜市推自帶餐盒 - 城市日報"), _window_title("夜市推自帶餐盒_社會_城市網")
    ('夜市推自帶餐盒', '夜市推自帶餐盒')
    """
    for sign in (" - ", " | ", "｜", "|", "--", "——", "_", " – ", " — "):
        window = window.split(sign, maxsplit=1)[0].strip() or window
    return window
