import pytest

from knowledge.reading.web.pieces import LONGEST_LIST, pieces_of
from tests.knowledge.reading.web.layouts import laid_out


def pieces(body: str) -> list[str]:
    """Return the pieces of a page, headings with a # before them."""
    marks = {"heading": "# ", "paragraph": "", "label": ""}
    return [marks[piece.kind] + piece.text for piece in pieces_of(laid_out(body).blocks)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p><b>票價</b></p><p>五元。</p>", ["# 票價", "五元。"]),
        ("<p><span style='font-weight:bold'>票價</span></p><p>五元。</p>", ["# 票價", "五元。"]),
        ("<p><b>每張船票仍為五元。</b></p><p>老人免費。</p>", ["每張船票仍為五元。", "老人免費。"]),
        ("<p>五元。</p><p><b>票價</b></p>", ["五元。", "票價"]),
        ("<h2>票<br>價</h2><p>五元。</p>", ["# 票 價", "五元。"]),
    ],
)
def test_a_bold_paragraph_is_a_heading_only_above_text(body: str, said: list[str]) -> None:
    """A bold sentence stays a paragraph, and so does a bold line at the end."""
    assert pieces(body) == said


def test_a_short_list_is_one_piece() -> None:
    """Its points are lines; a long one has a piece for each, and so has one with paragraphs."""
    assert pieces("<p>甲：</p><ul><li>乙<ul><li>丙</ul><li>丁</ul>") == ["甲：", "乙\n丙\n丁"]
    long = "字" * LONGEST_LIST
    assert pieces(f"<ul><li>{long}<li>丁</ul>") == [long, "丁"]
    assert pieces("<ul><li><div>甲。</div><div>乙。</div></ul>") == ["甲。", "乙。"]


def test_a_question_stands_with_its_answer() -> None:
    """A term and what it means are one piece; a long meaning stands below the term."""
    assert pieces("<dl><dt>几点关门？<dd>十一点。<dt>丢书<dd>照价赔偿。</dl>") == [
        "几点关门？\n十一点。",
        "丢书\n照价赔偿。",
    ]
    long = "字" * LONGEST_LIST
    assert pieces(f"<dl><dt>几点关门？<dd>{long}。<dd>乙</dl>") == [
        "# 几点关门？",
        f"{long}。",
        "乙",
    ]
    assert pieces("<dl><dt>索引号<dd>0001<dt>机构<dd>县政府</dl>") == ["索引号\n0001\n机构\n县政府"]


def test_what_unfolds_stands_below_its_summary() -> None:
    """A summary is a heading, and so is a button with the question on it in one."""
    assert pieces("<details><summary>几点关门？</summary>十一点。</details>") == [
        "# 几点关门？",
        "十一点。",
    ]
    button = "<h3><button aria-expanded=false>几点关门？</button></h3><div hidden>十一点。</div>"
    assert pieces(button) == ["# 几点关门？", "十一点。"]
