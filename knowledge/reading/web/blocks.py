"""Which blocks of text does a page show, and in which boxes do they stand?

Invariant: one walk over the page, whose cost grows with its length only. Every word that a reader
sees is in exactly one block, in the order of the page; a box is a range of blocks.
"""

from lxml import etree

from knowledge.reading.composition import tidy
from knowledge.reading.paragraphs import ends_sentence
from knowledge.reading.web.elements import (
    HEADINGS,
    INLINE,
    LISTS,
    UNSEEN,
    Tree,
    is_bold,
    is_hidden,
    is_mark,
    names_of,
)
from knowledge.reading.web.grid import is_table, parts_of_grid
from knowledge.reading.web.layout import Block, BlockKind, Box, Layout

INDENT = "\u3000"  # what a Chinese paragraph begins with where no style does it


def layout_of(tree: Tree) -> Layout:
    """Return the blocks and the boxes of a page."""
    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            if not walk.enter(element):
                events.skip_subtree()
        elif event == "end":
            walk.leave(element)
        else:
            walk.say(element.tail)
    walk.flush()
    return Layout(tuple(walk.blocks), tuple(walk.boxes))


def _part_in(lists: list[str]) -> BlockKind:
    """Return what words are that stand in lists, outside of the points of the innermost."""
    if not lists:
        return "paragraph"
    return "item" if lists[-1] in LISTS else "definition"


class _Line:
    """A line that is being written."""

    __slots__ = ("bold", "linked", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.linked = 0
        self.bold = 0


class _Walk:
    """What has been seen of a page so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self._open: list[int] = []  # boxes
        self._lines = [_Line()]
        self._skipped: Tree = None
        self._links = self._bolds = self._pre = 0
        self._heading = False
        self._lists: list[str] = []  # tags of lists and glossaries
        self._groups = self._group = self._item = 0
        self._part: BlockKind = "paragraph"

    def enter(self, element: Tree) -> bool:
        """Begin an element; tell whether there is more to see in it."""
        tag = element.tag
        if tag in UNSEEN or (tag in INLINE and (is_mark(element) or is_hidden(element))):
            self._skipped = element
            return False
        if tag == "br":
            self._lines.append(_Line())
        elif tag in INLINE:
            self._links += tag == "a"
            self._bolds += is_bold(element)
        else:
            self.flush()
            if tag == "table" and is_table(element):
                self._table(element)
                return False
            self._begin(element, tag)
        self.say(element.text)
        return True

    def leave(self, element: Tree) -> None:
        """End an element, and say what follows it."""
        tag = element.tag
        if element is self._skipped:
            self._skipped = None
        elif tag in INLINE:
            self._links -= tag == "a"
            self._bolds -= is_bold(element)
        elif tag != "br":
            self.flush()
            self._end(tag)
        self.say(element.tail)

    def say(self, words: str | None) -> None:
        """Write words to the line."""
        if not words:
            return
        first, *others = words.split("\n") if self._pre else [words.replace("\n", " ")]
        self._write(first)
        for line in others:
            self._lines.append(_Line())
            self._write(line)

    def flush(self) -> None:
        """Make blocks of the lines: a blank line, a full one or an indent divides them."""
        lines, self._lines = self._lines, [_Line()]
        together: list[_Line] = []
        said: list[str] = []
        for line in lines:
            words = "".join(line.words)
            text = tidy(words)
            starts = not text or words.lstrip(" \t\r").startswith(INDENT)
            if said and not self._pre and (starts or ends_sentence(said[-1])):
                self._block(said, together)
                together, said = [], []
            if text:
                said.append(text)
                together.append(line)
        self._block(said, together)

    def _write(self, words: str) -> None:
        line = self._lines[-1]
        line.words.append(words)
        if self._links or self._bolds:
            length = len("".join(words.split()))
            line.linked += length if self._links else 0
            line.bold += length if self._bolds else 0

    def _block(self, said: list[str], lines: list[_Line]) -> None:
        if not said:
            return
        text = "\n".join(said)
        kind: BlockKind = "heading" if self._heading else self._part
        bold = sum(line.bold for line in lines) >= len("".join(text.split()))
        linked = sum(line.linked for line in lines)
        group = self._group if self._lists else 0
        self.blocks.append(Block(kind, text, linked, group, self._item, bold))

    def _begin(self, element: Tree, tag: str) -> None:
        first, parent = len(self.blocks), self._open[-1] if self._open else -1
        self._open.append(len(self.boxes))
        hidden, role = is_hidden(element), (element.get("role") or "").lower()
        self.boxes.append(Box(tag, names_of(element), role, parent, first, first, hidden))
        self._pre += tag in {"pre", "listing", "xmp"}
        if tag in HEADINGS or tag == "summary":
            self._heading = True
        elif tag in LISTS or tag == "dl":
            if not self._lists:
                self._groups += 1
                self._group = self._groups
            self._lists.append(tag)
        elif tag == "li":
            self._item += 1
            self._part = "item"
        elif tag in {"dt", "dd"}:
            self._item += tag == "dt" and self._part != "term"
            self._part = "term" if tag == "dt" else "definition"

    def _end(self, tag: str) -> None:
        at = self._open.pop()
        box = self.boxes[at]
        if len(self.blocks) > box.first:
            end = len(self.blocks)
            self.boxes[at] = Box(
                box.tag, box.names, box.role, box.parent, box.first, end, box.hidden
            )
        else:
            self.boxes.pop()
        self._pre -= tag in {"pre", "listing", "xmp"}
        if tag in HEADINGS or tag == "summary":
            self._heading = False
        elif tag in LISTS or tag == "dl":
            self._lists.pop()
        if tag in LISTS or tag in {"dl", "li", "dd"}:
            self._part = _part_in(self._lists)

    def _table(self, element: Tree) -> None:
        self._skipped = element
        words = sum(len("".join(text.split())) for text in element.itertext())
        linked = sum(len("".join(t.split())) for a in element.iter("a") for t in a.itertext())
        self._groups += 1
        for part in parts_of_grid(element):
            if text := tidy(part):
                share = linked * len(text) // max(words, 1)
                self.blocks.append(Block("table", text, share, self._groups))
