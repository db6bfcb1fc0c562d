import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.errors import ArticleError
from knowledge.reading.web.page import read_page


def said(head: str) -> dict[str, str]:
    """Return what a page with a head says of its article."""
    return dict(read_page(f"<html><head>{head}</head><body>x</body></html>", "a.html").said)


def test_lines_are_those_that_a_reader_sees() -> None:
    """Boxes begin lines, words inside a line do not, and scripts and comments are no lines."""
    page = "<div>甲<b>乙</b><!-- 丙 --> 丁<p>戊<br>己</p>庚</div><script>辛</script>"
    assert read_page(page, "a.html").lines == ("甲乙 丁", "戊", "己", "庚")


def test_a_row_of_a_table_is_a_line() -> None:
    """Cells stand beside one another, as a reader sees them; a page laid out in cells has lines."""
    assert read_page("<table><tr><td>票种</td><td>周末</td></tr></table>", "a").lines == (
        "票种 | 周末",
    )
    layout = "<table><tr><td><p>甲</p></td><td><p>乙</p></td></tr></table>"
    assert read_page(layout, "a").lines == ("甲", "乙")


def test_a_page_goes_on_behind_an_included_one() -> None:
    """A header that ends the page too early does not hide what follows, as in browsers."""
    page = "<html><body>甲</body></html><div>乙</div><html><body><p>丙</p></body></html>"
    assert read_page(page, "a.html").lines == ("甲", "乙", "丙")


def test_a_public_account_is_the_source() -> None:
    """Its platform calls itself the site of every page; the account is who published."""
    head = '<head><meta property="og:site_name" content="微信公众平台"></head>'
    account = "<a id=js_name> 城西读书会 </a><div id=js_content>x</div>"
    script = "<script>var ct='1581517074';var nickname='城西'</script>"
    found = read_page(f"{head}<body>{account}{script}</body>", "a.html").said
    assert (found["source"], found["published"]) == ("城西读书会", "2020-02-12 22:17")
    found = read_page(f"{head}<body><div id=js_content>x</div>{script}</body>", "a.html").said
    assert found["source"] == "城西"


def test_an_address_is_no_author() -> None:
    """Facebook wants the author's page in article:author; a name elsewhere is better."""
    metas = '<meta property="article:author" content="https://example.org/a">'
    assert said(metas)["author"] == ""
    assert said(metas + '<meta name="byl" content="Ann Lee">')["author"] == "Ann Lee"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://example.org/a">', "https://example.org/a"),
        (
            '<link rel="canonical" href="/a"><meta property="og:url" content="https://b.org">',
            "https://b.org",
        ),
        (
            '<base href="https://example.org/x/"><link rel="canonical" href="/a">',
            "https://example.org/a",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="http://[">', ""),
    ],
)
def test_the_address_of_a_page_is_whole(head: str, url: str) -> None:
    """A canonical address counts if it is one of the web or becomes one by the page's base."""
    assert said(head)["url"] == url


def test_the_head_comes_before_the_structured_data() -> None:
    """What a head names is taken first, the rest from JSON-LD."""
    data = '{"@type": "Article", "headline": "B", "author": "Bo Ray"}'
    both = (
        f'<meta property="og:title" content="A"><script type="application/ld+json">{data}</script>'
    )
    assert (said(both)["title"], said(both)["author"]) == ("A", "Bo Ray")


def test_the_window_is_the_pages_own() -> None:
    """Not that of an included header, nor what a program calls a page without a title."""
    page = "<title>{}</title><p>甲</p><title>渡輪 - 海島網</title><h2>渡輪</h2>"
    for other in ("無標題文檔", "Untitled Document", "海島網"):
        assert read_page(page.format(other), "a.html").window == "渡輪 - 海島網"
    assert read_page("<title>海島網</title><title>x</title><h2>渡輪</h2>", "a").window == "海島網"


def test_an_endless_field_is_none() -> None:
    """A title of a million characters is no title."""
    assert "title" not in said(f'<meta property="og:title" content="{"甲" * 10_000}">')


def test_a_tag_of_endless_attributes_is_refused() -> None:
    """The parser would compare each with all others; a long picture in a tag is no such thing."""
    attributes = " ".join(f"a{number}=1" for number in range(20_000))
    with pytest.raises(ArticleError, match="more than 10,000 attributes"):
        read_page(f"<p {attributes}>甲</p>", "a.html")
    picture = "A" * 200_000
    assert read_page(f"<img src='data:image/png;base64,{picture}'>甲", "a").lines == ("甲",)


@pytest.mark.parametrize("text", ["", "   ", "<!-- -->"])
def test_no_page_is_a_problem(text: str) -> None:
    """A text without any element says that there is no page."""
    with pytest.raises(ArticleError, match="no page in it"):
        read_page(text, "a.html")


@given(st.text())
def test_any_text_is_a_page_or_a_problem(text: str) -> None:
    """No text raises anything but the problem."""
    try:
        page = read_page(text, "a.html")
    except ArticleError:
        return
    assert all(line == " ".join(line.split()) for line in page.lines)
