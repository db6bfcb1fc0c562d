from bot.cards.privacy import render_forget, render_privacy
from bot.languages import LANGUAGES
from bot.messages import messages
from tests.bot.cards.test_article import fits


def test_what_is_remembered_says_for_how_long() -> None:
    """In days, in every language, with the ways to get it and to end it."""
    for language in LANGUAGES:
        reply = render_privacy(30, messages(language))
        assert fits(reply)
        assert all(words in reply.text for words in ("30", "/mydata", "/forget"))
    assert "kept for 1 day," in render_privacy(1, messages("en")).text


def test_forgetting_asks_first() -> None:
    """The button is the person's own."""
    reply = render_forget(2**50, messages("en"))
    assert fits(reply)
    assert reply.buttons[0][0].data == f"1:forget:{2**50}"
