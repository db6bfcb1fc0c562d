"""How do the numbers look as a picture?

Bars of the questions a day, and the most asked and cited. Invariant: every character of the
articles' languages is drawn with a glyph of its own language's style; text never runs over its
column; the picture has a ground of its own, so that it reads alike in light and dark chats.
"""

from bisect import bisect_left
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.languages import Language
from bot.messages import Messages
from bot.records.statistics import Day, Statistics

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, MARGIN = 1280, 980, 64  # pixels
COLUMN = (WIDTH - 3 * MARGIN) // 2
CHART_TOP, CHART_BOTTOM = 200, 470
LEGEND_TOP, LISTS_TOP, ROW = 516, 610, 62
LISTED = 5  # rows of a list
GAP = 0.25  # of a bar's width between two bars
PAPER, INK, FAINT, LINE = "#FBFAF7", "#22252B", "#6B7078", "#DDDAD2"
Type = tuple[int, str]  # the size of letters in pixels, and their colour
TITLE, HEADING, SUBTITLE, WORDS, COUNT = (44, INK), (27, INK), (27, FAINT), (22, INK), (22, FAINT)
ANSWERED, RELATED, UNANSWERED = "#2A7F78", "#E2A33B", "#B5483F"  # apart for the colour-blind, too
FACES: dict[Language, int] = {"zh-Hans": 2}  # of the font collection, which differ in Chinese …
USUAL_FACE = 3  # … and for every other language


def draw(found: Statistics, say: Messages) -> bytes:
    """Return the picture as PNG; raise BotError if the library or the font is not installed."""
    try:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - an extra, loaded where it is used
    except ImportError:
        raise BotError("the picture needs an extra: `pip install 'youju[pictures]'`") from None
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = _Pen(ImageDraw.Draw(image), say.language)
    _head(pen, found, say)
    _chart(pen, found.days)
    _legend(pen, found.total, say)
    _list(pen, MARGIN, say("Most asked"), found.asked)
    _list(pen, 2 * MARGIN + COLUMN, say("Most cited"), found.cited)
    png = BytesIO()
    image.save(png, "PNG", optimize=True)
    return png.getvalue()


class _Pen:
    """Draws on a picture, with the letters of a language."""

    def __init__(self, on: "ImageDraw", language: Language) -> None:
        self._on = on
        self._language = language

    def text(self, at: tuple[int, int], words: str, type_: Type, room: int = WIDTH) -> int:
        """Write words from a point, cut to a room, and return their width."""
        size, colour = type_
        font = _font(self._language, size)
        shown = _fitting(words, font, room)
        self._on.text(at, shown, colour, font)
        return int(font.getlength(shown))

    def right(self, at: tuple[int, int], words: str, type_: Type) -> int:
        """Write words that end at a point, and return their width."""
        width = int(_font(self._language, type_[0]).getlength(words))
        return self.text((at[0] - width, at[1]), words, type_)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Fill a rectangle."""
        if right > left and bottom > top:
            self._on.rectangle((left, top, right - 1, bottom - 1), colour)


def _head(pen: _Pen, found: Statistics, say: Messages) -> None:
    room = WIDTH - 2 * MARGIN
    pen.text((MARGIN, 48), say("What was asked"), TITLE, room)
    questions = say.count("{number} question", "{number} questions", found.total.questions)
    people = say.count("{number} person", "{number} people", found.people)
    span = f"{found.days[0].day} – {found.days[-1].day}"
    pen.text((MARGIN, 116), f"{span} · {questions} · {people}", SUBTITLE, room)


def _chart(pen: _Pen, days: tuple[Day, ...]) -> None:
    most = max(1, *(day.questions for day in days))
    scale = (CHART_BOTTOM - CHART_TOP) / most
    left = MARGIN + pen.text((MARGIN, CHART_TOP - 14), str(most), COUNT) + 16
    pen.box(left, CHART_TOP, WIDTH - MARGIN, CHART_TOP + 1, LINE)
    pen.box(left, CHART_BOTTOM, WIDTH - MARGIN, CHART_BOTTOM + 2, FAINT)
    step = (WIDTH - MARGIN - left) / len(days)
    for place, day in enumerate(days):
        x, y = left + place * step, float(CHART_BOTTOM)
        for number, colour in _outcomes(day):
            pen.box(x, y - number * scale, x + step * (1 - GAP), y, colour)
            y -= number * scale
    pen.text((left, CHART_BOTTOM + 8), f"{days[0].day:%m-%d}", COUNT)
    pen.right((WIDTH - MARGIN, CHART_BOTTOM + 8), f"{days[-1].day:%m-%d}", COUNT)


def _legend(pen: _Pen, total: Day, say: Messages) -> None:
    names = (say("answered"), say("related passages"), say("not answered"))
    x = MARGIN
    for name, (number, colour) in zip(names, _outcomes(total), strict=True):
        pen.box(x, LEGEND_TOP + 12, x + 22, LEGEND_TOP + 34, colour)
        share = round(100 * number / max(1, total.questions))
        words = f"{name} {number} ({share} %)"
        x += 34 + pen.text((x + 34, LEGEND_TOP + 4), words, HEADING) + 44


def _list(pen: _Pen, x: int, heading: str, rows: tuple[tuple[str, int], ...]) -> None:
    pen.text((x, LISTS_TOP), heading, HEADING)
    most = max((number for _, number in rows), default=1)
    for place, (words, number) in enumerate(rows[:LISTED]):
        y = LISTS_TOP + 52 + place * ROW
        taken = pen.right((x + COLUMN, y), str(number), COUNT)
        pen.text((x, y), " ".join(words.split()), WORDS, COLUMN - taken - 24)
        pen.box(x, y + 36, x + COLUMN, y + 40, LINE)
        pen.box(x, y + 36, x + COLUMN * number / most, y + 40, ANSWERED)


def _outcomes(day: Day) -> tuple[tuple[int, str], ...]:
    return (day.answered, ANSWERED), (day.related, RELATED), (day.unanswered, UNANSWERED)


def _fitting(words: str, font: "FreeTypeFont", room: int) -> str:
    """Return words that fit a room, with … where something was left out."""
    if font.getlength(words) <= room:
        return words

    def width(shown: int) -> float:
        return font.getlength(f"{words[: shown + 1]}…")

    end = bisect_left(range(len(words)), float(room), key=width)
    return f"{words[:end]}…"


@cache
def _font(language: Language, size: int) -> "FreeTypeFont":
    try:
        from noto_cjk_sans_otc import FONT_PATH  # noqa: PLC0415 - an extra
        from PIL import ImageFont  # noqa: PLC0415 - an extra
    except ImportError:
        raise BotError("the picture needs an extra: `pip install 'youju[pictures]'`") from None
    return ImageFont.truetype(str(FONT_PATH), size, index=FACES.get(language, USUAL_FACE))
