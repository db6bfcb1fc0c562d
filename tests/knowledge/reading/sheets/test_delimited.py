import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading import read_file
from knowledge.reading.sheets import rows
from knowledge.reading.sheets.delimited import read_delimited

FAQ = "问题,答案\n图书馆几点关门,晚上十一点\n丢了书怎么办,按原价两倍赔偿\n"


def blocks(text: str, file: str = "FAQ.csv") -> list[str]:
    """Return the paragraphs of a file."""
    (article,) = read_delimited(text, file).articles
    return [block.span.of(article.text) for block in article.blocks]


@pytest.mark.parametrize("charset", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_of_any_charset_is_read(charset: str) -> None:
    """Excel saves in the charset of the system; the title is the name of the file."""
    (article,) = read_file((FAQ * 3).encode(charset), "FAQ.csv").articles
    assert article.title == "FAQ"
    assert article.text.startswith("问：图书馆几点关门\n答：晚上十一点\n\n问：丢了书怎么办")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "，"])
def test_any_usual_sign_divides_cells(sign: str) -> None:
    """The sign that cuts all rows alike is the one."""
    assert blocks(FAQ.replace(",", sign))[0] == "问：图书馆几点关门\n答：晚上十一点"


def test_cells_in_quotes_are_whole() -> None:
    """A sign or a line end inside quotes is the cell's own."""
    assert blocks('问题,答案\n"几点, 关门","十一点\n整"\n') == ["问：几点, 关门\n答：十一点\n整"]
    assert blocks("sep=;\n问题;答案\n几点,几分;十一点\n") == ["问：几点,几分\n答：十一点"]
    assert blocks("问题\t答案\n几点\t十一点, 整\n", "a.TSV") == ["问：几点\n答：十一点, 整"]


def test_rows_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of a million rows is no text."""
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    (problem,) = read_file(FAQ.encode(), "a.csv").problems
    assert str(problem) == "a.csv: it has more than 2 rows; divide it"
    monkeypatch.setattr(rows, "MOST_CHARACTERS", 5)
    (problem,) = read_file(FAQ.encode(), "a.csv").problems
    assert str(problem) == "a.csv: it has more than 5 characters; divide it"


def test_a_cell_without_end_is_refused() -> None:
    """A quote that is never closed makes a cell of the whole file."""
    (problem,) = read_delimited('a,"' + "b\n" * 100_000, "a.csv").problems
    assert str(problem).startswith("a.csv: it cannot be divided into cells (")


def test_a_file_without_words_says_so() -> None:
    """Signs alone are no rows."""
    (problem,) = read_delimited(",,\n,,\n", "a.csv").problems
    assert str(problem) == "a.csv: there is no row with text in it; add some or remove the file"


@given(st.text(alphabet='甲a1,;|\t"\n\r', max_size=60))
def test_any_text_is_rows_or_a_problem(text: str) -> None:
    """Whatever the signs, reading ends in an article or a sentence."""
    reading = read_delimited(text, "a.csv")
    assert bool(reading.articles) != bool(reading.problems)
