import pytest

from bot.cards.help import (
    easy_steps,
    how_to_ask,
    how_to_ask_here,
    render_about,
    render_greeting,
    render_help,
    what_was_read,
)
from bot.cards.reply import LONGEST_TEXT, units
from bot.languages import LANGUAGES, Language
from bot.messages import messages
from bot.telegram.commands import admin_commands, commands
from tests.bot.cards.test_article import fits


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_fits_a_message(language: Language) -> None:
    """With all commands that there are, in every language."""
    say = messages(language)
    read = what_was_read(10**6, 10**7, say)
    for how in (how_to_ask(say), how_to_ask_here(say), easy_steps(say)):
        assert fits(render_help(how, commands(say), admin_commands(say)))
        assert units(render_greeting(how, read, "youju_bot", say).text) <= LONGEST_TEXT
    assert fits(render_about(read, 10**6, say))


def test_help_lists_commands_with_what_they_do() -> None:
    """A line a command, below how to ask."""
    reply = render_help("Ask.", {"ask": "ask a question"}, {"ban": "ignore somebody"})
    assert reply.text == "Ask.\n\n/ask – ask a question\n/ban – ignore somebody"


def test_one_article_is_not_articles() -> None:
    """What was read is counted in words."""
    say = messages("en")
    assert what_was_read(1, 7, say) == "1 article with 7 passages has been read."
    assert what_was_read(2, 7, say) == "2 articles with 7 passages have been read."
