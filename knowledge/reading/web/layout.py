"""What are the blocks of text on a page, and the boxes around them?

Invariant: a box is a range of the blocks, and comes after the box that it is in.
"""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "term", "definition", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand together; `linked` is how many of their characters are a link.

    Blocks of one list have the same `group`, and those of one of its points the same `item`; so
    have terms and their definitions.
    """

    kind: BlockKind
    text: str
    linked: int = 0
    group: int = 0
    item: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """An element with the blocks from `first` up to `end`; `names` are its class and id."""

    tag: str
    names: str
    role: str
    parent: int
    first: int
    end: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page and the boxes around them, each box after the one that it is in."""

    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]
