from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.comparing.units import Alphabet, units_of


def same(*texts: str) -> bool:
    """Tell whether texts have the same units."""
    alphabet = Alphabet()
    return len({units_of(text, alphabet).letters for text in texts}) == 1


def test_what_reads_the_same_is_the_same() -> None:
    """Scripts, widths, case, signs and spaces make no other units."""
    assert same("隨申碼，ＡＰＰ！", "随申码 app")
    assert same("Don’t go", "don't  GO.")
    assert not same("隨申碼", "隨申馬")


def test_a_number_is_the_same_however_it_is_written() -> None:
    """In digits or words, with commas, in ten thousands, in per cent."""
    assert same("四十家", "40家", "40 家")
    assert same("twenty-one hives", "21 hives")
    assert same("12,000輛", "一萬兩千輛", "1.2万辆")
    assert same("百分之三十", "30%", "30 percent")
    assert not same("2.5米", "25米")


def test_addresses_are_no_units() -> None:
    """A link below a text says nothing that an article could say."""
    assert same("隨申碼 https://example.org/a?b=1", "隨申碼")


@given(st.text())
def test_units_are_cut_out_of_the_text(text: str) -> None:
    """Whatever the text: there is a span for each unit, in order, none empty."""
    units = units_of(text, Alphabet())
    assert len(units.letters) == len(units.spans)
    assert all(start < end <= len(text) for start, end in units.spans)
    assert all(one[1] <= after[0] for one, after in pairwise(units.spans))
