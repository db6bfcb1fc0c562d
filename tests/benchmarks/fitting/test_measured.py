from benchmarks.fitting.bodies import TOGETHER, bodies
from benchmarks.fitting.measured import SENTENCE_NAMES, measured, together
from benchmarks.sets import QuestionSet
from knowledge.library.golden import CLEAN
from knowledge.search.features import NAMES


def test_every_question_is_asked(harbour: QuestionSet) -> None:
    """What is measured are the features that ranking sees, of each question."""
    whole = next(bodies(harbour))
    found = measured(harbour, whole)
    assert [asked.case for asked in found.asked] == list(whole.cases)
    for asked in found.asked:
        assert asked.rows.shape[1] == len(NAMES)
        assert asked.right is None or asked.case.articles


def test_sentences_are_told_by_what_they_hold(harbour: QuestionSet) -> None:
    """Of a question asked as written, the right passage's sentences are known, too."""
    found = measured(harbour, next(bodies(harbour)))
    clean = [a for a in found.asked if a.case.kind == CLEAN and a.right is not None]
    assert clean
    for asked in clean:
        assert asked.sentences is not None
        assert asked.holding is not None
        assert asked.sentences.shape == (len(asked.holding), len(SENTENCE_NAMES))


def test_the_sets_are_asked_over_one_index(sets: list[QuestionSet]) -> None:
    """Each set's answerable questions find their passages among those of all sets."""
    found = together(sets)
    assert [(part.set, part.body) for part in found] == [(one.name, TOGETHER) for one in sets]
    for part, one in zip(found, sets, strict=True):
        assert [asked.case for asked in part.asked] == [c for c in one.cases if c.articles]
        assert any(asked.right is not None for asked in part.asked)
