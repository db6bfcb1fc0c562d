"""Which of a page's boxes are the site's?

Invariant: a box with most of the page's own words is never the site's, whatever it is called;
losing a paragraph is worse than keeping a button, so a doubt is decided for the text.
"""

from knowledge.language.introductions import is_asked
from knowledge.reading.web.elements import LISTS
from knowledge.reading.web.furniture import is_surely_furniture, may_be_furniture
from knowledge.reading.web.layout import Box, Layout
from knowledge.reading.web.weights import MOSTLY_LINKED, Sums, sums_of

LINKED = 0.6  # of the characters of a box, where it is a list of links
FEWEST_LINKS = 3  # blocks in a box that is a list of links
MOST_OF_PAGE = 0.5  # of a page's own words: a box with them holds the article

OF_SITE = frozenset({"nav", "aside", "footer", "menu"})
OF_SITE_BY_ROLE = frozenset(
    "navigation complementary contentinfo search dialog alertdialog menu menubar toolbar".split()
)
ARTICLES = frozenset({"article", "main"})


def without_site(layout: Layout) -> list[bool]:
    """Tell of each block whether it is in no box of the site."""
    sums = sums_of(layout.blocks)
    kept = [True] * len(layout.blocks)
    all_own = sums.own[-1]
    dropped: set[int] = set()
    for at, box in enumerate(layout.boxes):
        if box.parent in dropped:
            dropped.add(at)
        elif _is_of_site(box, layout, sums, all_own):
            dropped.add(at)
            kept[box.first : box.end] = [False] * (box.end - box.first)
    return kept


def _is_of_site(box: Box, layout: Layout, sums: Sums, all_own: float) -> bool:
    sentences, linked = sums.sentences_in(box), sums.share_linked(box)
    if box.hidden and not sentences and not _is_answer(box, layout):
        return True
    if box.tag in OF_SITE or box.role in OF_SITE_BY_ROLE:
        # A note beside the text of an article is an aside, too.
        is_note = box.tag == "aside" and sentences and linked < MOSTLY_LINKED
        return not (is_note and _in_article(box, layout))
    if sums.own_in(box) > MOST_OF_PAGE * all_own and sentences:
        return False
    if is_surely_furniture(box.names):
        return True
    if box.tag == "header" or may_be_furniture(box.names):
        return not sentences and (linked > 0 or box.tag == "header")
    return _is_list_of_links(box, layout, sums)


def _is_answer(box: Box, layout: Layout) -> bool:
    """Tell whether what is hidden unfolds below a heading or a question."""
    above = layout.blocks[box.first - 1] if box.first else None
    return above is not None and (above.kind == "heading" or is_asked(above.text))


def _in_article(box: Box, layout: Layout) -> bool:
    while box.parent >= 0:
        box = layout.boxes[box.parent]
        if box.tag in ARTICLES:
            return True
    return False


def _is_list_of_links(box: Box, layout: Layout, sums: Sums) -> bool:
    if box.end - box.first < FEWEST_LINKS or sums.sentences_in(box):
        return False
    if sums.share_linked(box) < LINKED:
        return False
    # A list of links between paragraphs may be the text's own; it is looked at again at its ends.
    beside = layout.boxes[box.parent] if box.parent >= 0 else box
    return not (box.tag in LISTS and sums.sentences_in(beside))
