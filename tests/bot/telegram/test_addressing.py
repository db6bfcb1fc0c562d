from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.addressing import Heard, question_in


def test_private_text_is_a_question() -> None:
    """In a private chat the whole text is the question."""
    assert question_in(Heard(" 隨申碼 \n 是什麼？ ", private=True)) == "隨申碼 是什麼？"


def test_group_needs_an_address() -> None:
    """In a group a mention or a reply addresses the bot, nothing else."""
    assert question_in(Heard("隨申碼？", private=False)) is None
    assert question_in(Heard("隨申碼？", private=False, replies_to_bot=True)) == "隨申碼？"
    assert question_in(Heard("@b 隨申碼？", private=False, mentions=((0, 2),))) == "隨申碼？"


def test_several_mentions_are_all_taken_out() -> None:
    """Every mention of the bot leaves the question."""
    heard = Heard("@b 隨申 @b 碼", private=False, mentions=((0, 2), (6, 8)))
    assert question_in(heard) == "隨申 碼"


def test_left_alone() -> None:
    """Commands, forwarded channel posts and what came through the bot itself are no questions."""
    assert question_in(Heard("/start", private=True)) is None
    assert question_in(Heard("隨申碼", private=True, through_bot=True)) is None
    assert question_in(Heard("@b 碼", False, ((0, 2),), forwarded_by_channel=True)) is None
    assert question_in(Heard("@b", private=False, mentions=((0, 2),))) is None


@given(st.text(), st.booleans(), st.booleans())
def test_a_question_is_never_empty(text: str, private: bool, replies: bool) -> None:
    """Whatever is heard, a question has words or there is none."""
    question = question_in(Heard(text, private, replies_to_bot=replies))
    assert question is None or question.strip()
