"""Which of a page's blocks are the article?

Invariant: two opinions are heard: ours, by the boxes of the page, and that of a library. What both
leave out is furniture; a sentence that one of them takes and that stands where the other's do is
text. Blocks stay in order.
"""

import re
from collections.abc import Sequence

from knowledge.reading.news_rules import names_other_articles
from knowledge.reading.web.layout import Block, Layout
from knowledge.reading.web.main_box import LAYOUTS, main_box
from knowledge.reading.web.site_boxes import without_site
from knowledge.reading.web.weights import is_link, says_something, sums_of

# Bytes, five Chinese characters: a shorter line may be anywhere in what the library took.
SHORTEST_TAKEN = 15
SIZES_AROUND = 2  # boxes, each larger than the last: a section that was lost is in the article
FEW_TAKEN = 0.5  # of our sentences: a library that took fewer has missed the article

LOOSE = frozenset({"paragraph", "heading"})  # what teasers of other articles are made of
_ANNOUNCES = re.compile(
    r"[:：]\W{0,2}$|(?:以下|如下|下列|下述|(?i:\b(?:following|below|these)\b))[^。.]{0,40}[。.]$"
)


def main_text(layout: Layout, taken: str = "") -> list[Block]:
    """Return the blocks of the article, none if the page has only furniture.

    `taken` is what a library took for the article, without white space.
    """
    if not layout.boxes:
        return []
    shown = without_site(layout)
    blocks = [block if keep else None for block, keep in zip(layout.blocks, shown, strict=True)]
    box = main_box(layout.boxes, sums_of(blocks))
    ours = [keep and box.first <= at < box.end for at, keep in enumerate(shown)]
    chosen = _chosen(layout, shown, ours, taken) if taken else ours
    found = [block for block, keep in zip(layout.blocks, chosen, strict=True) if keep]
    found = _without_lists_of_links(_without_other_articles(found))
    if taken and not any(map(says_something, found)):  # a poem, a song: all lines are short
        found = [block for block in layout.blocks if _is_taken(block, taken)] or found
    while found and found[-1].kind == "heading":  # it stands above nothing
        found.pop()
    return found


def _chosen(
    layout: Layout, shown: Sequence[bool], ours: Sequence[bool], taken: str
) -> Sequence[bool]:
    """Tell of each block whether it is the article's by both opinions together."""
    blocks = layout.blocks
    theirs = [_is_taken(block, taken) for block in blocks]
    says = [says_something(block) for block in blocks]
    if not any(theirs):
        return ours
    if sum(t and s for t, s in zip(theirs, says, strict=True)) <= FEW_TAKEN * sum(
        o and s for o, s in zip(ours, says, strict=True)
    ):
        return [o or (t and s) for o, t, s in zip(ours, theirs, says, strict=True)]
    first, last = theirs.index(True), len(theirs) - theirs[::-1].index(True)
    holders = _holders(layout)
    beside = {h for h, t, s in zip(holders, theirs, says, strict=True) if t and s}
    around = {h for h in set(holders) if not beside.isdisjoint(_around(layout, h))}
    chosen = []
    for at, (own, holder) in enumerate(zip(ours, holders, strict=True)):
        is_near = holder in beside or (says[at] and holder in around)
        is_among = first <= at < last and blocks[at].kind not in LOOSE
        agreed = theirs[at] and (shown[at] or says[at])
        is_label = names_other_articles(blocks[at].text)  # it is needed to know what follows
        chosen.append(agreed or (own and (is_near or is_among or is_label)))
    return chosen


def _is_taken(block: Block, taken: str) -> bool:
    lines = ["".join(line.split()) for line in block.text.split("\n")]
    long = len("".join(lines).encode("utf-8", "replace")) >= SHORTEST_TAKEN
    return long and all(line in taken for line in lines)


def _around(layout: Layout, holder: int) -> set[int]:
    """Return the boxes around a box, as far as they are of the next sizes: section, article."""
    box, found, sizes = layout.boxes[holder], set[int](), set[int]()
    while box.parent >= 0:
        at, box = box.parent, layout.boxes[box.parent]
        sizes.add(box.end - box.first)
        if len(sizes) > SIZES_AROUND:
            break
        found.add(at)
    return found


def _holders(layout: Layout) -> list[int]:
    """Return the innermost box with several blocks around each block."""
    holders = [0] * len(layout.blocks)
    for at, box in enumerate(layout.boxes):
        outer = layout.boxes[box.parent] if box.parent >= 0 else None
        is_wrapped = outer is not None and (outer.first, outer.end) == (box.first, box.end)
        if box.tag in LAYOUTS and box.end > box.first + 1 and not is_wrapped:
            holders[box.first : box.end] = [at] * (box.end - box.first)
    return holders


def _without_other_articles(blocks: Sequence[Block]) -> list[Block]:
    """Leave out the titles of other articles below a line that says so, up to the next sentence."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        label, *below = blocks[at].text.split("\n")
        if not names_other_articles(label) or (below and says_something(blocks[at])):
            found.append(blocks[at])
            at += 1
            continue
        at += 1
        start = at
        while at < len(blocks) and not _goes_on(blocks, at):
            at += 1
        while start < at < len(blocks) and blocks[at - 1].kind == "heading":
            at -= 1  # it stands above the sentence, and below the titles
    return found


def _goes_on(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the text goes on with a block: a sentence that is no teaser below its title."""
    below_title = is_link(blocks[at - 1]) and not is_link(blocks[at - 2])
    return says_something(blocks[at]) and not below_title


def _without_lists_of_links(blocks: list[Block]) -> list[Block]:
    """Leave out links before the first sentence and behind the last, where they are a list."""
    said = [at for at, block in enumerate(blocks) if says_something(block)]
    if not said:
        return blocks
    last = said[-1]
    if _ANNOUNCES.search(blocks[last].text):  # the links are what it says
        last = len(blocks)
    return [
        block
        for at, block in enumerate(blocks)
        if said[0] < at < last or not (block.group and is_link(block))
    ]
