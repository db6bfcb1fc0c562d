"""Where do the question's terms stand in the candidates?

The terms that weigh are the columns: characters and stems first, then pairs of sounds. The rows are
segments: for each candidate what stands above it, then its sentences. Invariant: all candidates are
looked at in one pass over their profiles; what is found in one does not depend on the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import local

import numpy as np
from numpy.typing import NDArray

from knowledge.indexing.profile import HALF, MOST, Profiles
from knowledge.indexing.scan import CODE_BITS, CODES, GOES_ON, Codes, character_code, word_code
from knowledge.language.places import place_names
from knowledge.language.syllables import FIRST_PAIR, SOUND_BITS, SOUNDS
from knowledge.model.query import Term
from knowledge.search.weights import WINDOW_SHARES

BLOCK = 12  # tokens: a tight stretch is two blocks
MOST_WRITTEN = 255  # different characters and stems looked for: the rest of a question is ignored

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Columns:
    """What is looked for: codes of characters and stems, then pairs of sounds.

    `weight` is each one's own, `share` the one that it has in the best window; `written` and
    `spoken` are what the typed ones of either kind weigh together. `named` are the places and
    numbers that were typed: the columns of the characters, or the one of the digits, of each.
    """

    codes: tuple[int, ...]
    pairs: tuple[int, ...]
    weight: Floats
    share: Floats
    written: float
    spoken: float
    named: tuple[tuple[int, ...], ...]

    @property
    def is_spoken(self) -> bool:
        """Tell whether the question is in pinyin alone: nothing was written, only spelled out."""
        return not self.written and self.spoken > 0

    @property
    def terms(self) -> int:
        """How many different things the question names: characters and stems, or syllables."""
        return len(self.pairs) + 1 if self.is_spoken else len(self.codes)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found.

    `present` has a row a segment and a column a term: 1 where the term stands there; the rows of
    what stands above are empty, their findings are in `above`, a row a candidate. `fresh` has the
    terms that do not stand above: every passage of an article is about its title, and that it is
    said again makes none better; `covered` and `spoken` are what the written and the spoken ones
    among them weigh. `first` is each
    candidate's first row, `owner` each row's candidate, `width` each row's tokens, `stretches` the
    written terms of each block of tokens and `first_stretch` each candidate's first block.
    """

    columns: Columns
    present: Floats
    above: Floats
    fresh: Floats
    covered: Floats
    spoken: Floats
    first: Numbers
    owner: Numbers
    width: Numbers
    spans: Codes
    kinds: Numbers
    stretches: Floats
    first_stretch: Numbers

    def sentences_of(self, candidate: int) -> slice:
        """Return the rows of a candidate's sentences."""
        last = candidate + 1 == len(self.first)
        end = len(self.owner) if last else int(self.first[candidate + 1])
        return slice(int(self.first[candidate]) + 1, end)

    def lacking(self, candidate: int) -> float:
        """Return the share of the named places and numbers that a candidate does not have."""
        named = self.columns.named
        if not named:
            return 0.0
        here = self.present[self.sentences_of(candidate)].any(axis=0) | (self.above[candidate] > 0)
        return sum(not here[list(columns)].all() for columns in named) / len(named)


def columns_of(terms: Sequence[Term], weights: Sequence[float]) -> Columns:
    """Return what is looked for in profiles; of two terms with one code the heavier counts."""
    tables: dict[str, dict[int, float]] = {"written": {}, "spoken": {}}
    typed = {"written": 0.0, "spoken": 0.0}
    for term, weight in zip(terms, weights, strict=True):
        kind = _KINDS.get(term.field)
        code = _code(term) if kind else None
        if kind is None or code is None:
            continue
        if term.is_typed:
            typed[kind] += weight
        if weight > tables[kind].get(code, 0.0):
            tables[kind][code] = weight
    codes = dict(islice(tables["written"].items(), MOST_WRITTEN))
    pairs = tables["spoken"]
    own = np.array([*codes.values(), *pairs.values()])
    share = own * WINDOW_SHARES["characters"]
    share[len(codes) :] = own[len(codes) :] * WINDOW_SHARES["pinyin"]
    return Columns(
        codes=tuple(codes),
        pairs=tuple(pairs),
        weight=own,
        share=share,
        written=typed["written"],
        spoken=typed["spoken"],
        named=tuple(_named(terms, {code: column for column, code in enumerate(codes)})),
    )


def _named(terms: Sequence[Term], columns: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """Yield the columns of each place and number that was typed, without those of stop words."""
    places = place_names()
    for term in terms:
        if term.field == "words" and term.text in places and term.is_typed:
            codes = map(character_code, term.text)
        elif term.field == "stems" and term.text.isdecimal() and term.is_typed:
            codes = map(word_code, [term.text])
        else:
            continue
        yield tuple(columns[code] for code in codes if code in columns)


def evidence(columns: Columns, profiles: Profiles) -> Evidence:
    """Return where terms stand in some profiles."""
    rows, sizes = profiles.segments_of, profiles.tokens_of
    first = rows.cumsum() - rows
    owner = np.arange(len(rows)).repeat(rows)
    shapes = profiles.segments[:, 1]
    width = (shapes >> HALF).astype(np.int64)

    at, column = _written(profiles.tokens, columns.codes)
    said_at, said = _spoken(profiles.tokens, columns.pairs)
    segment = np.arange(len(owner)).repeat(width)
    written = len(columns.codes)
    present = np.zeros((len(owner), written + len(columns.pairs)))
    row = segment[at]
    present[row, column] = 1
    present[segment[said_at], said + written] = 1
    above = present[first]
    present[first] = 0
    fresh = present * (1 - above)[owner]

    blocks = sizes // BLOCK + 1
    first_stretch = blocks.cumsum() - blocks
    holder = owner[row]
    stretch = first_stretch[holder] + (at - (sizes.cumsum() - sizes)[holder]) // BLOCK
    stretches = np.zeros((int(blocks.sum()), written))
    stretches[stretch, column] = fresh[row, column]
    return Evidence(
        columns=columns,
        present=present,
        above=above,
        fresh=fresh,
        covered=fresh[:, :written] @ columns.weight[:written],
        spoken=fresh[:, written:] @ columns.weight[written:],
        first=first,
        owner=owner,
        width=width,
        spans=profiles.segments[:, 0],
        kinds=(shapes & MOST).astype(np.int64),
        stretches=stretches,
        first_stretch=first_stretch,
    )


def _code(term: Term) -> int | None:
    """Return the code of a term in profiles; a lone sound has none."""
    if term.field == "characters":
        return character_code(term.text)
    if term.field == "stems":
        return word_code(term.text)
    pair = ord(term.text) - FIRST_PAIR
    return pair if pair >= 0 else None


_KINDS = {"characters": "written", "stems": "written", "pinyin": "spoken"}


def _written(tokens: Codes, codes: Sequence[int]) -> tuple[Numbers, Numbers]:
    """Return where codes stand, and which."""
    table = _scratch()
    table[list(codes)] = np.arange(1, len(codes) + 1, dtype=np.uint8)
    found = table.take(tokens & (CODES - 1))
    table[list(codes)] = 0
    at = found.nonzero()[0]
    return at, found[at].astype(np.int64) - 1


def _spoken(tokens: Codes, pairs: Sequence[int]) -> tuple[Numbers, Numbers]:
    """Return where pairs of sounds begin, and which."""
    if not pairs:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    wanted = np.array(pairs, dtype=np.int64)
    order = np.argsort(wanted)
    begins = np.zeros(1 << 32 - CODE_BITS, dtype=np.bool_)
    begins[(GOES_ON >> CODE_BITS) + (wanted >> SOUND_BITS)] = True
    sounds = tokens >> CODE_BITS
    at = begins.take(sounds).nonzero()[0]
    first, second = sounds[at] & (SOUNDS - 1), sounds[at + 1] & (SOUNDS - 1)
    pair = (first.astype(np.int64) << SOUND_BITS) + second
    place = np.searchsorted(wanted[order], pair)
    place[place == len(wanted)] = 0
    right = wanted[order][place] == pair
    return at[right], order[place[right]]


_LOCAL = local()


def _scratch() -> NDArray[np.uint8]:
    """Return a table of all codes, empty but while it is used; one a thread, kept for its life."""
    if not hasattr(_LOCAL, "table"):
        _LOCAL.table = np.zeros(CODES, dtype=np.uint8)
    table: NDArray[np.uint8] = _LOCAL.table
    return table
