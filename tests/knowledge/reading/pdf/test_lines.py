from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.pdf.lines import PrintedLine, joined, pieces_of, without_running_lines

NUMBER = st.floats(0, 800, allow_nan=False)
LINES = st.builds(PrintedLine, st.text("甲乙a. ", min_size=1), NUMBER, NUMBER, st.floats(0, 40))


def page(*texts: str, size: float = 11) -> list[PrintedLine]:
    """Return lines below each other at the left margin."""
    return [PrintedLine(text, 70, 800 - 16 * n, size) for n, text in enumerate(texts)]


def texts(*pages: list[PrintedLine]) -> list[str]:
    """Return the pieces of pages with their kinds."""
    return [f"{piece.kind}: {piece.text}" for piece in pieces_of(pages)]


def test_a_gap_an_indent_and_another_size_begin_paragraphs() -> None:
    """Lines at the usual distance are one paragraph until one of the three comes."""
    lines = [
        PrintedLine("The ferry runs every hour from", 70, 700, 11),
        PrintedLine("six until ten,", 70, 684, 11),
        PrintedLine("also on Sundays, and it is", 70, 652, 11),
        PrintedLine("free of charge for", 92, 636, 11),
        PrintedLine("Opening hours", 70, 600, 15),
        PrintedLine("six to ten", 70, 584, 11),
    ]
    assert texts(lines) == [
        "paragraph: The ferry runs every hour from six until ten,",
        "paragraph: also on Sundays, and it is",
        "paragraph: free of charge for",
        "heading: Opening hours",
        "paragraph: six to ten",
    ]


def test_a_short_full_line_ends_a_paragraph() -> None:
    """A sentence that ends before the margin ends its paragraph, a longer one does not."""
    assert texts(
        page("The ferry runs every hour.", "It is free.", "Dogs travel free of charge.")
    ) == [
        "paragraph: The ferry runs every hour. It is free.",
        "paragraph: Dogs travel free of charge.",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    """What stops inside a sentence at the foot of a page goes on at the head of the next."""
    assert texts(page("學生憑證購票", "只要三"), page("元。")) == [
        "paragraph: 學生憑證購票只要三元。"
    ]


def test_a_line_that_ends_on_purpose_is_no_part_of_the_text() -> None:
    """A heading of the size of the text ends though a word would have had room."""
    assert texts(
        page("圖書室開放須知", "圖書室每週二至週日開放，週一閉館，每人每次", "借三冊。")
    ) == [
        "heading: 圖書室開放須知",
        "paragraph: 圖書室每週二至週日開放，週一閉館，每人每次借三冊。",
    ]


def test_a_word_without_room_breaks_no_paragraph() -> None:
    """A line is short where the next word is long, or where a comma shows that it goes on."""
    word = "counterrevolutionaries"
    assert len(texts(page("They were told of", f"{word} and such", "people."))) == 1
    assert len(texts(page("圖書室每週二，", "圖書室每週二至週日開放，週一閉館。"))) == 1


def test_points_are_paragraphs() -> None:
    """Each point of a printed list stands for itself."""
    assert len(texts(page("• 早班六點", "• 末班十點", "3. 節日加班"))) == 3


def test_a_title_of_two_lines_is_one_heading() -> None:
    """Large lines below each other are one heading; a large paragraph is none."""
    large = [PrintedLine("海上渡輪", 70, 780, 20), PrintedLine("改用電池", 70, 755, 20)]
    body = page(*["內文一行" * 8] * 6)
    assert texts(large, body)[0] == "heading: 海上渡輪改用電池"


def test_what_most_pages_repeat_is_no_text() -> None:
    """Heads, feet and numbers of pages go; a number inside a page stays."""
    pages = [page("年報", f"第{n}段", "2024", "內文", f"- {n} -") for n in range(4)]
    kept = without_running_lines(pages)
    assert [[line.text for line in one] for one in kept] == [
        [f"第{n}段", "2024", "內文"] for n in range(4)
    ]


def test_pages_that_are_all_alike_keep_their_text() -> None:
    """Forms of the same lines lose no more than a head and a foot."""
    kept = without_running_lines([page(*["the same line"] * 9) for _ in range(5)])
    assert [len(one) for one in kept] == [5] * 5


def test_words_that_were_divided_are_whole_again() -> None:
    """A hyphen at the end of a line is the printer's if a small letter follows."""
    assert joined(page("the with-", "drawn Port-", "Royal")) == "the withdrawn Port- Royal"


@given(st.lists(st.lists(LINES, max_size=6), max_size=4))
def test_no_line_is_lost_but_running_ones(pages: list[list[PrintedLine]]) -> None:
    """Every letter of the lines that are kept stands in a piece, in order."""
    kept = "".join(line.text for one in without_running_lines(pages) for line in one)
    read = "".join(piece.text for piece in pieces_of(pages))
    assert read.replace(" ", "") == kept.replace(" ", "")
