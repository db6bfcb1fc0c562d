"""How does it read what the articles say of a text that was passed on?

The share of the text that stands in them, then the passages, best first, each verbatim with what
differs marked. Invariant: what stands in a quote is the article's text, unchanged; the message fits
Telegram's limits whatever was passed on.
"""

from collections.abc import Iterator

from bot.cards.buttons import Row, Surface, remove_button
from bot.cards.handoff import handoff_button, person_row
from bot.cards.links import permalink
from bot.cards.reply import Button, Composition, Reply, Style, shortened
from bot.messages import Messages
from knowledge import Compared, Comparison, Difference, DifferenceKind, Span

LONGEST_QUOTE = 700  # units of a passage; there are three at most
LONGEST_TITLE = 120
LONGEST_WORDS = 40  # of what differs
MOST_LINES = 4  # of differences, of a passage
MOST_MARKED = 12
MARKED = frozenset({DifferenceKind.NUMBER, DifferenceKind.NEGATION, DifferenceKind.NAME})


def render_comparison(
    compared: Compared,
    turn: int,
    say: Messages,
    contact: str | None = None,
    surface: Surface = Surface(),  # noqa: B008 - frozen
    *,
    helped: bool = False,
) -> Reply:
    """Return the message for a text that was compared; `helped` if a person can be asked."""
    if not compared.comparisons:
        return _none(turn, say, contact, surface, helped=helped)
    shown = compared.comparisons[: 1 if surface.manner != "full" else None]
    share = say("{percent} of this text stands in the articles.", percent=percent(compared.share))
    text = Composition().add(share, "bold")
    found = [d for one in shown for d in one.differences if d.kind in MARKED]
    if found:
        text.add(" " + say.count("{number} thing differs.", "{number} things differ.", len(found)))
    for number, comparison in enumerate(shown, start=1):
        _add(text, number if len(shown) > 1 else None, comparison, compared.text, say)
    opening = [
        Button(_opening(number, len(shown), say), url=permalink(surface.bot, one.passage.key))
        for number, one in enumerate(shown, start=1)
    ]
    rows: list[Row] = [(button,) for button in opening]
    if helped:
        rows.append((handoff_button(say("None of these"), "person", turn),))
    if surface.manner == "short":
        rows.append((remove_button(turn, say),))
    return text.reply(*rows)


def percent(share: float) -> str:
    """Return a share in per cent; only what is whole is 100.

    >>> percent(1.0), percent(0.999), percent(0.004)
    ('100 %', '99 %', '0 %')
    """
    return f"{int(100 * share + 1e-9)} %"


def _none(
    turn: int, say: Messages, contact: str | None, surface: Surface, *, helped: bool
) -> Reply:
    text = Composition().add(say("None of the articles says this in these words."), "bold")
    if contact:
        text.add("\n\n" + say("You can ask a person: {contact}", contact=contact))
    rows = [person_row(turn, say)] if helped else []
    if surface.manner == "short":
        rows.append((remove_button(turn, say),))
    return text.reply(*rows)


def _opening(number: int, shown: int, say: Messages) -> str:
    if shown == 1:
        return say("Open the place")
    return say("Open passage {number}", number=number)


def _add(text: Composition, number: int | None, one: Comparison, said: str, say: Messages) -> None:
    article = one.passage.article
    text.add(f"\n\n{number}. " if number else "\n\n")
    title = shortened(article.title, LONGEST_TITLE)
    text.add(title, "text_link" if article.url else "bold", url=article.url)
    if one.passage.paragraph:
        text.add(" · " + say("paragraph {number}", number=one.passage.paragraph))
    text.add(f" · {percent(one.share)}\n" if number else "\n")
    quote = shortened(one.written.of(one.passage.quote), LONGEST_QUOTE)
    text.add(quote, "blockquote", inside=list(_marks(one, len(quote))))
    differing = [d for d in one.differences if d.kind in MARKED]
    for difference in differing[:MOST_LINES]:
        text.add(f"\n• {_line(difference, said, one.passage.quote, say)}")
    text.add("\n• …" if len(differing) > MOST_LINES else "")


def _marks(one: Comparison, length: int) -> Iterator[tuple[Style, Span]]:
    """Yield how words of the quote look that differ: all underlined, weighty ones bold, too."""
    for difference in one.differences[:MOST_MARKED]:
        span = difference.written.shifted(-one.written.start)
        if span.start < span.end < length or span.start < span.end == length:
            yield "underline", span
            if difference.kind in MARKED:
                yield "bold", span


def _line(difference: Difference, text: str, quote: str, say: Messages) -> str:
    kind = {
        DifferenceKind.NUMBER: say("Number"),
        DifferenceKind.NEGATION: say("Yes or no"),
        DifferenceKind.NAME: say("Name"),
    }[difference.kind]
    said, written = (
        shortened(" ".join(span.of(whole).split()), LONGEST_WORDS)
        for span, whole in ((difference.said, text), (difference.written, quote))
    )
    if not written:
        return say("{kind}: the article does not have “{said}”.", kind=kind, said=said)
    if not said:
        return say("{kind}: the article has “{written}”.", kind=kind, written=written)
    return say(
        "{kind}: “{said}” here, “{written}” in the article.", kind=kind, said=said, written=written
    )
