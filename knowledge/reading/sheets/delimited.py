"""What does a file of cells between commas, semicolons or tabs say?

Invariant: the sign between cells is the one that cuts the first rows into equally many; cells in
quotes may hold it, and line ends, too.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import PurePosixPath

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import compose_article
from knowledge.reading.metadata import Metadata
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.sheets.rows import bounded, pieces_of_rows

SIGNS = (",", "\t", ";", "|", "，")
SAMPLE = 50  # rows that decide which sign it is
SEPARATOR = "sep="  # how Excel names it in a first line

_NOTHING = "there is no row with text in it; add some or remove the file"


def read_delimited(text: str, file: str) -> Reading:
    """Return the one article of a .csv or .tsv file, whose rows are its entries."""
    sign = "\t" if file.lower().endswith(".tsv") else ""
    if text[: len(SEPARATOR)].lower() == SEPARATOR:
        first, _, text = text.partition("\n")
        sign = sign or first[len(SEPARATOR) :].strip("\r")[:1]
    try:
        rows = list(bounded(_rows(text, sign or _sign_of(text)), file))
    except csv.Error as error:
        problem = f"it cannot be divided into cells ({error}); close its quotes or save it again"
        return refused(ArticleError(file, None, problem))
    title = Metadata(title=PurePosixPath(file).stem)
    return compose_article(list(pieces_of_rows(rows)), title, file, _NOTHING)


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=sign)


def _sign_of(text: str) -> str:
    """Return the sign that cuts most of the first rows into as many cells, and into several."""
    best, most = SIGNS[0], 0.0
    for sign in SIGNS:
        try:
            counts = Counter(map(len, filter(any, islice(_rows(text, sign), SAMPLE))))
        except csv.Error:
            continue
        cells, rows = max(counts.items(), key=lambda one: (one[0] > 1, one[1]), default=(0, 0))
        alike = rows / max(counts.total(), 1) if cells > 1 else 0.0
        if alike > most:
            best, most = sign, alike
    return best
