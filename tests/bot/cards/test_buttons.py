from dataclasses import replace
from datetime import date

import pytest

from bot.cards.buttons import (
    Manner,
    Shown,
    Surface,
    answer_rows,
    context_rows,
    reason_rows,
    whole_rows,
)
from bot.cards.reply import Button
from bot.messages import messages
from knowledge import Citation, Source, Span, Verdict
from knowledge.model.answer import Wanted

SAY = messages("en")
SOURCE = Source("a", "A title", "Ada Wells", "The Paper", "2022-03-05", None)
QUOTE = "Text. More."
CITED = Citation(1, 9.0, "0" * 20, QUOTE, Span(0, 5), Wanted(), 0, 11, 3, "", SOURCE)
LARGEST = Shown(10**18 - 1, 99, 100, Verdict.ANSWERED)


def all_of(rows: list[tuple[Button, ...]]) -> list[Button]:
    """Return the buttons of rows."""
    return [button for row in rows for button in row]


@pytest.mark.parametrize("manner", ["full", "short", "easy"])
def test_every_button_has_words_and_fits(manner: Manner) -> None:
    """Each does exactly one thing, says which, and is small enough for Telegram."""
    surface = Surface(manner, "youju_bot", inline=True)
    rows = [
        *answer_rows(CITED, LARGEST, SAY, surface),
        *context_rows(CITED, LARGEST, SAY, surface),
        *reason_rows(LARGEST, SAY),
        *whole_rows(LARGEST, SAY),
    ]
    for button in all_of(rows):
        assert any(character.isalpha() for character in button.label)
        assert [bool(x) for x in (button.data, button.url, button.copied, button.shared)].count(
            True
        ) == 1
        assert len(button.data.encode()) <= 64


def test_few_rows() -> None:
    """Three rows alone with the reader, two in a group, one of two buttons where it is easy."""
    shown = Shown(7, 0, 3, Verdict.ANSWERED)
    counts = {
        manner: [
            len(row) for row in answer_rows(CITED, shown, SAY, Surface(manner, "b", inline=True))
        ]
        for manner in ("full", "short", "easy")
    }
    assert counts == {"full": [2, 3, 3], "short": [2, 3], "easy": [2]}


def test_no_button_for_what_is_shown_already() -> None:
    """Where the sentence is the whole paragraph, there is nothing more to show."""
    whole = replace(CITED, highlight=Span(0, len(QUOTE)))
    one, two = (Shown(7, 0, total, Verdict.ANSWERED) for total in (1, 2))
    assert answer_rows(whole, one, SAY, Surface("easy")) == []
    assert [len(row) for row in answer_rows(whole, two, SAY, Surface("easy"))] == [1]


def test_copy_citation_copies_a_reference() -> None:
    """The button holds what it copies, dated as of today."""
    surface = Surface("full", "b", today=date(2026, 11, 24))
    found = {b.label: b for b in all_of(answer_rows(CITED, LARGEST, SAY, surface))}
    assert found["Copy citation"].copied == "Wells, A. (2022, March 5). A title. The Paper."
    assert "Share" not in found  # this bot cannot be asked inline


def test_reading_goes_on_in_a_private_chat() -> None:
    """Under an answer in a group, the article is a link into a private chat."""
    surface = Surface("short", "youju_bot", inline=True)
    found = {b.label: b for b in all_of(context_rows(CITED, LARGEST, SAY, surface))}
    assert found["Read the article"].url == f"https://t.me/youju_bot?start=r{'0' * 20}"
    assert found["Share"].shared == f"p{'0' * 20}"
