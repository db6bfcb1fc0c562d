from hypothesis import given
from hypothesis import strategies as st

from bot.records.unanswered import Asked, gathered


def asked(*questions: str) -> list[Asked]:
    """Return questions of different people, one after another."""
    return [Asked(n, str(n), float(n), question) for n, question in enumerate(questions)]


def test_the_same_question_in_other_words() -> None:
    """Another order, the other script, other question words and a slip are the same question."""
    (one,) = gathered(asked("如何重設密碼？", "密碼怎麼重設", "请问怎么重设密码", "How? 重設密碼"))
    assert (one.times, one.people) == (4, 4)
    assert one.latest.question == "How? 重設密碼"
    assert len(one.wordings) == 4


def test_english_slips_are_the_same_question() -> None:
    """A typo is no other question."""
    (one,) = gathered(asked("How do I reset my password?", "reset my pasword", "Password reset"))
    assert one.times == 3


def test_the_most_asked_come_first() -> None:
    """And of the equally often asked the latest."""
    found = gathered(asked("停車費多少", "圖書館在哪裡", "圖書館在哪", "游泳池開放嗎"))
    assert [(one.latest.question, one.times) for one in found] == [
        ("圖書館在哪", 2),
        ("游泳池開放嗎", 1),
        ("停車費多少", 1),
    ]


def test_different_questions_stay_apart() -> None:
    """A word in common is not enough."""
    assert len(gathered(asked("圖書館幾點開門", "圖書館可以借幾本書"))) == 2


@given(st.lists(st.text(max_size=20), max_size=20))
def test_every_question_is_in_one_group(questions: list[str]) -> None:
    """Whatever was asked."""
    found = gathered(asked(*questions))
    assert sum(one.times for one in found) == len(questions)
    assert [one.times for one in found] == sorted((one.times for one in found), reverse=True)
