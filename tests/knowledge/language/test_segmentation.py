from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import segmentation
from knowledge.language.folding import fold
from knowledge.language.segmentation import FAST, chinese_words, rarity, warm_up


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have words cut by jieba itself, as without the extra."""
    monkeypatch.setattr(segmentation, "FAST", False)
    monkeypatch.setattr(segmentation, "_cut", segmentation._by_jieba)  # noqa: SLF001
    monkeypatch.setattr(jieba.dt, "initialized", False)
    warm_up(tmp_path)


def test_words_come_in_search_mode() -> None:
    """A long word is found by the words inside it, too."""
    assert chinese_words("数字化转型") == ["数字", "数字化", "转型"]


@pytest.mark.usefixtures("slow")
@given(st.text() | st.text("上海市数字化转型的智能工厂蓝牙道钉共享单车, T恤卡拉OK2.0"))
def test_both_twins_cut_alike(text: str) -> None:
    """An index made with jieba is searched with its twin in Rust, and the other way round."""
    if FAST:
        apart = segmentation._NOT_HAN.sub(" ", fold(text))  # noqa: SLF001
        assert segmentation._by_jieba(apart) == segmentation._by_rjieba(apart)  # noqa: SLF001
    assert all(word.strip() for word in chinese_words(fold(text)))


@pytest.mark.usefixtures("slow")
def test_the_cache_lies_where_it_is_told(tmp_path: Path) -> None:
    """The cache of jieba is not put where anybody on the machine could exchange it."""
    chinese_words("有据可查")
    assert (tmp_path / "jieba.cache").exists()


def test_rarity_of_words() -> None:
    """Words of every text are less rare than those of a few; a made-up one is not known."""
    known = rarity(["工作", "数字化", "蓝牙道钉甲"])
    assert known["工作"] < known["数字化"]
    assert "蓝牙道钉甲" not in known
