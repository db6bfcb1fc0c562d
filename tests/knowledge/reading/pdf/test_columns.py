from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.pdf.columns import lines_of_page
from knowledge.reading.pdf.showing import Word

SIZE = 10.0
LEFT = "園內種植蘆葦與菖蒲，由水務局養護。"
RIGHT = "第四座花園將於明年開工，選址在車站。"


def word(text: str, x: float, y: float) -> Word:
    """Return words of Chinese, whose characters are as wide as high."""
    return Word(text, x, y, x + SIZE * len(text), SIZE)


def read(*words: Word) -> list[str]:
    """Return the lines of a page."""
    return [line.text for line in lines_of_page(words)]


def rows(*columns: list[str], y: float = 700) -> list[Word]:
    """Return lines side by side that are drawn row by row."""
    longest = max(map(len, columns))
    return [
        word(column[at], 50 + 220 * n, y - 16 * at)
        for at in range(longest)
        for n, column in enumerate(columns)
        if at < len(column)
    ]


def numbered(text: str, count: int) -> list[str]:
    """Return lines of a column."""
    return [f"{at}{text}" for at in range(count)]


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other() -> None:
    """The left one to its end, then the right one."""
    left, right = numbered(LEFT, 4), numbered(RIGHT, 5)
    assert read(*rows(left, right)) == [*left, *right]


def test_three_columns_below_a_head_across() -> None:
    """What goes across all columns stays above or below them."""
    columns = [numbered(text, 4) for text in (LEFT, RIGHT, LEFT[::-1])]
    head = word("社區花園雨水收集計畫第三年度工作報告摘要與後續時程說明及附錄清單", 50, 740)
    foot = word("本報告由水務局社區組編印，歡迎轉載並請註明出處，來信請寄水務局收", 50, 600)
    lines = read(head, *rows(*columns), foot)
    assert lines == [head.text, *columns[0], *columns[1], *columns[2], foot.text]


def test_columns_whose_lines_are_not_level_are_read_one_after_the_other() -> None:
    """Lines may be drawn from above to below though no two stand at one height."""
    left, right = numbered(LEFT, 4), numbered(RIGHT, 4)
    words = [word(text, 50, 700 - 16 * at) for at, text in enumerate(left)]
    words += [word(text, 270, 693 - 16 * at) for at, text in enumerate(right)]
    words.sort(key=lambda one: -one.y)
    assert read(*words) == [*left, *right]


def test_a_table_is_read_row_by_row() -> None:
    """Its cells do not fill their columns as lines of text do."""
    cells = [["票種", "成人", "兒童", "老人"], ["價錢", "十五元", "七元", "免費"]]
    assert read(*rows(*cells)) == ["票種 價錢", "成人 十五元", "兒童 七元", "老人 免費"]


def test_words_are_parted_where_a_gap_is() -> None:
    """Words that are placed one by one get their blanks back; Chinese ones have none."""
    words = [
        Word("night", 50, 700, 75, 10),
        Word("ferry", 78, 700, 100, 10),
        Word("s", 100.5, 700, 105, 10),
    ]
    assert read(*words) == ["night ferrys"]
    assert read(word("渡", 50, 700), word("輪", 63, 700)) == ["渡輪"]


def test_a_note_above_the_line_belongs_to_it() -> None:
    """A small number that stands higher begins no line."""
    small = Word("1", 90, 704, 94, 6)
    assert read(word("渡輪改用", 50, 700), small, word("電池。", 94, 700)) == ["渡輪改用1電池。"]


def test_what_is_turned_is_read_by_itself() -> None:
    """Words along the margin do not mix with the lines of the page."""
    margin = Word("草稿", 100, -20, 120, 10, turn=1)
    assert read(word("渡輪", 50, 700), margin, word("電池", 70, 700)) == ["渡輪電池", "草稿"]


WORDS = st.builds(
    Word,
    st.text("甲乙a ", min_size=1, max_size=12),
    *(st.floats(0, 600, allow_nan=False) for _ in range(3)),
    st.floats(1, 30, allow_nan=False),
    st.integers(0, 3),
)


@given(st.lists(WORDS, max_size=25))
def test_no_word_is_lost(words: list[Word]) -> None:
    """Wherever words stand, each character is read once."""
    said = "".join("".join(read(*words)).split())
    assert sorted(said) == sorted("".join("".join(one.text for one in words).split()))
