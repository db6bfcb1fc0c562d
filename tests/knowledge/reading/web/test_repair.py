import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from knowledge.reading.web.repair import mend

BOXES = st.recursive(
    st.text(alphabet="甲乙。 a", max_size=5) | st.just("<br>"),
    lambda inner: (
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["div", "p", "b", "td", "span"]), inner)
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=12,
)


def mended(page: str) -> str:
    """Return the body of a page as it is after mending."""
    tree = html.document_fromstring(f"<html><body>{page}</body></html>")
    mend(tree)
    written: str = html.tostring(tree.find("body"), encoding="unicode")
    return written.removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        ("<div>甲。<br>乙。</div>", "<div><p>甲。</p><p>乙。</p></div>"),
        ("<div>Dear Ann,<br>it came.</div>", "<div><p>Dear Ann,<br>it came.</p></div>"),
        ("<div>甲<br>　　乙</div>", "<div><p>甲</p><p>　　乙</p></div>"),
        ("<div>甲<b>乙</b>丙。<br>丁</div>", "<div><p>甲<b>乙</b>丙。</p><p>丁</p></div>"),
    ],
)
def test_line_breaks_end_paragraphs_where_the_reader_sees_it(page: str, meant: str) -> None:
    """Behind a full sentence, before an indent and at a blank line; else a line goes on."""
    assert mended(page).replace(' itemprop="articleBody"', "") == meant


def test_a_bold_paragraph_is_a_heading_only_above_text() -> None:
    """A bold sentence stays a paragraph, and so does a bold line at the end."""
    assert "<h3>票價</h3>" in mended("<p><b>票價</b></p><p>五元。</p>")
    assert "<h3>" not in mended("<p><b>每張船票仍為五元。</b></p><p>老人免費。</p>")
    assert "<h3>" not in mended("<p>五元。</p><p><b>票價</b></p>")


def test_a_table_of_paragraphs_is_no_table() -> None:
    """A page laid out by a table is a page of boxes; a table of words stays one."""
    assert "<td>" not in mended("<table><tr><td><p>甲。</p></td></tr></table>")
    assert "<td>" in mended("<table><tr><td>早班</td><td>6:00</td></tr></table>")


def test_boxes_of_words_are_paragraphs_where_the_page_has_no_others() -> None:
    """A page of boxes is read by its boxes; where paragraphs carry the text, boxes stay boxes."""
    assert mended("<div><div>甲甲。</div><div>乙乙。</div></div>").count("<p>") == 2
    assert "<div>丙</div>" in mended("<p>甲甲甲甲。</p><p>乙乙乙乙。</p><div>丙</div>")


def test_the_box_with_most_words_is_the_body() -> None:
    """The innermost box that holds most of the words is named, whatever is around it."""
    words = "<p>首艘船已於本週試航，六月一日正式開航。</p>" * 3
    page = f"<div id=a><div id=b>{words}</div></div><div id=c><p>關於我們</p></div>"
    assert '<div id="b" itemprop="articleBody">' in mended(page)
    assert "articleBody" not in mended(f"<article>{words}</article>")


@given(BOXES)
def test_no_word_is_lost_or_moved(page: str) -> None:
    """The words of a page are the same before and after, in the same order."""
    before = "".join(html.document_fromstring(f"<html><body>{page}</body></html>").itertext())
    after = "".join(
        html.document_fromstring(f"<html><body>{mended(page)}</body></html>").itertext()
    )
    assert "".join(after.split()) == "".join(before.split())


def test_a_sentence_beside_the_blocks_is_a_paragraph() -> None:
    """Loose words that are a sentence are kept; a label, a button and a link are as they were."""
    tree = html.document_fromstring(
        "<div>首句。<p>二句。</p><span>末<b>句</b>。</span><p>三</p><span>標籤</span><p>四</p>"
        "<a href='/'>回去。</a></div>"
    )
    mend(tree)
    assert [p.text_content() for p in tree.iter("p")] == ["首句。", "二句。", "末句。", "三", "四"]
