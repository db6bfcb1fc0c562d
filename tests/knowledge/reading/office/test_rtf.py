import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading import read_file
from knowledge.reading.office.rtf import read_rtf


def blocks(inside: str) -> list[str]:
    """Return what is read of a file with this inside."""
    content = b"{\\rtf1\\ansi\\ansicpg1252 " + inside.encode("latin-1") + b"}"
    (article,) = read_rtf(content, "a.rtf").articles
    return [f"{block.kind[0]}: {block.span.of(article.text)}" for block in article.blocks]


def coded(text: str, charset: str) -> str:
    """Return a text as its codes in a charset."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode(charset))


def test_a_paragraph_is_its_words() -> None:
    """How words look is not read; signs and escapes are."""
    assert blocks("hello {\\b library}\\par caf\\'e9 \\{a\\}\\line b\\~c\\emdash d") == [
        "p: hello library",
        "p: café {a}\nb c—d",
    ]


@pytest.mark.parametrize(("charset", "number"), [("gb18030", 134), ("cp950", 136), ("cp932", 128)])
def test_chinese_is_in_the_charset_of_its_font(charset: str, number: int) -> None:
    """A character of two bytes may be split between a code and a sign."""
    font = f"{{\\fonttbl{{\\f0\\fnil Arial;}}{{\\f1\\fcharset{number} a;}}}}"
    said = coded("図書館" if charset == "cp932" else "圖書館", charset)
    assert blocks(f"{font}\\f1 {said}\\f0  open")[0].endswith("書館 open")
    half = coded("圖", "cp950")[:4] + "\\'" + coded("圖", "cp950")[6:]
    assert blocks(f"{{\\fonttbl{{\\f1\\fcharset136 a;}}}}\\f1 {half}") == ["p: 圖"]


def test_the_page_of_the_system_is_the_charset_of_the_rest() -> None:
    """Word of the mainland writes 936."""
    content = b"{\\rtf1\\ansi\\ansicpg936 " + coded("图书馆开放", "gb18030").encode() + b"}"
    assert read_rtf(content, "a.rtf").articles[0].text == "图书馆开放"


def test_unicode_is_read_and_what_stands_for_it_is_not() -> None:
    """Each number is followed by as many signs for old programs as the file says."""
    assert blocks("\\uc1\\u22270?\\u26360?{\\uc2\\u-26782??}\\uc0\\u55357\\u56832 x") == [
        "p: 图書面😀x"
    ]


def test_headings_are_known_by_their_styles() -> None:
    """A style that is called heading makes one, and so does the level of an outline."""
    styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}}"
    said = blocks(
        f"{styles}\\pard a\\par\\pard\\s1 B\\par\\pard c\\par\\pard\\outlinelevel1 D\\par\\pard e"
    )
    assert said == ["p: a", "h: B", "p: c", "h: D", "p: e"]


def test_what_is_no_text_is_not_read() -> None:
    """Pictures, heads, fields' codes, comments, deletions and hidden words are left out."""
    left_out = (
        "{\\pict\\wmetafile8 0123abcd}{\\header top}{\\*\\generator x;}{\\annotation no}"
        "{\\*\\unknown {\\b y}}{\\deleted z}{\\v w}"
    )
    field = '{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}'
    assert blocks("a" + left_out + field + "\\bin3 }}} b") == ["p: alink b"]


def test_title_and_author_are_what_a_person_wrote() -> None:
    """They stand in the file's properties, where an account counts for nobody."""
    content = b"{\\rtf1{\\info{\\title Ferries: a report}{\\author Ann Lee}}text}"
    (article,) = read_rtf(content, "a.rtf").articles
    assert (article.title, article.author) == ("Ferries: a report", "Ann Lee")
    (article,) = read_rtf(content.replace(b"Ann Lee", b"Administrator"), "a.rtf").articles
    assert article.author is None


def test_a_note_follows_its_paragraph_and_a_table_keeps_its_columns() -> None:
    """A cell may have several paragraphs."""
    assert blocks("a{\\footnote n} b\\par c") == ["p: a b", "p: n", "p: c"]
    row = "\\trowd\\pard\\intbl {}\\cell {}\\cell\\row"
    table = row.format("x", "y") + row.format("1\\par 2", "3") + "\\pard after\\par"
    assert blocks(table) == ["p: x | y\n1 2 | 3", "p: after"]


def test_another_file_is_a_problem() -> None:
    """A file of another kind, one without words and endless groups are told."""
    assert "damaged" in str(read_file(b"PK", "a.rtf").problems[0])
    assert "there is no text" in str(read_file(b"{\\rtf1 }", "a.rtf").problems[0])
    (problem,) = read_file(b"{\\rtf1 " + b"{" * 5000, "a.rtf").problems
    assert str(problem) == "a.rtf: it has groups inside groups without end; save it again"


WORDS = st.sampled_from(
    r"{ } \par\ \'b5 \u22270? \f1\ \cell\ \row\ \* \bin9\ a \ \uc9\ \intbl\ \footnote\ \s1\ ".split(
        " "
    )
)


@given(st.lists(WORDS, max_size=30))
def test_any_file_is_an_article_or_a_problem(words: list[str]) -> None:
    """Whatever the words, reading ends in an article or a sentence."""
    reading = read_file(("{\\rtf1 " + "".join(words)).encode(), "a.rtf")
    assert bool(reading.articles) != bool(reading.problems)
