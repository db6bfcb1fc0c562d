import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.offer import offer_of
from knowledge.reading import read_file
from tests.knowledge.reading.examples import TRADITIONAL
from tests.knowledge.reading.making import archives, pdfs

PAGE = f'<link rel="canonical" href="{{}}"><h1>渡輪改用電池</h1><p>{TRADITIONAL}</p>'
HERE = "https://www.example.org/a?from=feed#top"


def test_a_text_file_is_kept_as_it_came() -> None:
    """What a text editor opens goes into the folder byte for byte, under a safe name."""
    content = "渡輪改用電池\n\n渡輪改用電池。".encode("big5")
    offer = offer_of(content, "../../新聞 1.txt")
    assert [(file.path, file.content) for file in offer.files] == [("added/新聞-1.txt", content)]
    assert offer.articles[0].title == "渡輪改用電池"


def test_another_file_becomes_markdown() -> None:
    """A PDF becomes a Markdown file that is named after its title and gives what is offered."""
    offer = offer_of(pdfs()["report_traditional.pdf"], "scan 0001.pdf")
    (file,) = offer.files
    assert file.path == "added/白沙島渡輪年報.md"
    assert read_file(file.content, file.path).articles == offer.articles
    assert (offer.articles[0].author, offer.articles[0].published) == ("林曉、周明", None)


def test_an_archive_becomes_a_file_an_article() -> None:
    """The articles of an archive are written one by one, and its problems are told."""
    offer = offer_of(archives()["taiwan_big5.zip"], "news.zip")
    assert [file.path for file in offer.files] == ["added/渡輪改用電池.md"]
    assert str(offer.problems[0]).startswith("news.zip: 新聞/壞檔.md: there is no text")


@pytest.mark.parametrize(
    ("own", "fixed", "url"),
    [
        ("https://m.example.org/a", False, "https://m.example.org/a"),
        ("https://elsewhere.org/a", False, "https://www.example.org/a?from=feed"),
        ("https://m.example.org/a", True, "https://www.example.org/a?from=feed"),
        ("", False, "https://www.example.org/a?from=feed"),
    ],
)
def test_a_page_is_cited_by_its_own_address(own: str, fixed: bool, url: str) -> None:
    """A page's own address counts on its own site; from a feed, the feed's does."""
    offer = offer_of(PAGE.format(own).encode(), "a.html", HERE, fixed=fixed)
    assert offer.articles[0].url == url


def test_a_text_from_the_web_keeps_its_address() -> None:
    """A plain text that was fetched becomes Markdown, so that its address stays with it."""
    offer = offer_of("渡輪改用電池。".encode(), "a.txt", HERE)
    assert offer.files[0].path == "added/a.md"
    assert offer.articles[0].url == "https://www.example.org/a?from=feed"


@pytest.mark.parametrize("name", ["a.png", "a", "a.pdf", "a.md"])
def test_what_cannot_be_read_is_a_problem(name: str) -> None:
    """A file of another kind, a broken or an empty one offers nothing and says why."""
    offer = offer_of(b"", name)
    assert (offer.articles, offer.files) == ((), ())
    assert len(offer.problems) == 1


def test_articles_of_one_title_get_numbers() -> None:
    """Two articles of an archive with one title are two files."""
    line = '{{"id": "{}", "title": "渡輪", "text": "甲。"}}'
    content = "\n".join(map(line.format, "ab")).encode()
    assert [f.path for f in offer_of(content, "a.jsonl", HERE).files] == [
        "added/渡輪.md",
        "added/渡輪-2.md",
    ]


@given(st.binary(max_size=200), st.sampled_from([".html", ".txt", ".md", ".jsonl", ".zip"]))
def test_what_is_offered_is_what_will_be_live(content: bytes, suffix: str) -> None:
    """Reading the files of an offer gives its articles, whatever was sent."""
    offer = offer_of(content, f"a{suffix}")
    again = [a for file in offer.files for a in read_file(file.content, file.path).articles]
    assert tuple(again) == offer.articles
    assert bool(offer.articles) or bool(offer.problems)
