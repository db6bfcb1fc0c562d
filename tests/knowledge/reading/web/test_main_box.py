import pytest

from knowledge.reading.web.main_box import main_box
from knowledge.reading.web.weights import sums_of
from tests.knowledge.reading.web.layouts import laid_out

TEXT = "<p>首艘船已於本週試航，六月一日正式開航。</p>" * 3
OTHER = "<div><p>關於我們，歡迎來信。</p></div>"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (f"<div id=a><div id=b>{TEXT}</div></div>{OTHER}", "b"),
        (f"<div id=a><div id=b>{TEXT}</div><p>末班船延後半小時，至十點。</p></div>{OTHER}", "a"),
        (f"<div id=a><div id=b>{TEXT}</div><div id=c>{TEXT}</div></div>{OTHER}", "a"),
        (f"<div id=a><ul id=b><li>{TEXT}</ul></div>{OTHER}", "a"),
        (f"<article id=a>{TEXT}</article><div id=b>{TEXT[:60]}</div>", "a"),
        (f"<div itemprop=x class=articleBody id=a>{TEXT}</div>{OTHER}", "articleBody a"),
    ],
)
def test_the_innermost_box_with_all_sentences_is_found(body: str, names: str) -> None:
    """It holds the sentences of a list and those beside a box; another sentence is the site's."""
    layout = laid_out(body)
    assert main_box(layout.boxes, sums_of(layout.blocks)).names == names
