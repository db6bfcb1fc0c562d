import pytest

from knowledge.reading.names import is_name


@pytest.mark.parametrize(
    "line",
    "周末 任务 任務 方法 项目 項目 安全 单位 單位 包装 白天 平日 时间 毛巾 许可 "
    "温馨 周末价 何时".split(),
)
def test_a_word_that_begins_like_a_surname_is_no_name(line: str) -> None:
    """In both scripts, also where the dictionary takes it for a person, and in a longer line."""
    assert not is_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "李明",
        "馬作鵬",
        "王小明、李大華",
        "陈 晨",
        "李国庆",
        "周小舟",
        "Jane Doe",
        "Ann Lee and Bo Ray",
    ],
)
def test_names_are_names(line: str) -> None:
    """One or several, in both scripts and in English."""
    assert is_name(line)


@pytest.mark.parametrize("line", ["Opening Hours", "Terms and Conditions", "圖文直播", ""])
def test_headings_are_no_names(line: str) -> None:
    """English headings are written with capitals as names are."""
    assert not is_name(line)
