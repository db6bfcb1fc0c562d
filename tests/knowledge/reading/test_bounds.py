from dataclasses import replace

import pytest

from knowledge.model.article import Article, Block, Span
from knowledge.reading import bounds
from knowledge.reading.bounds import bounded
from knowledge.reading.outcome import Reading
from tests.knowledge.conftest import article

PAGE = article("春茶晚了十天。")
LONG = "長" * 5_000


def outcome(one: Article, size: int = 1_000) -> tuple[Reading, list[str]]:
    """Return what is left of an article, with everything that is said of it."""
    reading = bounded(Reading((one,)), "a.md", size)
    return reading, [str(said) for said in (*reading.problems, *reading.warnings)]


def test_a_sane_article_stays() -> None:
    """As it is."""
    assert outcome(PAGE) == (Reading((PAGE,)), [])


def test_text_that_is_many_times_as_long_as_its_file() -> None:
    """Is a trap."""
    reading, said = outcome(replace(PAGE, text=LONG), 100)
    assert not reading.articles
    assert said == ["a.md: its text is more than 20 times as long as the file; save it again"]


@pytest.mark.parametrize(
    ("field", "value", "left", "said"),
    [
        ("title", LONG, LONG[:300], "title is too long and was cut; shorten it"),
        ("author", LONG, None, "author is too long and was left out; shorten it"),
        ("source", LONG, None, "source is too long and was left out; shorten it"),
        ("url", f"https://{LONG}", None, "url is too long and was left out; shorten it"),
        ("editors", ("張", LONG), ("張",), "editors is too long and was cut; shorten it"),
    ],
)
def test_a_field_that_is_too_long(field: str, value: object, left: object, said: str) -> None:
    """Costs itself, never the article."""
    reading, told = outcome(replace(PAGE, **{field: value}))  # type: ignore[arg-type]  # by name
    assert getattr(reading.articles[0], field) == left
    assert told == [f"a.md: {said}"]


def test_an_article_with_too_much_of_something(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is refused with the number."""
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 100)
    monkeypatch.setattr(bounds, "MOST_BLOCKS", 3)
    blocks = (Block("paragraph", Span(0, 1)),) * 4
    for one, said in (
        (replace(PAGE, text="長" * 101), "it has 101 characters"),
        (replace(PAGE, blocks=blocks), "it has 4 paragraphs, and 3 are read"),
        (replace(PAGE, id=LONG), "its id is longer than 1,000 characters"),
    ):
        reading, told = outcome(one)
        assert not reading.articles
        assert said in told[0]
