"""Which box of a page holds the article?

Invariant: it is the innermost that holds all sentences but a few; a sentence that stands in a box
itself, beside the boxes in it, is the article's own.
"""

from collections.abc import Sequence

from knowledge.reading.web.layout import Box
from knowledge.reading.web.weights import Sums

MOST_OF_PAGE = 0.5  # of a page's own words: a box with them, named as holding the article, does
CHILD_SHARE = 0.6  # of a box's own words that are in one box inside, where that may be the article
FEW_SENTENCES = 0.1  # of those inside, which may be left outside

HOLDERS = frozenset({"article", "main"})
# What lays out a page: elements that hold others; a list or a quotation is a part of an article.
LAYOUTS = frozenset(
    "body main article section div center form font span table tbody tr td header footer aside nav "
    "fieldset hgroup figure".split()
)


def main_box(boxes: Sequence[Box], sums: Sums) -> Box:
    """Return the innermost box that holds all sentences but a few."""
    inside: dict[int, list[int]] = {}
    for at, box in enumerate(boxes):
        if box.tag in LAYOUTS:
            inside.setdefault(box.parent, []).append(at)
    at = _holder(boxes, sums)
    while True:
        children = [boxes[child] for child in inside.get(at, ())]
        if not children or not _is_around(boxes[at], children, sums):
            return boxes[at]
        at = max(inside[at], key=lambda child: sums.own_in(boxes[child]))


def _holder(boxes: Sequence[Box], sums: Sums) -> int:
    """Return the box that the page says holds the article, if it has most of the words."""
    least = MOST_OF_PAGE * sums.own_in(boxes[0])
    held = [
        at
        for at, box in enumerate(boxes)
        if ({box.tag, box.role} & HOLDERS or "articlebody" in box.names.lower())
        and sums.own_in(box) > least
    ]
    return held[-1] if held else 0


def _is_around(outer: Box, children: Sequence[Box], sums: Sums) -> bool:
    """Tell whether the article is in one of the boxes in a box, and the rest of it is not.

    A sentence that stands in the box itself is the article's own.
    """
    inner = max(children, key=sums.own_in)
    if inner.end - inner.first == outer.end - outer.first:
        return True
    inside = sums.sentences_in(inner)
    own = sums.sentences_in(outer) - sum(map(sums.sentences_in, children))
    if own or sums.own_in(inner) < CHILD_SHARE * sums.own_in(outer):
        return False
    return sums.sentences_in(outer) - inside <= max(1, FEW_SENTENCES * inside)
