from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.studying.terms import terms


def test_a_name_that_is_cut_apart_is_found() -> None:
    """Words side by side again and again are one term: the dictionary has no 隨申碼."""
    found = terms(fold("隨申碼變色。出示隨申碼。共享單車亂停，共享單車鎖不上。"))
    assert (found["随申码"], found["共享单车"]) == (2, 2)


def test_what_stands_together_by_chance_is_no_term() -> None:
    """Neither once, nor where each part mostly stands elsewhere, nor with a word of grammar."""
    text = "單車鎖上。單車停下。單車倒下。鎖上門。鎖上窗。隨申碼的顏色。隨申碼的顏色。"
    found = terms(fold(text))
    assert not [term for term in found if term.startswith("单车锁") or "的" in term]


def test_numbers_are_no_terms() -> None:
    """四十五個 and 2,000 say how many, not of what."""
    found = terms(fold("四十五個座位，四十五個座位。2,000 seats."))
    assert not {"四十五个", "2", "000"} & set(found)


def test_english_words_in_a_row() -> None:
    """Two words that stand together again and again are one term, across no sign."""
    found = terms("the wheel house; a wheel house. Smart, factories. Smart, factories.".lower())
    assert found["wheel house"] == 2
    assert "smart factories" not in found


@given(st.text("隨申碼的共享單車ab 一二。,", max_size=60))
def test_terms_are_pieces_of_the_text(text: str) -> None:
    """Each stands there, letter for letter."""
    folded = fold(text)
    assert all(term in folded for term in terms(folded))
