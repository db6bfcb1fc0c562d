from hypothesis import given
from hypothesis import strategies as st

from bot.cards.letters import packed, unpacked
from bot.cards.reply import Button, Composition, Reply
from knowledge import Span


@given(st.text(), st.text())
def test_a_reply_comes_back_as_it_was(words: str, label: str) -> None:
    """Whatever the words are, marks, links and buttons included."""
    text = Composition().add("據 ").add(words, "bold", inside=[("underline", Span(0, len(words)))])
    text.add("here", "text_link", url="https://example.org/?q=1")
    reply = text.reply((Button(label, "1:stop:7"), Button("Copy", copied=words)))
    assert unpacked(packed(reply)) == reply


def test_a_plain_reply_is_small() -> None:
    """A letter of a thousand subscribers is stored a thousand times."""
    assert len(packed(Reply("x"))) < 50
