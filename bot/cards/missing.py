"""What of the question does the passage not say, in one short line?

Invariant: what was typed is shown as typed, the kind of thing that was asked for in the reader's
language; the line has room for a few.
"""

from bot.cards.reply import shortened
from bot.messages import Messages
from knowledge import Citation

MOST_SHOWN = 4
LONGEST_SHOWN = 30  # units of a word


def missing_line(citation: Citation, say: Messages) -> str:
    """Return the line, or nothing if the passage lacks nothing."""
    shown = [
        thing_name(gap.thing, say) if gap.thing else shortened(gap.text, LONGEST_SHOWN)
        for gap in citation.missing
    ]
    if not shown:
        return ""
    words = say(", ").join(dict.fromkeys(shown[:MOST_SHOWN]))
    return say("Not in this passage: {words}", words=words)


def thing_name(thing: str, say: Messages) -> str:
    """Return the name of a thing that was asked for, as in *Not in this passage: price*."""
    return {
        "price": say("price"),
        "age": say("age"),
        "area": say("area"),
        "phone number": say("phone number"),
        "e-mail address": say("e-mail address"),
        "address": say("address"),
        "birthplace": say("birthplace"),
        "percentage": say("percentage"),
        "distance": say("distance"),
        "weight": say("weight"),
        "temperature": say("temperature"),
        "duration": say("how long"),
        "time of day": say("time of day"),
        "date": say("date"),
        "year": say("year"),
    }[thing]
