import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.errors import ArticleError
from knowledge.reading.markdown.front_matter import FrontMatter, read_front_matter
from knowledge.reading.markdown.markdown import read_markdown

REMEDY = "correct it, or put the value in quotes"


def test_values_stay_as_they_are_written() -> None:
    """A number, a date and a truth value are the texts that stand in the file."""
    found = read_front_matter("---\nid: 007\ndate: 2022-13-45\ndraft: yes\n---\n", "a.md")
    assert found.values == {"id": "007", "date": "2022-13-45", "draft": "yes"}


def test_values_are_found_where_they_stand() -> None:
    """A place covers the value without quotes; a list's covers it from first to last."""
    text = '---\r\ntitle: "甲: 乙"\r\neditors: [丙, 丁]\r\nmood: glad\r\n---\r\n本文'
    found = read_front_matter(text, "a.md")
    assert {key: span.of(text) for key, span in found.spans.items()} == {
        "title": "甲: 乙",
        "editors": "丙, 丁",
        "mood": "glad",
    }
    assert found.lines == {"title": 2, "editors": 3, "mood": 4}
    assert text[found.body :].strip() == "本文"


def test_a_value_on_the_next_lines_has_no_place() -> None:
    """A list of several lines is read, but its marks between would be no verbatim names."""
    found = read_front_matter("---\neditors:\n- 丙\n- 丁\n---\n", "a.md")
    assert found.values == {"editors": ["丙", "丁"]}
    assert found.spans == {}


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
    ("value", "read"),
    [
        ("title: 甲: 乙", "甲: 乙"),
        ("title: [转载] 图书馆", "[转载] 图书馆"),
        ('title: "快读"书', '"快读"书'),
        ("title: @home", "@home"),
        ("title:图书馆", "图书馆"),
        ("title：图书馆", "图书馆"),
        ("Title: 图书馆", "图书馆"),
        ("标题: 图书馆", "图书馆"),
        ("title: >\n  图书馆\n  开放", "图书馆 开放"),
        ("title: [[图书馆]]", "图书馆"),
        ("title: {{ title }}", "a"),
        ('title: "<% tp.file.title %>"', "a"),
        ("title: ~", "a"),
    ],
)
def test_a_title_is_read_however_it_is_written(value: str, read: str) -> None:
    """What a person can read is read; an unfilled template is no title, and nothing is told."""
    reading = read_markdown(f"---\n{value}\n---\n本文", "a.md")
    assert [article.title for article in reading.articles] == [read]
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("author: [林小雨, 陈大同]", "林小雨、陈大同"),
        ("authors:\n  - Ann Lee\n  - Bo Ray", "Ann Lee, Bo Ray"),
        ("authors:\n- name: 林小雨\n  url: https://example.org/\n- name: 陈大同", "林小雨、陈大同"),
        ("author: {name: 林小雨}", "林小雨"),
        ("author:\n  name: 林小雨\n  email: lin@example.org", "林小雨"),
        ('author:\n  - "[[林小雨]]"', "林小雨"),
        ("creator: Ann Lee <ann@example.org>", "Ann Lee"),
        ("author: '[Ann Lee](https://example.org/ann)'", "Ann Lee"),
        ("author: []", None),
        ("author:", None),
    ],
)
def test_an_author_is_a_name_a_list_or_a_mapping(value: str, author: str | None) -> None:
    """However generators and note books write authors, their names are read."""
    reading = read_markdown(f"---\n{value}\n---\n本文", "a.md")
    assert [article.author for article in reading.articles] == [author]
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("front", "title", "published"),
    [
        ("title: 甲\ndate: 2020-05-01\n---\n", "甲", "2020-05-01"),
        ("layout: post\ntitle: 甲\n---\n", "甲", None),
        ("+++\ntitle = '甲'\ndate = 2020-05-01\n+++\n", "甲", "2020-05-01"),
        (';;;\n"title": "甲", "date": "2020/5/1"\n;;;\n', "甲", "2020-05-01"),
        ('{\n "title": "甲", "date": "2020-05-01"\n}\n\n', "甲", "2020-05-01"),
        ("---\ntitle: 甲\n...\n", "甲", None),
        ("\ufeff\n---\r\ntitle: 甲\r\n---\r\n", "甲", None),
    ],
    ids=["hexo", "layout", "toml", "hexo json", "hugo json", "dots", "windows"],
)
def test_front_matter_is_known_by_its_lines(front: str, title: str, published: str | None) -> None:
    """YAML, TOML and JSON are read, with or without a first line, and are no part of the body."""
    reading = read_markdown(f"{front}本文", "a.md")
    (article,) = reading.articles
    assert (article.title, article.published) == (title, published)
    assert [block.span.of(article.text) for block in article.blocks] == ["本文"]
    assert reading.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "備註: 甲\n---\n本文",
        "甲\n---\n乙: 丙\n---\n本文",
        "title: 甲\n本文\n---\n乙",
        '{"a": 1}\n本文',
    ],
)
def test_a_heading_above_a_line_is_no_front_matter(text: str) -> None:
    """Only keys that articles have make front matter of lines above ---."""
    assert read_front_matter(text, "a.md") == FrontMatter()


def test_front_matter_that_is_never_closed_ends_at_a_blank_line() -> None:
    """A missing last line is told, and costs nothing."""
    reading = read_markdown("---\ntitle: 甲\n\n本文\n\n---\n\n乙", "a.md")
    assert [article.title for article in reading.articles] == ["甲"]
    assert [str(warning) for warning in reading.warnings] == [
        "a.md:1: the front matter has no last line; write --- below it"
    ]


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ('author: "林\nid: 1', f"a.md:2: author is not YAML; {REMEDY}"),
        ("author: [林, 陈\nid: 1", f"a.md:2: author is not YAML; {REMEDY}"),
        (
            "id: 1\ntitle: a\x07b",
            "a.md:3: title has a character that no text has (U+0007); remove it",
        ),
        (
            "id: 1\ntitle: " + "[" * 5000,
            "a.md:3: title has lists inside lists without end; write plain words",
        ),
        (
            "id: 1\ntitle: " + "[" * 9 + "]" * 9,
            "a.md:3: title has lists inside lists; write plain words",
        ),
        (
            "id: 1\na: &a [x, x]\ntitle: *a",
            "a.md:4: title refers to another value with & or *; write the words themselves",
        ),
        (
            "id: 1\nauthor: " + "x" * 20_000,
            "a.md:3: author has more than 10,000 characters; shorten it",
        ),
        ("id: 1\ndate: soon", 'a.md:3: date must be YYYY-MM-DD or YYYY-MM-DDTHH:MM, not "soon"'),
        (
            "id: 1\njust words",
            "a.md:3: the front matter has a line without a key; write key: value",
        ),
    ],
    ids="quote bracket control nested deep alias long date stray".split(),
)
def test_a_value_that_makes_no_sense_costs_its_field(front: str, problem: str) -> None:
    """The article and its other fields are read; the warning names the line and says how."""
    reading = read_markdown(f"---\n{front}\n---\n本文", "a.md")
    assert [str(warning) for warning in reading.warnings] == [problem]
    assert [(one.id, one.author, one.published) for one in reading.articles] == [("1", None, None)]


def test_an_alias_is_never_followed() -> None:
    """Values that would multiply themselves are left out, however they are nested."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    text = "---\n" + "\n".join([*lines, "title: *a8"]) + "\n---\n本文"
    found = read_front_matter(text, "a.md")
    assert all(value is None for value in found.values.values())
    assert [line for line, _ in found.wrong] == [11]


def test_front_matter_without_end_is_refused() -> None:
    """More than any front matter has is text at the wrong place."""
    with pytest.raises(ArticleError) as raised:
        read_front_matter("---\ntitle: 甲\n" + "tags: x\n" * 9000 + "---\n", "a.md")
    assert str(raised.value) == (
        "a.md:2: the front matter has more than 65536 characters; move the text below it"
    )


@given(
    st.text(alphabet=st.sampled_from("ab:[]{}\"'-#&*!|>%@`?,=+;\n ~"), max_size=60),
    st.sampled_from(["---\n", "+++\n", ";;;\n", "{", "", "title: "]),
)
def test_any_front_matter_is_read(inside: str, opening: str) -> None:
    """Whatever stands between the two lines, reading ends in values whose places hold."""
    text = f"{opening}{inside}\n{opening.strip() or '---'}\n本文"
    found = read_front_matter(text, "a.md")
    assert 0 <= found.body <= len(text)
    assert all(span.of(text).strip() for span in found.spans.values())
