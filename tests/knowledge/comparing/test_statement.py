import pytest

from knowledge import is_statement

LONG = "我昨天從成都回到上海，家裡人都很擔心。" * 20


@pytest.mark.parametrize(
    "text",
    [
        "上海將新增60家智能工廠、5家標杆智能工廠。",
        "明天起全市停水三天，快轉給家人！這是真的嗎？",
        "你知道吗？明天起全市停水三天，请转告。",
        "The bridge will be closed next week. Is it true?",
        "How the Wexley beekeepers saved their hives.",
    ],
)
def test_what_is_passed_on_tells(text: str) -> None:
    """News and rumours are compared, also with the question whether they are true."""
    assert is_statement(text, passed_on=True)
    assert not is_statement(text)


@pytest.mark.parametrize(
    "text",
    [
        "上海將新增多少家智能工廠？",
        "請問隨申碼是什麼顏色",
        "我前天從深圳來上海，隨申碼會變黃嗎",
        "When was the harbour light built?",
        "隨申碼",
        "好的",
        "",
    ],
)
def test_what_asks_stays_a_question(text: str) -> None:
    """Nor does a word tell anything, whoever wrote it."""
    assert not is_statement(text, passed_on=True)


def test_what_is_long_tells_unless_it_asks() -> None:
    """A pasted text is compared, a long story with a question at its end is not."""
    assert is_statement(LONG)
    assert not is_statement(f"{LONG}隨申碼是什麼顏色？")
    assert is_statement(f"{LONG}請問這是真的嗎？")
    assert is_statement(f"{LONG}上海如何加速跑贏？", passed_on=True)
