from dataclasses import replace

import pytest

from bot.cards.missing import MOST_SHOWN, missing_line, thing_name
from bot.languages import LANGUAGES
from bot.messages import messages
from knowledge import Citation
from knowledge.language.things import names_of_things
from knowledge.model.answer import Missing, Source, Wanted
from knowledge.model.article import Span

CITATION = Citation(
    1, 1.0, "", "", Span(0, 0), Wanted(), 0, 0, 1, "", Source("a", "", None, None, None, None)
)


def line(*missing: Missing, language: str = "en") -> str:
    """Return the line below a passage that lacks something."""
    return missing_line(replace(CITATION, missing=missing), messages(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("thing", names_of_things())
def test_every_thing_has_a_name_in_every_language(thing: str, language: str) -> None:
    """Whatever is asked for can be said."""
    assert thing_name(thing, messages(language)).strip()


def test_the_line_says_what_was_typed_and_what_was_asked_for() -> None:
    """A word as typed, a thing in the reader's language; nothing where nothing is missing."""
    gaps = Missing("多少錢", "price"), Missing("2023")
    assert line(*gaps, language="zh-Hant") == "段落裡沒有：價錢、2023"
    assert line(*gaps) == "Not in this passage: price, 2023"
    assert line() == ""


def test_the_line_is_short() -> None:
    """No more than a few, none twice, and a long word is cut."""
    assert line(*(Missing(str(n)) for n in range(100, 120))).count(", ") == MOST_SHOWN - 1
    assert line(Missing("2023"), Missing("2023")).count("2023") == 1
    assert len(line(Missing("x" * 500))) < 80
