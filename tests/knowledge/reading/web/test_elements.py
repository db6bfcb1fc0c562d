import pytest
from lxml import html

from knowledge.reading.web.elements import is_bold, is_hidden, is_mark, names_of


@pytest.mark.parametrize(
    ("element", "hidden"),
    [
        ("<div style='overflow: hidden'>", False),
        ("<div style='visibility: hidden'>", False),
        ("<div style='color:red; DISPLAY : none'>", True),
        ("<div hidden>", True),
        ("<div aria-hidden=true>", True),
        ("<div>", False),
    ],
)
def test_what_hides_a_text(element: str, hidden: bool) -> None:
    """A box that only cuts what is too large, or that shows when it has loaded, is not hidden."""
    assert is_hidden(html.fromstring(element)) is hidden


@pytest.mark.parametrize(
    ("element", "mark"),
    [
        ("<sup class='reference'>[1]</sup>", True),
        ("<sup>2</sup>", False),
        ("<span class='mw-editsection'>[edit]</span>", True),
        ("<a class='headerlink'>¶</a>", True),
        ("<button>Share</button>", True),
        ("<button aria-expanded='false'>When does it open?</button>", False),
        ("<span>a</span>", False),
    ],
)
def test_marks_beside_the_words_are_told_from_words(element: str, mark: bool) -> None:
    """Notes, links to edit and buttons are no words; m² and a button with a question are."""
    assert is_mark(html.fromstring(element)) is mark


def test_names_and_weight() -> None:
    """An element is named by its class and id, and bold by its tag or its style."""
    assert names_of(html.fromstring("<div class='a b' id=c>")) == "a b c"
    assert is_bold(html.fromstring("<b>x</b>"))
    assert is_bold(html.fromstring("<span style='font-weight: 700'>x</span>"))
    assert not is_bold(html.fromstring("<span style='font-weight: 400'>x</span>"))
