from dataclasses import replace

from bot.cards.answer import render_answer
from bot.cards.buttons import Surface
from bot.messages import messages
from knowledge import Answer, Source, Span, Verdict
from tests.bot.cards.test_answer import citation

SAY = messages("en")


def answer(*scores: float, title: str = "") -> Answer:
    """Return an answer of citations with scores, each of an article of its own."""
    cited = []
    for number, score in enumerate(scores, 1):
        source = Source(str(number), title or f"Rules {number}", None, None, None, None)
        one = citation(f"Opens at {number}.", Span(0, 11), source=source)
        cited.append(replace(one, rank=number, score=score, passage=f"k{number}"))
    return Answer("When?", Verdict.ANSWERED, 0.9, 1.0, tuple(cited))


def test_two_articles_that_are_as_good_are_asked_about() -> None:
    """Both sentences, and a button for each that shows its passage."""
    reply = render_answer(answer(3.0, 2.95, 1.0), 7, SAY, None)
    assert reply.text.startswith("Which one do you mean?")
    assert "Opens at 1." in reply.text
    assert "Opens at 2." in reply.text
    assert "Opens at 3." not in reply.text
    shown = [(button.label, button.data) for row in reply.buttons for button in row]
    assert shown[:2] == [("Rules 1", "1:passage:7:0"), ("Rules 2", "1:passage:7:1")]


def test_a_clear_first_passage_is_the_answer() -> None:
    """A lead, one title, and a reader whose answers are made easy: nothing is asked."""
    assert render_answer(answer(3.0, 2.0), 7, SAY, None).text.startswith("Opens")
    assert not answer(3.0, 3.0, title="Rules").rivals
    easy = render_answer(answer(3.0, 3.0), 7, SAY, None, Surface(manner="easy"))
    assert not easy.text.startswith("Which")
