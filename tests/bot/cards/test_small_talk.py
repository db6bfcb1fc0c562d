import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.small_talk import render_small_talk
from bot.messages import messages
from knowledge import Intent
from tests.bot.cards.test_answer import check

TALK = [intent for intent in Intent if intent.is_small_talk]


@pytest.mark.parametrize("intent", TALK)
def test_each_kind_of_small_talk_has_its_reply(intent: Intent) -> None:
    """A sentence of the bot's own, then the questions to try, and no button."""
    reply = render_small_talk(intent, ["一？", "二？"], (1, 29), messages("zh-Hant"))
    assert reply.text.endswith("可以這樣問我：\n• 一？\n• 二？")
    assert not reply.buttons
    assert ("29" in reply.text) == (intent in {Intent.IDENTITY, Intent.ABILITIES})


@given(st.sampled_from(TALK), st.lists(st.text(min_size=1), max_size=3))
def test_whatever_is_proposed_fits(intent: Intent, examples: list[str]) -> None:
    """Also without any example."""
    check(render_small_talk(intent, [*examples, "據" * 5000], (1, 1), messages("en")))
    check(render_small_talk(intent, examples, (0, 0), messages("zh-Hans")))
