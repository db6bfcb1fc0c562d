"""What do the pictures of scanned pages say?

Invariant: what is recognised is marked as such with its confidence, and lines that the library is
not sure of are left out; where the extra is not installed, nothing is recognised. RapidOCR and
pypdfium2 live here. Their models come in the wheel: nothing is fetched.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from statistics import fmean, median
from typing import Any

from knowledge.model.errors import ArticleError
from knowledge.reading.composition import Piece, compose_article
from knowledge.reading.language import language_of
from knowledge.reading.metadata import Metadata
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.pdf.lines import PrintedLine, pieces_of
from knowledge.runtime.worker import go_on

NEEDED = ("rapidocr", "onnxruntime", "pypdfium2")
MOST_PAGES = 200  # a page takes one to five seconds
DOTS_PER_INCH = 150  # characters of ten points are twenty dots high
LARGEST_SIDE = 4_000  # dots of a page; a poster is drawn smaller
LEAST_CONFIDENCE = 0.6  # of a line that is believed
POINTS_PER_INCH = 72
LARGE = 1.3  # times the usual height of a line: that of a heading


# What stands above recognised text, as a label: it is cited with each passage of it.
MARKS = {
    "zh-Hant": "由圖片識別，可信度 {percent} %",
    "zh-Hans": "由图片识别，可信度 {percent} %",
    "en": "recognised from pictures, {percent} % sure",
}
_WARNING = "its text was recognised from pictures, {percent} % sure; compare names and numbers"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of recognised pages, and how sure the library is of them on average, of 1."""

    pages: Sequence[Sequence[PrintedLine]]
    confidence: float


def is_installed() -> bool:
    """Tell whether pictures can be recognised."""
    return all(find_spec(name) for name in NEEDED)


def reading_of(content: bytes, metadata: Metadata, file: str, nothing: str) -> Reading:
    """Return the article that scanned pages show; `nothing` is the problem if that is none."""
    if not is_installed():
        return refused(ArticleError(file, None, nothing))
    found = recognised(content)
    pieces = list(pieces_of(found.pages))
    percent = int(100 * found.confidence)
    language = metadata.language or language_of("".join(piece.text for piece in pieces))
    mark = Piece(MARKS.get(language or "en", MARKS["en"]).format(percent=percent), "label")
    title = metadata.title or _title(pieces)
    own = pieces[1:] if pieces and pieces[0].text == title else pieces
    named = replace(metadata, title=title, language=language)
    reading = compose_article([mark, *own] if own else [], named, file, nothing)
    warning = ArticleError(file, None, _WARNING.format(percent=percent))
    return replace(reading, warnings=(warning,)) if reading.articles else reading


def _title(pieces: Sequence[Piece]) -> str | None:
    return pieces[0].text if pieces and pieces[0].kind == "heading" else None


def recognised(content: bytes) -> Recognised:
    """Return what the pages of a PDF show, however its pictures are packed."""
    pages, sure = [], list[float]()
    for picture, scale in _pictures(content):
        lines = list(_lines(picture, scale))
        pages.append([line for line, _ in lines])
        sure += [confidence for _, confidence in lines]
        go_on()
    return Recognised(pages, fmean(sure) if sure else 0.0)


def _pictures(content: bytes) -> Iterator[tuple[Any, float]]:
    """Yield the pages as arrays of dots, and how many dots a point has."""
    import pypdfium2  # noqa: PLC0415 - an extra

    document = pypdfium2.PdfDocument(content)
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        most = LARGEST_SIDE / max(*page.get_size(), 1.0)
        scale = min(DOTS_PER_INCH / POINTS_PER_INCH, most)
        yield page.render(scale=scale).to_numpy(), scale
        page.close()
    document.close()


def _lines(picture: Any, scale: float) -> Iterator[tuple[PrintedLine, float]]:  # noqa: ANN401 - an array
    """Yield the lines of a page from above, each with its confidence."""
    found = _library()(picture)
    if found.boxes is None:
        return
    heights = [max(y for _, y in box) - min(y for _, y in box) for box in found.boxes]
    usual = median(heights)
    for text, confidence, box, height in zip(
        found.txts, found.scores, found.boxes, heights, strict=True
    ):
        if confidence < LEAST_CONFIDENCE or not any(map(str.isalnum, text)):
            continue  # a blot is taken for a sign
        size = height if height > LARGE * usual else usual  # boxes of one size differ by a tenth
        x, bottom = min(x for x, _ in box), picture.shape[0] - max(y for _, y in box)
        place = (float(number / scale) for number in (x, bottom, size))
        yield PrintedLine(text, *place), float(confidence)


@cache
def _library() -> Any:  # noqa: ANN401 - it ships no types
    """Load the models, once a process; they take a second and half a gigabyte."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - an extra

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    engine = "EngineConfig.onnxruntime"
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # pages stand upright
            "Rec.rec_batch_num": 1,
            f"{engine}.intra_op_num_threads": 1,  # the other core is for those who ask
            f"{engine}.inter_op_num_threads": 1,
        }
    )
