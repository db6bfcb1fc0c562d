import pytest

from knowledge.comparing.alignment import aligned
from knowledge.comparing.differences import differences
from knowledge.comparing.units import Alphabet, units_of


def found(text: str, passage: str) -> list[tuple[str, str, str]]:
    """Return in what a sentence differs from a passage: the kind, and the words of both."""
    alphabet = Alphabet()
    said, written = units_of(text, alphabet), units_of(passage, alphabet)
    place = range(len(written.letters))
    runs = aligned(said.letters, written.letters, (place,))
    assert runs
    return [
        (one.kind.value, one.said.of(text), one.written.of(passage))
        for one in differences(said, range(len(said.letters)), written, place, runs)
    ]


@pytest.mark.parametrize(
    ("text", "passage", "difference"),
    [
        ("上海將新增60家智能工廠", "上海將新增四十家智能工廠", ("number", "60", "四十")),
        ("最短为三十天，可以退货", "最短为七天，可以退货", ("number", "三十", "七")),
        ("徐匯區長楊小菁帶隊前往考察", "青浦區長楊小菁帶隊前往考察", ("name", "徐匯區", "青浦區")),
        ("主任吳建國透露上海將新增", "主任吳金城透露上海將新增", ("name", "建國", "金城")),
        ("茶農王阿秀說葉子長得慢", "茶農張阿秀說葉子長得慢", ("name", "王", "張")),
        ("隨申碼當前為紅色，無法進入", "隨申碼當前為黃色，無法進入", ("other", "紅色", "黃色")),
        ("車鎖可以鎖閉，計費繼續", "車鎖無法鎖閉，計費繼續", ("negation", "可以", "無法")),
        ("夜間門診不接受預約掛號", "夜間門診只接受預約掛號", ("negation", "不", "只")),
        ("The harvest had not doubled by 2022", "The harvest had doubled by 2022", ("negation",)),
        ("票價將上漲，明年起實施新辦法", "票價將調整，明年起實施新辦法", ("other", "上漲", "調整")),
    ],
)
def test_the_kinds_of_differences(text: str, passage: str, difference: tuple[str, ...]) -> None:
    """A number, a name, a denial, or other words: each as whole words of both texts."""
    (one,) = found(text, passage)
    assert one[: len(difference)] == difference


def test_the_same_in_other_letters_is_no_difference() -> None:
    """Scripts and ways to write a number differ for nobody."""
    assert found("上海将新增四十家工厂", "上海將新增 40 家工廠") == []


def test_what_was_cut_off_is_no_difference() -> None:
    """A sentence may be cut out of a longer one; what was left out inside is told as such."""
    assert found("新增四十家智能工廠", "去年上海新增四十家智能工廠和五個新城") == []
    assert found("上海新增智能工廠四十家", "上海今年新增智能工廠四十家") == [("other", "", "今年")]
