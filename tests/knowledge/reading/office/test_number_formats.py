import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.office.number_formats import chinese, written


@pytest.mark.parametrize(
    ("number", "way", "said"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (21, "chineseCounting", "二十一"),
        (10, "chineseCountingThousand", "十"),
        (15, "taiwaneseCountingThousand", "十五"),
        (110, "japaneseCounting", "一百一十"),
        (25, "chineseLegalSimplified", "贰拾伍"),
        (12, "ideographLegalTraditional", "壹拾貳"),
        (3, "ideographTraditional", "丙"),
        (3, "ideographZodiac", "寅"),
        (13, "ideographZodiac", "13"),
        (10, "ideographDigital", "一〇"),
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (12, "decimalEnclosedCircle", "⑫"),
        (3, "decimalEnclosedParen", "⑶"),
        (12, "decimalFullWidth", "１２"),
        (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"),
        (7, "hebrew1", "7"),
        (0, "upperRoman", "0"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, way: str, said: str) -> None:
    """Each format of a list has its signs; one that is not known is written in figures."""
    assert written(number, way) == said


@given(st.integers(1, 9999))
def test_a_number_in_chinese_says_its_value(number: int) -> None:
    """Reading the characters gives the number again."""
    value, digit = 0, 0
    for character in chinese(number):
        if character in "十百千":
            value += (digit or 1) * 10 ** ("十百千".index(character) + 1)
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(character)
    assert value + digit == number
