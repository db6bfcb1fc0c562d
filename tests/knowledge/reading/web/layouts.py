"""How do the tests of the web room lay a page out?"""

from lxml import html

from knowledge.reading.web.blocks import layout_of
from knowledge.reading.web.elements import Tree
from knowledge.reading.web.layout import Layout


def tree_of(body: str) -> Tree:
    """Return the tree of a page with a body."""
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def laid_out(body: str) -> Layout:
    """Return the blocks and boxes of a page with a body."""
    return layout_of(tree_of(body))


def texts(body: str) -> list[str]:
    """Return the texts of the blocks of a page with a body."""
    return [block.text for block in laid_out(body).blocks]
