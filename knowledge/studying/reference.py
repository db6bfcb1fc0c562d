"""How is an article cited in a paper?

Chinese ones by GB/T 7714-2015, the others by APA (7th edition). Invariant: what the article does
not tell is left out, never made up; one that is too long loses words of its title first.
"""

import re
from collections.abc import Callable
from datetime import date

from knowledge.language.folding import HAN
from knowledge.model.answer import Source

LONGEST_REFERENCE = 256  # UTF-16 units that a Telegram button copies at most
SHORTEST_TITLE = 20  # units of a title that was cut; then the address goes
MOST_AUTHORS = 3  # GB/T 7714-2015, 8.1.2: then 等

_HAN = re.compile(f"[{HAN}]")
_BETWEEN_NAMES = re.compile(r"\s*[、,，;；/&]\s*|\s+and\s+")
_BETWEEN_HAN_NAMES = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def reference(source: Source, seen: date, room: int = LONGEST_REFERENCE) -> str:
    """Return the reference of an article that was looked at on a day, of so many units at most.

    >>> from knowledge import Source
    >>> reference(Source("a", "The client", "Ada Wells", "Notes", "2025-06-01", None), date.today())
    'Wells, A. (2025, June 1). The client. Notes.'
    """
    write = _gb_t_7714 if _HAN.search(source.title) else _apa
    return _fitting(write, source, seen, room)


Writer = Callable[[Source, str, str | None, date], str]


def _fitting(write: Writer, source: Source, seen: date, room: int) -> str:
    title = " ".join(source.title.split())
    whole = write(source, title, source.url, seen)
    for url in (source.url, None):
        over = _units(write(source, title, url, seen)) - room
        if over <= 0:
            return write(source, title, url, seen)
        left = _units(title) - over - 1
        if left >= SHORTEST_TITLE:
            return write(source, _cut(title, left) + "…", url, seen)
    return _cut(whole, room - 1) + "…"


def _gb_t_7714(source: Source, title: str, url: str | None, seen: date) -> str:
    names = _names(source.author)
    authors = ", ".join(names[:MOST_AUTHORS]) + (", 等" if len(names) > MOST_AUTHORS else "")
    day = (source.published or "")[:10]
    head = f"{authors}. {title}" if authors else title
    if url:
        printed = ", ".join(filter(None, [source.source, day[:4] if source.source else ""]))
        dates = f"({day})" if day else ""
        return f"{head}[EB/OL]. {printed}{dates}[{seen.isoformat()}]. {url}."
    kind = "N" if source.source and day else "Z"
    printed = ", ".join(filter(None, [source.source, day]))
    return f"{head}[{kind}]. {printed}." if printed else f"{head}[{kind}]."


def _apa(source: Source, title: str, url: str | None, _: date) -> str:
    authors = _apa_authors(_names(source.author))
    when = f"({_apa_date(source.published)})."
    work = title if title.endswith((".", "?", "!", "…")) else f"{title}."
    printed = f"{source.source}." if source.source and source.source != source.author else ""
    parts = [authors, when, work] if authors else [work, when]
    return " ".join(filter(None, [*parts, printed, url]))


def _names(author: str | None) -> list[str]:
    apart = _BETWEEN_HAN_NAMES.sub("、", (author or "").strip())
    return [name for name in _BETWEEN_NAMES.split(apart) if name]


def _apa_authors(names: list[str]) -> str:
    written = [_apa_name(name) for name in names]
    if len(written) > 1:
        written[-1] = f"& {written[-1]}"
    listed = ", ".join(written)
    return listed if listed.endswith(".") or not listed else f"{listed}."


def _apa_name(name: str) -> str:
    """Return a person's family name and initials; what is no such name stays as it is.

    >>> _apa_name("Ada M. Wells"), _apa_name("Reuters"), _apa_name("馬作鵬")
    ('Wells, A. M.', 'Reuters', '馬作鵬')
    """
    if not _NAME.fullmatch(name) or _HAN.search(name):
        return name
    *given, family = name.split()
    return f"{family}, {' '.join(f'{part[0].upper()}.' for part in given)}"


def _apa_date(published: str | None) -> str:
    year, month, day = (*(published or "")[:10].split("-"), "", "")[:3]
    if not year:
        return "n.d."
    if not month.isdecimal() or not 1 <= int(month) <= len(_MONTHS):
        return year
    name = _MONTHS[int(month) - 1]
    return f"{year}, {name} {int(day)}" if day.isdecimal() else f"{year}, {name}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, room: int) -> str:
    """Return the beginning of a text of at most so many UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * max(room, 0)]
    return raw.decode("utf-16-le", "ignore").rstrip()
