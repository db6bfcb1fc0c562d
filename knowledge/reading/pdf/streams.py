"""Which operations draw a page or a form of a PDF, and how much work is that in all?

Invariant: a drawing that pages share is unpacked once for all of them; what was unpacked and what
was drawn is counted, so that a file that multiplies itself is told by its numbers. pypdf lives
here.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

Operation: TypeAlias = tuple[Any, bytes]

MEGABYTE = 1_000_000
MOST_KEPT = 40  # drawings; a presentation shares one or two among all its pages
# Bytes that draw all pages: text is packed to a tenth, a bomb to a thousandth.
MOST_UNPACKED = 300 * MEGABYTE
MOST_RATIO = 40
FREE_OF_RATIO = MEGABYTE
# Operations: a file has one for some bytes of it; a page that is used again and again has more.
MOST_DRAWN = 20_000_000
MOST_DRAWN_A_BYTE = 20
FREE_OPERATIONS = 200_000


@dataclass(slots=True)
class Streams:
    """The drawings of a document, and how much was unpacked and drawn so far."""

    unpacked: int = 0
    drawn: int = 0
    _known: "OrderedDict[int, tuple[object, list[Operation]]]" = field(default_factory=OrderedDict)

    def operations(self, content: object, owner: DictionaryObject, most: int) -> list[Operation]:
        """Return the operations of a page or a form, as many as some bytes have."""
        if not isinstance(content, StreamObject | ArrayObject) or most <= 0:
            return []
        if id(content) not in self._known:
            reference = getattr(owner, "indirect_reference", None)
            stream = ContentStream(content, reference.pdf if reference is not None else None)
            data = stream.get_data()
            if len(data) > most:
                stream.set_data(data[:most])
            self.unpacked += len(data)
            self._known[id(content)] = (content, list(stream.operations))
            if len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(id(content))
        return self._known[id(content)][1]

    def excess(self, size: int) -> str:
        """Return how a file of some bytes multiplies itself; nothing if it does not.

        >>> Streams(unpacked=900_000_000).excess(10_000_000)
        'its pages unpack to 90 times its size'
        """
        ratio = self.unpacked // max(size, 1)
        if self.unpacked > MOST_UNPACKED or (self.unpacked > FREE_OF_RATIO and ratio > MOST_RATIO):
            return f"its pages unpack to {ratio:,} times its size"
        often = self.drawn // max(size, 1)
        many = self.drawn > FREE_OPERATIONS and often > MOST_DRAWN_A_BYTE
        if many or self.drawn > MOST_DRAWN:
            return f"its pages take {self.drawn:,} steps to draw"
        return ""
