"""What does a library take for the article of a page?

Invariant: it is only an opinion: a page that the library cannot read, or that is too long for it,
is read without. trafilatura lives here.
"""

import logging
from itertools import islice

import trafilatura
from lxml import etree
from trafilatura.settings import use_config

from knowledge.reading.web.elements import Tree

# It takes a second for a page of these, and many for one of three times as many: boxes in boxes are
# walked again and again.
MOST_ELEMENTS = 10_000
SPANS = ("colspan", "rowspan")
# The default of 250 merges a short Chinese page into one paragraph: it has fewer characters.
LEAST_EXTRACTED = "20"
# What a tree can make a library raise that expects another one.
RAISED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, we say


def taken_by_library(tree: Tree) -> str:
    """Return what the library takes for the article, without white space; it changes the tree."""
    if tree is None or next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None:
        return ""
    for cell in tree.iter("td", "th"):  # it writes a merged cell as often as the page asks for
        for name in SPANS:
            cell.attrib.pop(name, None)
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", LEAST_EXTRACTED)
    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, config=settings)
    except (*RAISED, etree.LxmlError):
        return ""
    body = getattr(document, "body", None)
    return "" if body is None else "".join("".join(body.itertext()).split())
