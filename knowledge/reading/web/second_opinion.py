"""What does a library take for the article of a page?

Invariant: it is only an opinion: a page that the library cannot read, or that is too long for it,
is read without. trafilatura lives here.
"""

import logging

import trafilatura
from lxml import etree
from trafilatura.settings import use_config

from knowledge.reading.web.elements import Tree

# Paragraphs beside one another take it a time that grows with their square: 10,000 half a second,
# 40,000 twelve. Boxes in boxes are walked again and again: each element is a step, and so is each
# around it. Long pages have half of either.
MOST_ELEMENTS = 10_000
MOST_STEPS = 200_000
SPANS = ("colspan", "rowspan")
# The default of 250 merges a short Chinese page into one paragraph: it has fewer characters.
LEAST_EXTRACTED = "20"
# What a tree can make a library raise that expects another one.
RAISED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, we say


def taken_by_library(tree: Tree) -> str:
    """Return what the library takes for the article, without white space; it changes the tree."""
    if tree is None or _is_too_much(tree):
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


def _is_too_much(tree: Tree) -> bool:
    elements = steps = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        steps += depth
        if elements > MOST_ELEMENTS or steps > MOST_STEPS:
            return True
    return False
