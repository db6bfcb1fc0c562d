from hypothesis import given

from bot.cards.versions import render_rollback, render_versions
from bot.messages import messages
from knowledge import Version
from knowledge.model.version import Counts
from tests.bot.cards.test_article import LONG, fits

SAY = messages("en")


def version(number: int, who: str = "7", restores: int | None = None) -> Version:
    """Return a version that is kept."""
    return Version(number, "2026-11-28T07:00:00", who, Counts(1, 2, 3), restores, kept=True)


@given(LONG)
def test_every_list_fits_a_message(words: str) -> None:
    """Whatever the files are called."""
    assert fits(render_versions([version(10**6)] * 10, SAY))
    assert fits(render_rollback(version(3, restores=1), (words,) * 1000, SAY))


def test_going_back_is_told_with_what_undoes_it() -> None:
    """The version before, and who made which."""
    assert "/rollback 2 undoes it." in render_rollback(version(3, restores=1), (), SAY).text
    text = render_versions([version(3, "shell"), version(2)], SAY).text
    assert "version 3 · live · 2026-11-28 07:00 UTC · from the shell" in text
    assert "admin 7" in text
