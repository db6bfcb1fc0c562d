import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.headings import kinds_of, looks_like_heading, looks_like_title
from knowledge.reading.lines import lines_of
from knowledge.reading.paragraphs import paragraphs_of

SENTENCE = "渡輪公司昨天宣布改用電池，首艘船已經試航。"


def kinds(*lines: str) -> str:
    """Return the first letters of the kinds of paragraphs that stand apart."""
    text = "\n\n".join(lines)
    paragraphs = paragraphs_of(text, [line for line in lines_of(text) if line.text])
    return "".join(kind[0] for kind in kinds_of(paragraphs))


@pytest.mark.parametrize(
    "text",
    [
        "蹄疾、步穩",
        "下功夫,抓突破",
        "深化改革,上海究竟如何以“實效”論英雄?",
        "浙江：改革先行",
        "打造“数字之都”",
        "第十二章　木匣",
        "一、總體要求",
        "（二）补助标准",
        "Early life",
        "Why does it take so long?",
        "2.3 Opening hours",
    ],
)
def test_short_phrases_and_questions_may_be_headings(text: str) -> None:
    """A short phrase without an end, a short question or a number can head a section."""
    assert looks_like_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "條塊清晰,任務明確。",
        "步穩,是夯實底座。",
        "同日,",
        "他說:“好”",
        "「還過江嗎？」",
        "不行！",
        "何時開館？何時閉館？",
        "記者：你怎麼看？",
        "图为施工现场 张三 摄",
        "- 早班六點",
        "甲,乙,丙,丁",
        "It sank in 1874.",
        "It sank. Nobody cared",
        "it was larger",
        "Dear all,",
        "1874",
        "……",
        "渡輪" * 16,
    ],
)
def test_sentences_speech_and_points_are_no_headings(text: str) -> None:
    """Whatever ends, speaks, lists or captions is a paragraph."""
    assert not looks_like_heading(text)


def test_a_heading_stands_above_a_paragraph() -> None:
    """The same words are a heading above a paragraph and none at the end of the text."""
    assert kinds("票價與班次", SENTENCE) == "hp"
    assert kinds(SENTENCE, "林曉舟") == "pp"
    assert kinds("票價與班次", "【延伸閱讀】", SENTENCE) == "plp"


def test_a_question_below_a_heading_is_its_first_paragraph() -> None:
    """Of two heading-like lines in a row the first is the heading."""
    assert kinds("下功夫,抓突破", "上海的數字化轉型進展如何?", SENTENCE) == "hpp"


def test_three_phrases_in_a_row_are_a_list() -> None:
    """Three and more heading-like lines in a row are a list or a poem."""
    assert kinds("身分證", "借書證", "印章", SENTENCE) == "pppp"
    assert kinds("1. 身分證", "2. 借書證", SENTENCE) == "ppp"


def test_titles_below_a_label_are_a_list() -> None:
    """Two lines under 延伸閱讀 are other articles, not headings of this one."""
    assert kinds("延伸閱讀", "社區共乘站增至12處", "老火車站變身書店", SENTENCE) == "lppp"


def test_numbered_headings_may_be_nested() -> None:
    """A section and its first subsection are both headings; a chapter and its name, too."""
    assert kinds("一、总体要求", "（一）工作目标", SENTENCE) == "hhp"
    assert kinds("CHAPTER II", "The Box", SENTENCE) == "hhp"
    assert kinds("第一章", "第二章", "第三章") == "hhh"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("海上壹周︱密集部署城市數字化轉型,上海如何加速跑贏“大戰略”?", True),
        ("第一章　雨夜", True),
        ("Harbour bridge to close for nine weekends from May", True),
        ("問：幾點開門？", False),
        (SENTENCE, False),
        ("Dear all,", False),
        ("2024", False),
    ],
)
def test_a_title_is_a_longer_phrase(text: str, title: bool) -> None:
    """A title may be longer than a heading, but is no sentence, greeting or question to answer."""
    assert looks_like_title(text) is title


@given(
    st.lists(st.sampled_from(["蹄疾、步穩", SENTENCE, "編者按:", "一、要求", "第一章"]), max_size=8)
)
def test_every_paragraph_has_one_kind(lines: list[str]) -> None:
    """Each paragraph gets exactly one kind, and a label is always a label."""
    found = kinds(*lines)
    assert len(found) == len(lines)
    assert [kind == "l" for kind in found] == [line == "編者按:" for line in lines]
