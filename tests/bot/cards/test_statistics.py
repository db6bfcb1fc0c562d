from datetime import date

from hypothesis import given

from bot.cards import picture
from bot.cards.reply import units
from bot.cards.statistics import render_statistics
from bot.languages import LANGUAGES
from bot.messages import messages
from bot.records.statistics import Day, Statistics
from tests.bot.cards.test_article import LONG

LONGEST_CAPTION = 1024  # units that Telegram takes below a picture


@given(LONG)
def test_the_numbers_fit_below_a_picture(words: str) -> None:
    """Whatever was asked, in every language."""
    rows = ((words, 10**6),) * picture.LISTED
    day = Day(date(2026, 11, 24), 10**6, 10**6, 10**6)
    for language in LANGUAGES:
        reply = render_statistics(
            Statistics((day, day), 10**6, rows, rows),
            messages(language),
        )
        assert units(reply.text) <= LONGEST_CAPTION
