import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.errors import ArticleError
from knowledge.reading.markdown.front_matter import FrontMatter, read_front_matter

BROKEN = "front matter is not YAML"
REMEDY = "correct it, or put the value in quotes"
CONTROL = "unacceptable character #x0007: special characters are not allowed"


def refusal(text: str) -> str:
    """Return the sentence with which front matter is refused."""
    with pytest.raises(ArticleError) as raised:
        read_front_matter(text, "a.md")
    return str(raised.value)


def test_values_stay_as_they_are_written() -> None:
    """A number, a date and a truth value are the texts that stand in the file."""
    found = read_front_matter("---\nid: 007\ndate: 2022-13-45\ndraft: yes\n---\n", "a.md")
    assert found.values == {"id": "007", "date": "2022-13-45", "draft": "yes"}


def test_values_are_found_where_they_stand() -> None:
    """A place covers the value without quotes; a list's covers it from first to last."""
    text = '---\r\ntitle: "甲: 乙"\r\neditors: [丙, 丁]\r\nmood: glad\r\n---\r\n本文'
    found = read_front_matter(text, "a.md")
    assert {name: span.of(text) for name, span in found.places.items()} == {
        "title": "甲: 乙",
        "editors": "丙, 丁",
    }
    assert found.lines == {"title": 2, "editors": 3, "mood": 4}
    assert text[found.body :].strip() == "本文"


def test_a_value_on_the_next_lines_has_no_place() -> None:
    """A list of several lines is read, but its marks between would be no verbatim names."""
    found = read_front_matter("---\neditors:\n- 丙\n- 丁\n---\n", "a.md")
    assert found.values == {"editors": ["丙", "丁"]}
    assert found.places == {}


@pytest.mark.parametrize(
    "text", ["", "本文", "---\n本文", "本文\n---\ntitle: 甲\n---\n", "---\n只有一句話\n---\n本文"]
)
def test_a_text_may_have_no_front_matter(text: str) -> None:
    """Without two lines of --- around keys, the whole file is the body."""
    assert read_front_matter(text, "a.md") == FrontMatter()


def test_comments_alone_are_front_matter() -> None:
    """Front matter that is all comments has no values and is no part of the body."""
    text = "---\n# title: later\n---\n本文"
    assert read_front_matter(text, "a.md").values == {}
    assert text[read_front_matter(text, "a.md").body :].strip() == "本文"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "---\nid: 1\ntitle: 甲: 乙\n---\n",
            f"a.md:3: {BROKEN} (mapping values are not allowed here); {REMEDY}",
        ),
        (
            '---\nauthor: "林\nid: 1\n---\n',
            f"a.md:2: {BROKEN} (found unexpected end of stream); {REMEDY}",
        ),
        (
            "---\ntitle: a\x07b\n---\n",
            f"a.md:1: {BROKEN} ({CONTROL}); remove it",
        ),
        (
            "---\nid: " + "[" * 5000 + "\n---\n",
            "a.md:1: front matter has lists inside lists without end; write plain keys",
        ),
        (
            "---\nid: " + "x" * 70_000 + "\n---\n",
            "a.md:1: the front matter has more than 65536 characters; move the text below it",
        ),
    ],
    ids=["colon", "quote", "control", "nested", "long"],
)
def test_broken_front_matter_is_told_with_its_line(text: str, problem: str) -> None:
    """The error names the line that has to be mended and says how."""
    assert refusal(text) == problem


@given(st.text(alphabet=st.sampled_from("ab:[]{}\"'-#&*!|>%@`?,\n ~"), max_size=60))
def test_any_front_matter_is_read_or_refused(inside: str) -> None:
    """Whatever stands between the two lines, reading ends in values or an ArticleError."""
    text = f"---\n{inside}\n---\n本文"
    try:
        found = read_front_matter(text, "a.md")
    except ArticleError:
        return
    assert 0 <= found.body <= len(text)
    assert all(span.of(text).strip() for span in found.places.values())
