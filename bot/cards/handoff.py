"""How do a question on its way to a person, and the person's reply, read in a chat?

Invariant: what a person writes comes through word for word, in as many messages as it needs, and is
never mistaken for what the articles say.
"""

from collections.abc import Sequence

from bot.cards.buttons import BUTTONS_FORM, Surface
from bot.cards.reply import LONGEST_TEXT, Button, Composition, Reply, divided, shortened
from bot.messages import Messages
from bot.records.handoffs import Handoff
from knowledge import Citation

LONGEST_QUESTION = 1500  # units shown to whoever answers; a message has 4,096
LONGEST_SENTENCE = 300  # of a passage that came close
LONGEST_TITLE = 80
LONGEST_NAME = 80
CLOSEST = 3  # passages shown to whoever answers
LONGEST_REPEATED = 200  # of the question above its reply
RESERVED = 400  # units of a reply's first message that are ours


def handoff_button(label: str, verb: str, number: int, place: int | None = None) -> Button:
    """Return a button about a turn or a handed question.

    >>> handoff_button("Send 1", "pick", 7, 0).data
    '1:pick:7:0'
    """
    tail = "" if place is None else f":{place}"
    return Button(label, f"{BUTTONS_FORM}:{verb}:{number}{tail}")


def person_row(turn: int, say: Messages) -> tuple[Button, ...]:
    """Return the row of buttons that hands a question to a person."""
    return (handoff_button(say("Ask a person"), "person", turn),)


def with_person_row(reply: Reply, turn: int, say: Messages, surface: Surface) -> Reply:
    """Return an answer with the way to a person below it."""
    above = reply.buttons
    if surface.manner == "easy":  # two buttons at most
        above = tuple(row[:1] for row in above[:1])
    return Reply(reply.text, reply.marks, (*above, person_row(turn, say)))


def render_request(
    handoff: Handoff, asker: str, citations: Sequence[Citation | None], say: Messages
) -> Reply:
    """Return the message that asks a person to answer, with the closest passages."""
    text = Composition().add(say("A question that the articles do not answer"), "bold")
    text.add("\n\n").add(shortened(handoff.question, LONGEST_QUESTION), "blockquote")
    if asker:
        text.add("\n" + say("Asked by {name}", name=shortened(asker, LONGEST_NAME)))
    shown = [(place, one) for place, one in enumerate(citations[:CLOSEST]) if one]
    for place, citation in shown:
        title = shortened(citation.article.title, LONGEST_TITLE)
        sentence = shortened(citation.highlight.of(citation.quote), LONGEST_SENTENCE)
        text.add(f"\n\n{place + 1}. ").add(title, "bold").add(f"\n{sentence}")
    text.add("\n\n" + _state(handoff, say), "italic")
    if handoff.state != "open":
        return text.reply()
    picks = [
        handoff_button(
            say("Send passage {number}", number=place + 1), "pick", handoff.handoff, place
        )
        for place, _ in shown
    ]
    dismiss = handoff_button(say("No answer"), "dismiss", handoff.handoff)
    return text.reply(*(row for row in (tuple(picks), (dismiss,)) if row))


def render_reply(question: str, answer: str, say: Messages) -> tuple[Reply, ...]:
    """Return the messages that bring a person's reply to whoever asked."""
    first, *rest = divided(answer, LONGEST_TEXT - RESERVED)
    text = _heading(say("A person answers"), question).add("\n\n").add(first)
    note = say("This is a person's reply, not a passage of the articles.")
    text.add("\n\n" + note, "italic")
    return text.reply(), *(Reply(part) for part in rest)


def render_pointer(question: str, passage: Reply, say: Messages) -> Reply:
    """Return the message that brings the passage to which a person points."""
    head = _heading(say("A person points to this passage"), question)
    return head.add("\n\n").extend(passage).reply(*passage.buttons)


def render_no_answer(question: str, say: Messages) -> Reply:
    """Return the message that tells that nobody could answer."""
    text = _heading(say("Nobody could answer this"), question)
    return text.add("\n\n" + say("Your question was read, but there is no answer to it.")).reply()


def render_kept(say: Messages) -> Reply:
    """Return the message that tells that an answer is found from now on."""
    text = Composition().add(say("Kept."), "bold")
    return text.add(" " + say("From now on it is found, and cited as a person's answer.")).reply()


def _heading(words: str, question: str) -> Composition:
    text = Composition().add(words, "bold")
    return text.add("\n").add(shortened(question, LONGEST_REPEATED), "italic")


def _state(handoff: Handoff, say: Messages) -> str:
    if handoff.state == "dismissed":
        return say("Closed without an answer.")
    if handoff.state == "answered":
        return say("Answered by {name}.", name=shortened(handoff.helper, LONGEST_NAME))
    if not handoff.place.chat:
        return say("Reply to this message: what you write can be kept as an answer.")
    return say("Reply to this message: what you write goes to the person who asked.")
