import pytest

from knowledge.reading.web.furniture import is_surely_furniture, may_be_furniture, words_of


@pytest.mark.parametrize(
    ("names", "surely", "maybe"),
    [
        ("site-footer", True, False),
        ("relatedPosts", True, False),
        ("rank", True, False),
        ("entry-header", False, True),
        ("footnotes", False, False),
        ("commentary", False, False),
        ("shared-content", False, False),
        ("", False, False),
    ],
)
def test_names_are_read_word_by_word(names: str, surely: bool, maybe: bool) -> None:
    """A word that only begins like one of the site's is none."""
    assert (is_surely_furniture(names), may_be_furniture(names)) == (surely, maybe)


def test_humps_and_hyphens_divide_words() -> None:
    """Names are written in many ways."""
    assert words_of("hotNews_list post-2") == {"hot", "news", "list", "post"}
