import pytest

from knowledge.reading.web.headings import headings_of
from knowledge.reading.web.title import Heading
from tests.knowledge.reading.web.layouts import tree_of


def test_headings_and_what_is_called_title_may_be_the_title() -> None:
    """In the order of the page; a first heading is known as one."""
    page = "<h1>甲</h1><div class='h-title'>乙</div><p itemprop=headline>丙</p><h3>丁</h3><p>戊</p>"
    assert headings_of(tree_of(page)) == (
        Heading("甲", True),
        Heading("乙", is_called=True),
        Heading("丙", is_called=True),
        Heading("丁"),
    )


@pytest.mark.parametrize(
    "logo",
    [
        "<div class='logo left'><h1><a href='/'><span>某市网站</span></a></h1></div>",
        "<header><h1><a href='https://example.org/'>某市网站</a></h1></header>",
        "<h1 class='site-title'>某市网站</h1>",
        "<a href='index.html'><h1>某市网站</h1></a>",
        "<footer><h2>某市网站</h2></footer>",
    ],
)
def test_a_logo_is_the_sites(logo: str) -> None:
    """By what is around it, or because it leads to the front page."""
    (heading,) = headings_of(tree_of(logo))
    assert heading.of_site


def test_a_link_to_the_page_itself_is_no_logo() -> None:
    """A title may link to its own page."""
    (heading,) = headings_of(tree_of("<h1><a href='/2020/05/a.html'>渡輪</a></h1>"))
    assert not heading.of_site
