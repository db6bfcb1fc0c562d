from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.profile import end_to_end, profile
from knowledge.language.folding import fold
from knowledge.language.sentences import sentences
from knowledge.language.syllables import FIRST_PAIR
from knowledge.language.tokens import characters, cut, pinyin, stems
from knowledge.model.query import Query
from knowledge.search.evidence import columns_of, evidence
from knowledge.search.features import DAMPING_GAIN, DAMPING_LENGTH, NAMES, TYPICAL_WINDOW, features
from knowledge.search.parser import parse_question
from knowledge.search.weights import WINDOW_SHARES, perfect_score
from tests.knowledge.terms import weighed

TEXT = st.text("上海景点经典数。，a b", max_size=30)
SHARES_OF_WRITTEN = ("asked", "tight")


def columns(query: Query, texts: list[str], title: str = "") -> dict[str, list[float]]:
    """Return the features of texts by name."""
    weights = weighed(query)
    profiles = end_to_end([profile(text, title) for text in texts])
    found = evidence(columns_of(query.terms, weights), profiles)
    rows = features(found, query.asks, [1.0] * len(texts), perfect_score(query.terms, weights))
    return {name: [float(value) for value in rows[:, at]] for at, name in enumerate(NAMES)}


def expected_window(text: str, query: Query) -> float:
    """Return what the docstring of features promises, by plain counting."""
    weight_of: dict[str, float] = {}
    for term, weight in zip(query.terms, weighed(query), strict=True):
        pair = term.field != "pinyin" or ord(term.text) >= FIRST_PAIR
        if term.field in WINDOW_SHARES and pair:
            weight_of[term.text] = WINDOW_SHARES[term.field] * weight
    found = []
    for span in sentences(text):
        words = cut(fold(span.of(text)))
        terms = [*characters(words), *stems(words)]
        found.append(({*terms, *pinyin(words)}, len(terms)))
    best = 0.0
    for (here, width), (there, more) in pairwise([*found, (set(), 0)]):
        weight = sum(weight_of.get(term, 0.0) for term in here | there)
        damping = 1 + DAMPING_LENGTH * (0.7 + 0.3 * (width + more) / TYPICAL_WINDOW)
        best = max(best, weight * DAMPING_GAIN / damping)
    return best


@given(st.lists(TEXT, min_size=1, max_size=5), TEXT)
def test_the_window_is_the_best_two_sentences(texts: list[str], asked: str) -> None:
    """Weighing all passages in one pass gives what counting sentence by sentence gives."""
    query = parse_question(asked)
    found = columns(query, texts)["window"]
    perfect = perfect_score(query.terms, weighed(query))
    for share, text in zip(found, texts, strict=True):
        expected = expected_window(text, query) / perfect if perfect else 0
        assert share == pytest.approx(expected)


@given(st.lists(TEXT, min_size=1, max_size=5), TEXT)
def test_features_of_one_do_not_depend_on_the_others(texts: list[str], asked: str) -> None:
    """Looking at all candidates at once gives what looking at each alone gives."""
    query = parse_question(asked)
    together = columns(query, texts)
    for row, text in enumerate(texts):
        alone = columns(query, [text])
        assert [together[n][row] for n in NAMES] == pytest.approx([alone[n][0] for n in NAMES])


@given(st.lists(TEXT, min_size=1, max_size=5), st.text("上海景点经典数。，", max_size=30))
def test_shares_are_shares(texts: list[str], asked: str) -> None:
    """No passage holds more of a question than there is."""
    found = columns(parse_question(asked), texts)
    for name in (*SHARES_OF_WRITTEN, "sounds"):
        assert all(0 <= value <= 1 + 1e-9 for value in found[name]), name


def test_a_passage_that_holds_everything_has_all_shares() -> None:
    """The question itself, as a sentence, holds all of the question."""
    found = columns(parse_question("智能工廠"), ["智能工厂。"])
    for name in (*SHARES_OF_WRITTEN, "sounds"):
        assert found[name] == [pytest.approx(1)], name


def test_a_tight_stretch_is_short() -> None:
    """What stands far apart is not in one stretch, though it is in one passage."""
    far = "景" + "上" * 60 + "点。"
    found = columns(parse_question("景点"), ["景上点。", far])
    assert found["tight"][0] == pytest.approx(1)
    assert found["tight"][1] < 1


def test_the_title_is_granted() -> None:
    """To say the title again makes no passage of an article a better one."""
    found = columns(parse_question("景点票价"), ["票价。", "景点票价。"], title="景点")
    for name in SHARES_OF_WRITTEN:
        assert found[name] == [pytest.approx(1)] * 2, name
    assert columns(parse_question("景点"), ["上海。"], title="景点")["window"] == [0]


def test_a_sentence_with_the_time_asked_for_counts() -> None:
    """Asked when, a sentence without a time answers nothing, however much it shares."""
    found = columns(parse_question("大橋何時通車"), ["大橋通車。", "大橋在2019年通車。"])
    assert found["tight"] == [pytest.approx(1)] * 2
    assert found["asked"] == [0, pytest.approx(1)]


def test_pinyin_alone_is_asked_for_like_what_is_written() -> None:
    """A sentence with every syllable has all of it, one with half of them half."""
    found = columns(parse_question("lanya daoding"), ["路邊有藍牙道釘。", "藍牙和道釘。", "路燈。"])
    assert found["asked"][0] == found["tight"][0] == pytest.approx(found["sounds"][0])
    assert found["asked"][0] > found["asked"][1] > found["asked"][2] == 0
    assert columns(parse_question("藍牙道釘"), ["路邊有藍牙道釘。"])["asked"] == [1.0]


def test_a_sentence_asked_for_in_pinyin_has_what_is_asked_for() -> None:
    """Who types `duoshao` wants a number."""
    found = columns(parse_question("lanya daoding duoshao"), ["藍牙道釘很多。", "藍牙道釘有9個。"])
    assert found["asked"][0] == 0 < found["asked"][1]
    assert found["tight"][0] == found["tight"][1]
