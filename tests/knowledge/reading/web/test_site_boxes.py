import pytest

from knowledge.reading.web.site_boxes import without_site
from tests.knowledge.reading.web.layouts import laid_out

TEXT = "<p>首艘船已於本週試航，六月一日正式開航。</p><p>每張船票仍為五元，老人免費。</p>" * 2
LINKS = "<ul><li><a>夜市新規</a><li><a>環保杯</a><li><a>餐盒清洗</a></ul>"


def left(body: str) -> str:
    """Return the words that are in no box of the site."""
    layout = laid_out(body)
    shown = zip(layout.blocks, without_site(layout), strict=True)
    return " ".join(block.text for block, keep in shown if keep)


@pytest.mark.parametrize(
    "box",
    [
        "<nav>选单</nav>",
        "<footer>本站由海岛网主办，欢迎来信。</footer>",
        "<div role=navigation>选单</div>",
        "<div class='post-comments'><p>希望全台都跟進，推一個。</p></div>",
        "<div class=rank><h2>热点排行</h2><ol><li>18843 西瓜可以自带入园了</ol></div>",
        f"<div>{LINKS}</div>",
        "<div style='display:none'>加载中</div>",
        "<header><h2>海岛网</h2></header>",
    ],
)
def test_boxes_of_the_site_are_left_out(box: str) -> None:
    """By their element, their role, their name, or because they are a list of links."""
    assert left(f"<div>{TEXT}</div>{box}") == left(f"<div>{TEXT}</div>")


@pytest.mark.parametrize(
    "box",
    [
        "<div style='display:none'><p>馆长表示，夜间值守人员增加到六名。</p></div>",
        "<header><p>馆长表示，夜间值守人员增加到六名。</p></header>",
        "<h3>夜间值守几人？</h3><div style='display:none'>馆长说六名</div>",
        "<article><aside><p>馆长表示，夜间值守人员增加到六名。</p></aside></article>",
    ],
)
def test_sentences_are_kept_in_boxes_that_may_be_the_sites(box: str) -> None:
    """An answer that unfolds, a summary in the head, a note beside the text."""
    assert "馆长" in left(f"<div>{TEXT}</div>{box}")


def test_most_of_a_page_is_not_the_sites() -> None:
    """A box with most of the words holds the article, whatever it is called."""
    assert left(f"<div class='has-sidebar comments'>{TEXT}</div><p>關於</p>").count("首艘船") == 2


def test_links_between_paragraphs_are_the_texts_own() -> None:
    """A list of links beside sentences is not left out as a box."""
    assert "環保杯" in left(f"<div>{TEXT}{LINKS}{TEXT}</div>")
