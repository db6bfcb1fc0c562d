import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.search.synonyms import FILE, LONGEST_WORD, default_synonyms, read_synonyms


def instead(text: str, question: str) -> set[str]:
    """Return what may stand in the articles for the words of a question."""
    return set(read_synonyms(text, FILE)[0].of(fold(question)))


def test_words_of_a_line_mean_the_same() -> None:
    """Each word of a group stands for each other, in either script."""
    text = "健康碼, 隨申碼、綠碼"
    assert instead(text, "健康码是什麼顏色") == {"随申码", "绿码"}
    assert instead(text, "綠碼") == {"健康码", "随申码"}


def test_an_arrow_goes_one_way() -> None:
    """What people say may stand for what articles write, and not the other way round."""
    text = "扣錢 => 計費, 收費"
    assert instead(text, "會扣錢嗎") == {"计费", "收费"}
    assert instead(text, "收費站") == set()


def test_latin_words_stand_alone() -> None:
    """A car is no scarf."""
    assert instead("car, automobile", "my car") == {"automobile"}
    assert instead("car, automobile", "my scarf") == set()


def test_latin_words_may_be_plural_and_stand_in_chinese() -> None:
    """Cars are cars, and 用app辦理 has the word app."""
    assert instead("car, automobile", "How many cars?") == {"automobile"}
    assert instead("app, 應用", "用APP办理") == {"应用"}
    assert instead("app, 應用", "happy apples") == set()


@pytest.mark.parametrize(
    ("question", "expected"),
    [("外面很吵怎麼辦", {"噪音"}), ("他們爭吵了嗎", set()), ("吵", {"噪音"}), ("吵鬧的店", set())],
)
def test_a_part_of_a_word_is_no_word(question: str, expected: set[str]) -> None:
    """吵 is noise; in 爭吵 it is none."""
    assert instead("吵, 噪音", question) == expected


def test_the_longest_word_counts() -> None:
    """Whoever says 關門時間 does not say 關門."""
    text = "關門, 打烊\n關門時間, 營業時間"
    assert instead(text, "關門時間是幾點") == {"营业时间"}
    assert instead(text, "幾點關門") == {"打烊"}


def test_remarks_and_empty_lines_are_skipped() -> None:
    """What follows a # is for whoever edits the file."""
    assert instead("# 說明\n\n手機, 行動電話  # 台灣\n", "手机") == {"行动电话"}


@pytest.mark.parametrize(
    "line",
    ["健康碼", "=> 隨申碼", "健康碼 =>", "a => b => c", ",", "字" * (LONGEST_WORD + 1) + ", 詞"],
)
def test_a_line_that_cannot_be_used_is_told(line: str) -> None:
    """The file, the line and the remedy are named, and the other lines count."""
    synonyms, problems = read_synonyms(f"手機, 行動電話\n{line}\n", FILE)
    assert [(p.file, p.line) for p in problems] == [(FILE, 2)]
    assert ":" in problems[0].problem
    assert set(synonyms.of("手机")) == {"行动电话"}


def test_our_own_list_is_in_order() -> None:
    """The list that counts where an operator has none can be used line by line."""
    assert set(default_synonyms().of("捷运")) == {"地铁", "轨道交通"}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Whatever the file holds, reading it ends with synonyms and problems."""
    synonyms, problems = read_synonyms(text, FILE)
    assert all(word and others for word, others in synonyms.others.items())
    assert all(problem.line for problem in problems)
