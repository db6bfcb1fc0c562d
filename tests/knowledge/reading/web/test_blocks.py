import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.knowledge.reading.web.layouts import laid_out, texts, tree_of

BOXES = st.recursive(
    st.text(alphabet="甲乙。 a", max_size=5) | st.just("<br>") | st.just("<!-- -->"),
    lambda inner: (
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from("div p b td span ul li dl dt dd table tr h2 pre a".split()),
            inner,
        )
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=14,
)


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<div>甲。<br>乙。</div>", ["甲。", "乙。"]),
        ("<div>Dear Ann,<br>it came.</div>", ["Dear Ann,\nit came."]),
        ("<div>甲<br>\r\n　　乙</div>", ["甲", "乙"]),
        ("<div>甲<b>乙</b>丙。<br>丁</div>", ["甲乙丙。", "丁"]),
        ("<div>甲<br><br>乙</div>", ["甲", "乙"]),
        ("<pre>a\n  b</pre>", ["a\nb"]),
    ],
)
def test_line_breaks_end_paragraphs_where_the_reader_sees_it(body: str, blocks: list[str]) -> None:
    """Behind a full sentence, before an indent and at a blank line; else a line goes on."""
    assert texts(body) == blocks


def test_loose_words_are_blocks() -> None:
    """What stands beside the blocks of a box, in no block itself, is not lost."""
    body = "<div>首句。<p>二句。</p><span>末<b>句</b>。</span><p>三</p><span>標籤</span></div>"
    assert texts(body) == ["首句。", "二句。", "末句。", "三", "標籤"]


def test_comments_divide_nothing() -> None:
    """A comment or an instruction is no word, in a line as in a table."""
    assert texts("<p>甲<!-- 丙 -->乙<?pi x?>丁</p>") == ["甲乙丁"]
    assert texts("<table><!-- a --><tr><!-- b --><td>甲</td><td>乙</td></tr></table>") == [
        "甲 | 乙"
    ]


def test_points_of_a_list_know_their_list() -> None:
    """Points of one list, and of lists in it, have its group; each its own item."""
    blocks = laid_out("<ul><li>甲<ul><li>乙</ul><li><p>丙</p><p>丁</p></ul><ul><li>戊</ul>").blocks
    assert [block.text for block in blocks] == ["甲", "乙", "丙", "丁", "戊"]
    assert [block.group for block in blocks] == [1, 1, 1, 1, 2]
    assert len({block.item for block in blocks[:3]}) == 3
    assert blocks[2].item == blocks[3].item


def test_terms_go_with_what_they_mean() -> None:
    """A term and its definitions have the same item, the next term another."""
    blocks = laid_out("<dl><dt>甲<dt>乙<dd>丙<dt>丁<dd>戊</dl>").blocks
    assert [block.kind for block in blocks] == ["term", "term", "definition", "term", "definition"]
    first = blocks[0].item
    assert [block.item - first for block in blocks] == [0, 0, 0, 1, 1]


def test_links_and_bold_words_are_counted() -> None:
    """A block knows how much of it is a link, and whether all of it is bold."""
    linked, bold = laid_out(
        "<p>甲<a href=/>乙丙</a></p><p><b>丁</b> <strong>戊</strong></p>"
    ).blocks
    assert (linked.linked, linked.bold, bold.bold) == (2, False, True)


def test_boxes_are_ranges_of_blocks() -> None:
    """A box has its blocks from first to end; one without words is none."""
    boxes = laid_out("<div class=a><p>甲</p><p></p></div><div id=b role=MAIN>乙</div>").boxes
    assert [(box.tag, box.names, box.role, box.first, box.end) for box in boxes[1:]] == [
        ("body", "", "", 0, 2),
        ("div", "a", "", 0, 1),
        ("p", "", "", 0, 1),
        ("div", "b", "main", 1, 2),
    ]


@given(BOXES)
def test_no_word_is_lost_or_moved(body: str) -> None:
    """The words of a page are in its blocks, in the same order, but for the lines of tables."""
    before = "".join(tree_of(body).itertext(with_tail=True))
    after = "".join(texts(body))
    kept = [c for c in before if c in "甲乙。a"]
    assert sorted(c for c in after if c in "甲乙。a") == sorted(kept) or "<table" in body
    if "<table" not in body:
        assert "".join(after.split()) == "".join(before.split())
