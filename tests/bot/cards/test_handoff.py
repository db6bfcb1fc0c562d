from hypothesis import given
from hypothesis import strategies as st

from bot.cards.handoff import (
    handoff_button,
    person_row,
    render_kept,
    render_no_answer,
    render_pointer,
    render_reply,
    render_request,
)
from bot.cards.reply import LONGEST_TEXT, Composition
from bot.messages import messages
from bot.records.handoffs import Handoff
from bot.records.turns import Place
from knowledge import Citation, Source, Span
from knowledge.model.answer import Wanted
from tests.bot.cards.test_article import LONG, fits

SAY = messages("en")


def handoff_of(words: str) -> Handoff:
    """Return a handed question whose every text is some words."""
    place = Place("1", "", "2", "3")
    return Handoff(1, 1.0, place, "en", words or "?", ("k",), 7, "open", words, words)


def citation_of(words: str) -> Citation:
    """Return a citation whose every text is some words."""
    quote = words or "x"
    article = Source(words, words, words, words, words, None)
    span = Span(0, len(quote))
    wanted = Wanted()
    return Citation(1, 1.0, "k", quote, span, wanted, 0, len(quote), 1, words, article)


@given(LONG)
def test_every_card_fits_a_message(words: str) -> None:
    """Whatever was asked, answered or quoted."""
    handoff, citation = handoff_of(words), citation_of(words)
    assert fits(render_request(handoff, words, [citation, None, citation], SAY))
    assert fits(render_no_answer(handoff.question, SAY))
    assert fits(render_kept(SAY))
    pointer = render_pointer(handoff.question, Composition().add("p", "bold").reply(), SAY)
    assert fits(pointer)


@given(st.text(max_size=LONGEST_TEXT, alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_persons_words_come_through(words: str) -> None:
    """All of them, in as many messages as it needs."""
    replies = render_reply("Where?", words, SAY)
    assert all(fits(reply) for reply in replies if reply.text)
    head, *rest = [reply.text for reply in replies]
    said = head.removeprefix("A person answers\nWhere?\n\n")
    note = "\n\nThis is a person's reply, not a passage of the articles."
    assert said.removesuffix(note) + "".join(rest) == words


def test_buttons_carry_numbers_only() -> None:
    """A turn's or a handed question's, and a place."""
    assert handoff_button("x", "pick", 7, 2).data == "1:pick:7:2"
    assert person_row(7, SAY)[0].data == "1:person:7"
