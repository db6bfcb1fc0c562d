import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.lines import lines_of
from knowledge.reading.paragraphs import columns, ends_sentence, is_wrapped, paragraphs_of

WRAPPED = """\
The lift in the east wing will be out of service from Monday, 11 March,
until the end of the month. The engineers have found a crack in the main
pulley.

Please use the goods lift behind the kitchen. It holds four people or
one piano, but not both.
"""


def texts_of(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    lines = [line for line in lines_of(text) if line.text]
    return [paragraph.text for paragraph in paragraphs_of(text, lines)]


def test_a_wrapped_paragraph_runs_to_the_blank_line() -> None:
    """Lines that were broken by hand are read as the one paragraph they are."""
    assert texts_of(WRAPPED) == [part.strip() for part in WRAPPED.split("\n\n")]


def test_a_line_of_a_saved_page_is_a_paragraph() -> None:
    """Lines that end as sentences do are paragraphs, with or without blank lines between."""
    text = "渡輪公司昨天宣布改用電池，首艘船已經試航。\n" * 3
    assert len(texts_of(text)) == 3


def test_long_lines_are_not_wrapped() -> None:
    """A line wider than anybody wraps is a paragraph even if it ends without a full stop."""
    text = ("The ferry company said that all of its boats will run on batteries " * 2 + "\n") * 3
    assert len(texts_of(text)) == 3


def test_an_indented_line_opens_a_paragraph_of_a_wrapped_text() -> None:
    """Wrapped Chinese prose without blank lines is parted where a line is indented."""
    line = "白沙島輪渡公司昨天宣布往返白沙島與望海鎮的六艘柴油渡輪將\n"
    text = f"　　{line}{line}全部改為電池動力。\n　　{line}{line}首艘船已經試航。\n"
    assert [paragraph.count("\n") for paragraph in texts_of(text)] == [2, 2]


def test_a_question_keeps_its_answer() -> None:
    """問 and 答, or Q and A, on consecutive lines are one paragraph; apart, they are two."""
    assert texts_of("問：幾點開門？\n答：九點。\n問：幾點關門？\n答：五點。") == [
        "問：幾點開門？\n答：九點。",
        "問：幾點關門？\n答：五點。",
    ]
    assert len(texts_of("Q: When?\n\nA: At nine.")) == 2


def test_labels_and_chapters_stand_alone_in_wrapped_text() -> None:
    """A label or the line of a chapter is never drawn into the paragraph below it."""
    assert texts_of(f"CHAPTER I\n{WRAPPED}")[0] == "CHAPTER I"
    assert texts_of(f"【相關閱讀】\n{WRAPPED}")[0] == "【相關閱讀】"


def test_a_text_without_neighbouring_lines_is_not_wrapped() -> None:
    """Where every line stands alone there is nothing that could have been wrapped."""
    assert not is_wrapped(list(lines_of("one\n\ntwo")))


@pytest.mark.parametrize(
    ("text", "ends"),
    [("任務明確。", True), ("“好。”", True), ("(Yes.)", True), ("蹄疾、步穩", False), ("", False)],
)
def test_sentences_end_in_their_marks(text: str, ends: bool) -> None:
    """A sentence ends in a full stop or the like, perhaps inside quotes or brackets."""
    assert ends_sentence(text) is ends


def test_a_chinese_character_fills_two_columns() -> None:
    """Width is counted as a terminal shows it, up to what is too wide to matter."""
    assert columns("有據ab") == 6
    assert columns("x" * 1000) == 101


@given(st.text(alphabet=st.sampled_from("有a。. \n\u3000問答：Q:【】"), max_size=80))
def test_paragraphs_take_every_line_once_in_order(text: str) -> None:
    """Paragraphs are the lines in their order: none lost, none twice, none overlapping."""
    lines = [line for line in lines_of(text) if line.text]
    paragraphs = paragraphs_of(text, lines)
    assert sum(paragraph.lines for paragraph in paragraphs) == len(lines)
    starts = [paragraph.span.start for paragraph in paragraphs]
    ends = [paragraph.span.end for paragraph in paragraphs]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert all(paragraph.span.of(text) == paragraph.text for paragraph in paragraphs)
