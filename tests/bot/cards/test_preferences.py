from bot.cards.preferences import render_easy, render_languages
from bot.languages import LANGUAGES
from bot.messages import messages
from bot.records.preferences import Preference
from tests.bot.cards.test_article import fits


def test_each_language_is_offered_by_its_own_name() -> None:
    """The one that was chosen is marked."""
    for language in LANGUAGES:
        reply = render_languages(Preference("en"), messages(language))
        assert fits(reply)
        labels = [button.label for row in reply.buttons for button in row]
        assert "繁體中文" in labels
        assert "✓ English" in labels
        assert len(labels) == len(LANGUAGES) + 2


def test_easy_answers_are_switched() -> None:
    """The button leads to the other kind."""
    say = messages("en")
    on, off = render_easy(Preference(easy=True), say), render_easy(Preference(), say)
    assert [reply.buttons[0][0].data for reply in (on, off)] == ["1:easy:0", "1:easy:1"]
    assert "1. Write your question." in on.text
