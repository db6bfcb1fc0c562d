"""Which number does Word print before a paragraph?

Invariant: every numbered paragraph is asked for once, in the order of the document: numbers are
counted on from one to the next. A point with a sign (•) has no number. Elements come from the file
as they are; only names of WordprocessingML are known here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from knowledge.reading.office.number_formats import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST_STYLE = 20  # styles that are based on one another

_PLACE = re.compile(r"%([1-9])")
_WIDE = ("）", "、", "．", "。", "】", "」")  # they have their own white
_AFTER = {"nothing": "", "space": " "}


class Element(Protocol):
    """What is used of an element of XML."""

    def find(self, path: str) -> "Element | None":
        """Return the first element at a path."""

    def findall(self, path: str) -> "Iterable[Element]":
        """Return all elements at a path."""

    def get(self, key: str) -> str | None:
        """Return an attribute."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level are written: from which on, in which way, with which words."""

    start: int = 1
    way: str = "decimal"
    text: str = ""
    after: str = " "
    restarts: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """What Word prints before a paragraph, and how deep it stands."""

    label: str
    level: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: Mapping[str, Mapping[int, Level]]
    """The levels of each abstract list."""
    used: Mapping[str, str]
    """Which abstract list each list (numId) uses."""
    begun: Mapping[str, Mapping[int, int]]
    """Where a list begins anew, level by level."""
    styles: Mapping[str, tuple[str, int]]
    """The list and the level of each style."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def number_of(self, list_id: str | None, level: int | None, style: str) -> Number | None:
        """Return the number of a paragraph that is next in a list, None if it has none.

        A paragraph has the list that it names, or that of its style; the list "0" is no list.
        """
        of_style = self.styles.get(style)
        if list_id is None and of_style is not None:
            list_id, level = of_style[0], of_style[1] if level is None else level
        levels = self.lists.get(self.used.get(list_id or "0", ""), {})
        depth = level or 0
        if depth not in levels:
            return None
        counts = self._count(list_id or "0", depth, levels)
        shown = levels[depth]
        if shown.way == "bullet":
            return Number("", depth)
        label = _PLACE.sub(
            lambda match: _part(int(match[1]) - 1, counts, levels, shown), shown.text
        )
        label = label.replace("\u200b", "").strip()
        after = "" if label.endswith(_WIDE) else shown.after
        return Number(label + after if label else "", depth)

    def _count(self, list_id: str, depth: int, levels: Mapping[int, Level]) -> dict[int, int]:
        counts = self._counts.setdefault(self.used[list_id], {})
        anew = self.begun.get(list_id, {})
        if depth in anew and (list_id, depth) not in self._seen:
            counts.pop(depth, None)
            self._seen.add((list_id, depth))
        start = anew.get(depth, levels[depth].start)
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            restarts = levels[deeper].restarts if deeper in levels else None
            if restarts is None or depth < restarts:
                del counts[deeper]
        return counts


def numbering_of(numbering: Element | None, styles: Element | None) -> Numbering:
    """Return the lists that the parts numbering and styles define; either may be missing."""
    lists = _lists(numbering) if numbering is not None else {}
    used, begun = dict[str, str](), dict[str, dict[int, int]]()
    for one in numbering.findall(f"{W}num") if numbering is not None else ():
        list_id, base = one.get(f"{W}numId") or "", _value(one, "abstractNumId") or ""
        own = {_int(lvl.get(f"{W}ilvl"), 0): lvl for lvl in one.findall(f"{W}lvlOverride")}
        changed = {at: level for at, lvl in own.items() for level in _levels(lvl).values()}
        if changed:
            lists[f"{base}/{list_id}"] = {**lists.get(base, {}), **changed}
            base = f"{base}/{list_id}"
        used[list_id] = base
        begun[list_id] = {
            at: _int(start, 1)
            for at, lvl in own.items()
            if (start := _value(lvl, "startOverride")) is not None
        }
    return Numbering(lists, used, begun, _of_styles(styles, lists, used))


def _lists(numbering: Element) -> dict[str, Mapping[int, Level]]:
    """Return the levels of each abstract list; one may be another's, by the name of a style."""
    defined = {
        one.get(f"{W}abstractNumId") or "": one for one in numbering.findall(f"{W}abstractNum")
    }
    lists: dict[str, Mapping[int, Level]] = {name: _levels(one) for name, one in defined.items()}
    named = {_value(one, "styleLink"): name for name, one in defined.items()}
    for name, one in defined.items():
        other = _value(one, "numStyleLink")
        if other is not None and other in named:
            lists[name] = lists[named[other]]
    return lists


def _levels(holder: Element) -> dict[int, Level]:
    found = {}
    for level in holder.findall(f"{W}lvl"):
        restarts = _value(level, "lvlRestart")
        found[_int(level.get(f"{W}ilvl"), 0)] = Level(
            start=_int(_value(level, "start"), 1),
            way=_value(level, "numFmt") or "decimal",
            text=_value(level, "lvlText") or "",
            after=_AFTER.get(_value(level, "suff") or "tab", " "),
            restarts=None if restarts is None else _int(restarts, 0),
            legal=level.find(f"{W}isLgl") is not None,
            style=_value(level, "pStyle") or "",
        )
    return found


def _of_styles(
    styles: Element | None, lists: Mapping[str, Mapping[int, Level]], used: Mapping[str, str]
) -> dict[str, tuple[str, int]]:
    """Return the list and level of each style that has one, itself or by what it is based on."""
    defined = {
        one.get(f"{W}styleId") or "": one
        for one in (styles.findall(f"{W}style") if styles is not None else ())
    }
    found = {}
    for name, style in defined.items():
        level, base = None, style
        for _ in range(DEEPEST_STYLE):
            own = base.find(f"{W}pPr/{W}numPr")
            list_id = _value(own, "numId") if own is not None else None
            if own is not None and level is None and (said := _value(own, "ilvl")) is not None:
                level = _int(said, 0)
            if list_id is not None:
                levels = lists.get(used.get(list_id, ""), {})
                named = next((at for at, one in levels.items() if one.style == name), None)
                found[name] = (list_id, named if named is not None else level or 0)
                break
            following = defined.get(_value(base, "basedOn") or "")
            if following is None:
                break
            base = following
    return found


def _part(level: int, counts: Mapping[int, int], levels: Mapping[int, Level], shown: Level) -> str:
    """Return the number of a level inside a label: 2 and 1 in 2.1."""
    of = levels.get(level, Level())
    way = "decimal" if shown.legal and of.way != "decimalZero" else of.way
    return written(counts.get(level, of.start), way)


def _value(element: Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None


def _int(text: str | None, otherwise: int) -> int:
    try:
        return min(max(int(text or ""), -1), 1_000_000)
    except ValueError:
        return otherwise
