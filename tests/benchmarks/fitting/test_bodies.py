from dataclasses import replace

from benchmarks.fitting.bodies import HARD, WHOLE, bodies
from benchmarks.sets import QuestionSet


def test_the_whole_set_is_a_body(harbour: QuestionSet) -> None:
    """All passages and all questions come first."""
    whole = next(bodies(harbour))
    assert whole.name == WHOLE
    assert whole.passages == {passage.id for passage in harbour.corpus}
    assert whole.cases == harbour.cases


def test_questions_of_what_is_missing_are_unanswerable(harbour: QuestionSet) -> None:
    """A question is answerable in a body just if its passage is there."""
    for body in bodies(harbour):
        for case in body.cases:
            assert not case.articles or set(case.articles) & body.passages, body.name


def test_half_a_set_is_harder(harbour: QuestionSet) -> None:
    """Some titles are taken out, and no title is cut in two."""
    (hard,) = (body for body in bodies(harbour) if body.name == HARD and body.titled)
    titles: dict[str, set[bool]] = {}
    for passage in harbour.corpus:
        titles.setdefault(passage.title, set()).add(passage.id in hard.passages)
    assert all(len(kept) == 1 for kept in titles.values())
    assert {True} in titles.values()
    assert {False} in titles.values()


def test_the_same_set_makes_the_same_bodies(harbour: QuestionSet) -> None:
    """Parts and samples are drawn with the seed."""
    assert list(bodies(harbour)) == list(bodies(harbour))


def test_each_body_is_there_without_titles_too(harbour: QuestionSet) -> None:
    """Passages and questions are the same."""
    every = list(bodies(harbour))
    for titled, untitled in zip(every[::2], every[1::2], strict=True):
        assert (titled.titled, untitled.titled) == (True, False)
        assert replace(untitled, name=titled.name, titled=True) == titled
