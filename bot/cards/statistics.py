"""How do the numbers of questions read below their picture?

Invariant: numbers of questions and people only; nobody is named.
"""

from bot.cards.reply import Composition, Reply, shortened
from bot.messages import Messages
from bot.records.statistics import Statistics

LONGEST_ROW = 60  # units of a question or title; a caption has 1,024


def render_statistics(found: Statistics, say: Messages) -> Reply:
    """Return the numbers in words."""
    total, text = found.total, Composition()
    questions = say.count("{number} question", "{number} questions", total.questions)
    people = say.count("{number} person", "{number} people", found.people)
    text.add(f"{found.days[0].day} – {found.days[-1].day}\n{questions} · {people}", "bold")
    text.add(f"\n{say('answered')} {total.answered} · {say('related passages')} {total.related}")
    text.add(f" · {say('not answered')} {total.unanswered}")
    for heading, rows in ((say("Most asked"), found.asked), (say("Most cited"), found.cited)):
        if rows:
            text.add(f"\n\n{heading}", "bold")
            text.add(
                "".join(f"\n{number} × {shortened(words, LONGEST_ROW)}" for words, number in rows)
            )
    return text.reply()
