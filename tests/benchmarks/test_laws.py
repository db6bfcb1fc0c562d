import pytest

from benchmarks import laws
from benchmarks.law_words import ENGLISH, HAN
from benchmarks.laws import Law, questions

SMALL = [
    Law("茶园条例", tuple(f"第{n}条 违反第三条的，罚款。" for n in "一二三四五六七八九"), HAN),
    Law("Garden Rules", tuple(f"Article {n}. See Article 3." for n in range(1, 10)), ENGLISH),
]


def test_the_seed_decides_what_is_made() -> None:
    """Two runs make the same laws; each article begins with its own number."""
    made = laws.laws()
    assert made == laws.laws()
    assert len(made[0].articles) == laws.LONGEST_LAW
    assert made[0].articles[104].startswith("第一百零五条 ")
    assert made[-1].articles[4].startswith("Article 5. ")


def test_some_questions_ask_for_what_there_is_not() -> None:
    """Their number is behind the last one, and no article is right."""
    asked = list(questions(SMALL))
    assert {one.article is None for one in asked} == {True, False}
    assert all((laws.NONE in one.kind) == (one.article is None) for one in asked)
    assert "茶園條例第" in next(one.question for one in asked if one.kind == "traditional")


def test_all_of_small_laws_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines count each kind."""
    monkeypatch.setattr(laws, "laws", lambda: SMALL)
    told = list(laws.lines())
    assert told[0] == "2 laws, 18 articles"
    assert "traditional: first 1.000, wrong 0.000 of 30" in told
    assert "in digits, no such article: wrong 0.000 of 1" in told
