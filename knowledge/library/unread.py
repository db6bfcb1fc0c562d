"""Which files of a folder are of kinds that are not read, and what can be done about them?

Invariant: every file that looks like somebody's words is counted; what a browser or this program
itself puts beside the articles is not.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.reading.other_kinds import better_kind

# Endings of what lies beside articles and nobody takes for one: what a browser saves with a page,
# and what this room sets aside.
BESIDE_ARTICLES = frozenset(
    ".css .js .map .woff .woff2 .ttf .eot .ico .svg .gif .removed .replaced .tmp .bak .lock".split()
)


@dataclass(frozen=True, slots=True)
class Unread:
    """How many files have an ending that is not read, and what to save them as, if that is known.

    >>> str(Unread(".doc", 4, ".docx"))
    '.doc 4 (save as .docx)'
    """

    ending: str
    count: int
    better: str = ""

    def __str__(self) -> str:
        remedy = f" (save as {self.better})" if self.better else ""
        return f"{self.ending} {self.count}{remedy}"


def unread(names: Iterable[str]) -> tuple[Unread, ...]:
    """Return the endings of some files that are not read, those of most files first.

    >>> [str(one) for one in unread(["a.DOC", "b.doc", "README", "c.md.removed-2", "d.xyz"])]
    ['.doc 2 (save as .docx)', '.xyz 1']
    """
    counts = Counter(ending for name in names if (ending := ending_of(name)))
    return tuple(
        Unread(ending, count, better_kind(ending))
        for ending, count in counts.most_common()
        if ending not in BESIDE_ARTICLES
    )


def ending_of(name: str) -> str:
    """Return the ending of a file's name in lower case, without a number behind it.

    >>> ending_of("news/A.Doc"), ending_of("a.md.removed-2"), ending_of("README")
    ('.doc', '.removed', '')
    """
    _, dot, ending = name.rpartition("/")[2].rpartition(".")
    return f".{ending.partition('-')[0]}".lower() if dot else ""
