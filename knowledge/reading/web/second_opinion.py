"""What does a library take for the article of a page?

Invariant: it is only an opinion: a page that the library cannot read, or that is too long for it,
is read without. trafilatura lives here.
"""

import logging

import trafilatura
from lxml import etree
from trafilatura.settings import use_config

from knowledge.reading.web.elements import Tree

MOST_BLOCKS = 3000  # it takes two seconds for these, and nine times as long for three times as many
# The default of 250 merges a short Chinese page into one paragraph: it has fewer characters.
LEAST_EXTRACTED = "20"
# What a tree can make a library raise that expects another one.
RAISED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, we say


def taken_by_library(tree: Tree) -> str:
    """Return what the library takes for the article, without white space; it changes the tree."""
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", LEAST_EXTRACTED)
    try:
        document = trafilatura.bare_extraction(tree, include_comments=False, config=settings)
    except (*RAISED, etree.LxmlError):
        return ""
    body = getattr(document, "body", None)
    return "" if body is None else "".join("".join(body.itertext()).split())
