from hypothesis import given
from hypothesis import strategies as st

from bot.cards.group import (
    LISTED,
    folder_number,
    render_choice,
    render_group_languages,
    render_settings,
)
from bot.messages import messages
from bot.records.groups import GroupSettings
from knowledge import WHOLE, ListedArticle, Scope, Source
from tests.bot.cards.test_answer import check

SAY = messages("en")


def test_the_defaults_are_told() -> None:
    """Nothing chosen: everyone may ask everything, each in their own language."""
    lines = render_settings(GroupSettings(), SAY).text.splitlines()
    assert lines[2:] == [
        "Language: that of whoever asks",
        "Quiet mode: off",
        "Who may ask: everyone",
        "Answered from: all articles",
    ]


def test_what_was_chosen_is_told() -> None:
    """Each choice is a line, and its button takes it back."""
    chosen = GroupSettings("zh-Hans", quiet=True, closed=True, scope=Scope(("a", "b"), ("news",)))
    reply = render_settings(chosen, SAY)
    assert "Language: 简体中文" in reply.text
    assert "Who may ask: only administrators" in reply.text
    assert "Answered from: 1 folder · 2 articles" in reply.text
    sent = {button.label: button.data for row in reply.buttons for button in row}
    assert sent["Quiet mode off"] == "1:quiet:0"
    assert sent["Everyone may ask"] == "1:closed:0"


def test_the_language_that_holds_is_marked() -> None:
    """Whoever looks sees what is chosen."""
    rows = render_group_languages(GroupSettings("en"), SAY).buttons
    assert [row[0].label for row in rows[:4]] == [
        "That of whoever asks",
        "繁體中文",
        "简体中文",
        "✓ English",
    ]


@given(
    st.lists(st.text(min_size=1), max_size=40),
    st.lists(st.text(min_size=1), max_size=LISTED),
    st.integers(0, 99),
)
def test_every_choice_fits(folders: list[str], titles: list[str], start: int) -> None:
    """However folders and articles are called, the list keeps Telegram's limits."""
    page = [
        ListedArticle(10**17 + n, Source(title, title, None, None, None, None), 1)
        for n, title in enumerate(titles)
    ]
    scope = Scope(tuple(titles), tuple(folders))
    for chosen in (scope, WHOLE):
        check(render_choice(chosen, folders, page, start * LISTED, 10_000, say=SAY))


def test_a_folder_has_one_number() -> None:
    """A button names a folder by a number that its name alone decides."""
    assert folder_number("news") == folder_number("news") != folder_number("news/2022")
    assert len(str(folder_number("新聞"))) <= 18
