import pytest

from knowledge.language.names import is_name


@pytest.mark.parametrize(
    "word",
    [
        "上海",
        "浙江省",
        "靜安區",
        "市衛健委",
        "上海長征醫院",
        "《行動方案》",
        "「小申」",
        "林承佑",
        "Ilse Marten",
    ],
)
def test_names(word: str) -> None:
    """Places, offices, works and people, in either script."""
    assert is_name(word)


@pytest.mark.parametrize(
    "word",
    ["", " ", "工廠", "已經", "於是", "方案", "高興", "全部", "城市", "道路", "42", "three", "不"],
)
def test_other_words(word: str) -> None:
    """Everyday words are none, also where they begin like a surname."""
    assert not is_name(word)


def test_a_given_name_stands_behind_its_surname() -> None:
    """Alone it may be any word."""
    assert is_name("明華", before="吳")
    assert not is_name("明華", before="在")
