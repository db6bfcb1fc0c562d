from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.language.sentences import sentences
from knowledge.language.syllables import FIRST_PAIR, sound_of, sound_pair
from knowledge.language.tokens import characters, cut, pinyin, stems
from knowledge.model.query import Query, Term
from knowledge.search.evidence import MOST_WRITTEN, columns_of
from knowledge.search.parser import parse_question
from tests.knowledge.terms import looked_for

TEXT = st.text("上海景点经典数。，a b四十", max_size=30)


FIELDS = {"characters": characters, "stems": stems, "pinyin": pinyin}


def in_sentence(query: Query, sentence: str) -> int:
    """Return how many of a query's terms stand in a sentence, lone sounds aside."""
    here = {(name, text) for name, terms in FIELDS.items() for text in terms(cut(fold(sentence)))}
    wanted = {(term.field, term.text) for term in query.terms}
    return sum(name != "pinyin" or ord(text) >= FIRST_PAIR for name, text in here & wanted)


@given(TEXT, st.lists(TEXT, min_size=1, max_size=4), TEXT)
def test_what_stands_in_a_sentence_is_found_there(asked: str, texts: list[str], title: str) -> None:
    """Looking through profiles finds what looking through the sentences would find."""
    query = parse_question(asked)
    found = looked_for(query, texts, title)
    expected = []
    for text in texts:
        expected.append(0)  # what stands above has its findings in `above`
        expected += [in_sentence(query, span.of(text)) for span in sentences(text)]
    assert found.present.sum(axis=1).tolist() == expected


def test_what_stands_above_is_not_fresh() -> None:
    """A sentence that repeats the title has nothing new to say for itself."""
    found = looked_for(parse_question("藍牙道釘"), ["藍牙道釘閃爍。"], "藍牙")
    assert found.present[1].sum() > found.fresh[1].sum() > 0
    assert found.above.sum() > 0


def test_only_typed_terms_are_owed() -> None:
    """What was guessed is looked for and found, but a passage need not have it."""
    guess = Term("stems", "lamp", guessed=True)
    columns = columns_of([guess, Term("characters", "灯")], [2.0, 3.0])
    assert len(columns.codes) == 2
    assert columns.written == 3.0


def test_of_two_terms_with_one_code_the_heavier_counts() -> None:
    """A word that is both typed and guessed weighs once."""
    columns = columns_of([Term("stems", "lamp"), Term("stems", "lamp", 0.5)], [2.0, 1.0])
    assert columns.weight.tolist() == [2.0]


def test_a_lone_sound_is_not_looked_for() -> None:
    """Profiles know sounds in pairs."""
    pair = sound_pair(sound_of("lan"), sound_of("ya"))
    columns = columns_of([Term("pinyin", "\U0004fc05"), Term("pinyin", pair)], [1.0, 1.0])
    assert len(columns.pairs) == 1


def test_a_question_has_an_end() -> None:
    """The words of a monstrous question beyond the first few hundred are ignored."""
    terms = [Term("stems", f"word{number}") for number in range(MOST_WRITTEN + 10)]
    assert len(columns_of(terms, [1.0] * len(terms)).codes) == MOST_WRITTEN


def test_a_place_or_number_that_is_not_there_is_lacking() -> None:
    """What holds of 上海 in 2022 says nothing of 深圳 or 2023; the title counts, words do not."""
    texts = ["將新增40家智能工廠。", "深圳新增四十家。", "工廠。"]
    found = looked_for(parse_question("深圳新增40家智能工廠嗎"), texts)
    assert [found.lacking(candidate) for candidate in range(3)] == [0.5, 0.0, 1.0]
    assert looked_for(parse_question("上海新增多少智能工廠"), texts, "上海").lacking(0) == 0
    assert looked_for(parse_question("新增多少智能工廠"), texts).lacking(2) == 0


def test_what_was_borrowed_is_not_lacking() -> None:
    """A follow-up about Shenzhen is not held to the place of the question before."""
    query = parse_question("那深圳呢？", ["上海新增多少家智能工廠？"])
    assert looked_for(query, ["深圳新增四十家。"]).lacking(0) == 0
    assert looked_for(query, ["上海新增四十家。"]).lacking(0) == 1
