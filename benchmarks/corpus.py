"""Over which passages is searched?

A corpus is a file of JSON lines, one passage a line, read anew each time it is walked through, so
that a million passages need no memory. Invariant: the same sets, number and seed make the same
file, byte for byte.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SENTENCES = (3, 6)  # fewest and most sentences of a made passage
SHORTEST = 8  # characters; what is shorter is a remnant of an abbreviation, no sentence
SENTENCE_END = re.compile(r"(?<=[。！？!?；])|(?<=[.])\s+(?=[A-Z\"“])|\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is found: a passage with its title."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """Return title and text, as the peers index them."""
        return f"{self.title}\n{self.text}"

    def line(self) -> str:
        """Return the passage as a line of JSON, its end included."""
        row = {"id": self.id, "title": self.title, "text": self.text}
        return json.dumps(row, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of passages."""

    file: Path

    def __iter__(self) -> Iterator[Passage]:
        with self.file.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Passage(str(row["id"]), str(row["title"]), str(row["text"]))

    def __len__(self) -> int:
        with self.file.open(encoding="utf-8") as lines:
            return sum(1 for _ in lines)


def written(file: Path, passages: Iterable[Passage]) -> Corpus:
    """Write passages to a file and return it as a corpus."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(passage.line() for passage in passages)
    return Corpus(file)


def joined(file: Path, corpora: Iterable[Corpus]) -> Corpus:
    """Write the passages of several corpora, whose ids differ, to one file."""
    return written(file, (passage for corpus in corpora for passage in corpus))


def filtered(file: Path, corpus: Corpus, keep: Callable[[Passage], bool]) -> Corpus:
    """Write the passages that are to be kept to a file."""
    return written(file, filter(keep, corpus))


def made(file: Path, corpora: Sequence[Corpus], passages: int, seed: int) -> Corpus:
    """Write a number of passages made from the sentences of some corpora to a file."""
    return written(file, _made(corpora, passages, seed))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, ends included, without what is too short to be one."""
    pieces = (piece.strip() for piece in SENTENCE_END.split(text))
    return [piece for piece in pieces if len(piece) >= SHORTEST]


def _made(corpora: Sequence[Corpus], passages: int, seed: int) -> Iterator[Passage]:
    """Yield passages of random sentences; those of one passage come from one corpus.

    Languages are therefore not mixed in a passage, and a corpus gives as many passages as it has.
    """
    chance = random.Random(seed)
    shelves = [[(p.title, s) for p in corpus for s in sentences(p.text)] for corpus in corpora]
    shares = [len(corpus) for corpus in corpora]
    for number in range(passages):
        (shelf,) = chance.choices(shelves, shares)
        drawn = chance.choices(shelf, k=chance.randint(*SENTENCES))
        yield Passage(f"made-{number}", drawn[0][0], _text([sentence for _, sentence in drawn]))


def _text(drawn: Sequence[str]) -> str:
    """Join sentences; those that end in a Latin letter or full stop want a space."""
    return "".join(s + " " if s[-1].isascii() else s for s in drawn).strip()
