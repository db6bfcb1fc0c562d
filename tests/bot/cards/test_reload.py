from dataclasses import replace

from hypothesis import given

from bot.cards.reload import render_broken, render_progress, render_refusal, render_report
from bot.languages import LANGUAGES
from bot.messages import messages
from knowledge import KnowledgeError, ReloadRunningError, Report
from knowledge.model.errors import ArticleError
from tests.bot.cards.test_article import LONG, fits

SAY = messages("en")
EMPTY = Report(1, (), (), (), (), 2, 31, 0.1)


@given(LONG)
def test_many_changes_of_a_kind_fit_a_message(words: str) -> None:
    """Whatever the articles are called, and however many have changed."""
    many = (words,) * 1000
    assert fits(render_report(replace(EMPTY, added=many), SAY))
    every = replace(
        EMPTY,
        added=many,
        changed=many,
        moved=many,
        removed=many,
        rejected=(ArticleError(words, 1, words),) * 1000,
        broken=many,
        held=many,
        synonyms=True,
    )
    for language in LANGUAGES:
        assert fits(render_report(every, messages(language)))
    assert fits(render_broken(many, SAY))
    assert fits(render_refusal(KnowledgeError(words * 100), SAY))


def test_what_was_not_done_is_told() -> None:
    """Nothing new, another reload, a problem."""
    assert render_report(EMPTY, SAY).text.startswith("Nothing has changed.")
    assert "already running" in render_refusal(ReloadRunningError(), SAY).text
    assert render_refusal(KnowledgeError("disk full"), SAY).text.endswith(": disk full")
    assert render_progress("indexing", 3, 7, SAY).text == "Indexing the passages: 3 / 7"
