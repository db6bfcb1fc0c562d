from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.scan import CODES, GOES_ON, character_code, scan, word_code
from knowledge.language.folding import fold
from knowledge.language.tokens import letters, runs, stem

TEXT = st.one_of(st.text(), st.text("上海,数字化。四十家 the lamps_1,000 沪𠮷éß﹐", max_size=40))


@given(TEXT)
def test_a_scan_finds_the_runs_of_a_text(text: str) -> None:
    """All at once it finds what the pattern finds one by one, in reading order."""
    folded = fold(text)
    expected: list[int] = []
    for han, latin in runs(folded):
        expected += map(character_code, han)
        expected += [word_code(stem(latin))] if latin else []
    found = scan(folded)
    assert (found.tokens & (CODES - 1)).tolist() == expected
    assert [word.stem for word in found.words] == [
        stem(latin) for _, latin in runs(folded) if latin
    ]


@given(TEXT)
def test_a_character_goes_on_where_the_next_one_touches_it(text: str) -> None:
    """A run of n characters goes on n - 1 times; a word never does."""
    folded = fold(text)
    expected: list[bool] = []
    for han, _ in runs(folded):
        expected += [True] * (len(han) - 1) + [False]
    assert (scan(folded).tokens >= GOES_ON).tolist() == expected


@given(TEXT)
def test_a_scan_says_where_its_tokens_are(text: str) -> None:
    """Places are in order, and a character stands where its token says."""
    folded = fold(text)
    found = scan(folded)
    assert found.places.tolist() == sorted(set(found.places.tolist()))
    for place, token in zip(found.places.tolist(), found.tokens.tolist(), strict=True):
        if found.han[place]:
            assert character_code(folded[place]) == token & (CODES - 1)


def test_a_stop_word_has_no_letters() -> None:
    """It stands in the index as a stem, for phrases, but nobody looks for its misspellings."""
    the, lamps = scan("the lamps").words
    assert (the.letters, lamps.letters) == ("", " ".join(letters("lamps")))
    assert lamps.stem == "lamp"
