import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.language.numerals import in_digits, numbers

CHINESE = "零一二三四五六七八九"
TEXT = st.text("〇零一二两三四五六七八九十百千万亿年家0123456789,. atwenty-five", max_size=30)


def spelled(number: int) -> str:
    """Return a number below ten thousand as Chinese people write it."""
    parts: list[str] = []
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            parts.append(("零" if gap and parts else "") + CHINESE[digit] + name)
        gap = not digit
    return "".join(parts).removeprefix("一") if 10 <= number < 20 else "".join(parts)


def read(text: str) -> list[str]:
    """Return the numbers of a text in digits."""
    return [number.digits for number in numbers(fold(text))]


@given(st.integers(11, 9999).filter(lambda n: n % 10 or n < 100 or n % 100 == 0))
def test_chinese_numbers_are_read(number: int) -> None:
    """四十, 一百零五 and 三千二百一十一 are numbers like any other."""
    assert read(spelled(number)) == [str(number)]


@given(st.integers(1000, 10**9))
def test_commas_are_dropped(number: int) -> None:
    """1,000 and 1000 are one number."""
    assert read(f"{number:,}") == [str(number)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("九月底", ["9"]),
        ("二〇二二年", ["2022"]),
        ("2022年03月05日", ["3", "5"]),
        ("五個新城", ["5"]),
        ("兩百人", ["200"]),
        ("一億三千萬", ["130000000"]),
        ("forty-two lamps", ["42"]),
        ("seventeen", ["17"]),
        ("萬一", []),
        ("千萬別去", []),
        ("三國演義", []),
        ("一個", []),
        ("四五十", []),
        ("2.05", []),
        ("40", []),
        ("", []),
    ],
)
def test_numbers_are_told_from_words(text: str, digits: list[str]) -> None:
    """Only what is a number for sure is one; plain digits need no second spelling."""
    assert read(text) == digits


@given(TEXT)
def test_numbers_stand_where_they_say(text: str) -> None:
    """Numbers are in order, inside the text, never overlap and are plain digits."""
    found = numbers(text)
    edges = [edge for number in found for edge in (number.start, number.end)]
    assert edges == sorted(edges)
    assert all(n.digits.isdecimal() and 0 <= n.start < n.end <= len(text) for n in found)


@given(TEXT)
def test_a_text_without_other_numbers_stays(text: str) -> None:
    """Writing numbers in digits changes nothing else."""
    assert in_digits(text) == text or numbers(text)
