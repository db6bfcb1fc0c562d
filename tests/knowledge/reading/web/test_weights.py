import pytest

from knowledge.reading.web.layout import Block
from knowledge.reading.web.weights import is_link, says_something, sums_of
from tests.knowledge.reading.web.layouts import laid_out


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (Block("paragraph", "每張船票仍為五元，老人免費。"), True),
        (Block("paragraph", "各乡镇人民政府，县政府各部门："), True),
        (Block("table", "早班 | 6:00"), True),
        (Block("heading", "票價會調整嗎？這是市民的問題。"), False),
        (Block("paragraph", "关于我们"), False),
        (Block("paragraph", "每張船票仍為五元，老人免費。", linked=14), False),
    ],
)
def test_a_sentence_is_told_from_a_label_and_a_link(block: Block, says: bool) -> None:
    """What ends or goes on like a sentence says something, and so does a table."""
    assert says_something(block) is says


def test_totals_are_those_of_the_blocks() -> None:
    """A box is weighed by what is in it; a block that is left out has no weight."""
    layout = laid_out("<div><p>每張船票仍為五元，老人免費。</p><p><a>首頁</a></p></div><p>標籤</p>")
    sums, box = sums_of(layout.blocks), layout.boxes[2]
    assert (sums.own_in(box), sums.sentences_in(box)) == (14, 1)
    assert sums.share_linked(box) == 2 / 16
    assert sums_of([None, *layout.blocks[1:]]).sentences_in(box) == 0
    assert is_link(layout.blocks[1])
