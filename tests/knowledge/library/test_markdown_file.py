from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.markdown_file import markdown_of
from knowledge.model.article import Article
from knowledge.reading.composition import Piece, compose, tidy, tidy_line
from knowledge.reading.markdown.markdown import read_markdown

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf")), max_size=20
)
MARKS = st.sampled_from(["# ", "- ", "1. ", "* ", "```", "---", "===", "[a]: b", "+ ", "    ", "|"])
WORDS = st.builds(lambda mark, line: tidy_line(mark + line), MARKS | st.just(""), LINES)


def read_again(article: Article) -> Article:
    """Return what reading the article's Markdown gives."""
    reading = read_markdown(markdown_of(article), "a.md")
    assert not reading.problems
    (again,) = reading.articles
    return again


def made(pieces: list[Piece], **fields: object) -> Article:
    """Return an article of pieces."""
    text, blocks = compose(pieces)
    return Article("a", str(fields.pop("title", "Title")), text, blocks, **fields)  # type: ignore[arg-type]


def test_every_field_comes_back() -> None:
    """Fields with colons, quotes and hashes are the same after writing and reading."""
    fields = {
        "title": 'Ferries: "how #1" — 渡輪',
        "author": "Ann & Bo: {x}",
        "source": "- list?",
        "editors": ("唐小麗", "軒, 召強"),
        "published": "2024-03-05T09:07",
        "url": "https://example.org/a?b=c#d",
        "language": "zh-Hant",
    }
    again = read_again(made([Piece("甲。")], **fields))
    assert {name: getattr(again, name) for name in fields} == fields


def test_headings_and_lists_stay() -> None:
    """Headings are headings again, a list is one paragraph, and marks in text are text."""
    pieces = [
        Piece("票價", "heading"),
        Piece("早班\n末班"),
        Piece("# 不是標題"),
        Piece("3. 節日加班"),
    ]
    again = read_again(made(pieces))
    assert [f"{b.kind}: {b.span.of(again.text)}" for b in again.blocks] == [
        "heading: 票價",
        "paragraph: 早班\n末班",
        "paragraph: # 不是標題",
        "paragraph: 3. 節日加班",
    ]


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=5), WORDS.filter(bool))
def test_any_paragraphs_come_back_word_for_word(words: list[str], title: str) -> None:
    """Whatever a paragraph begins with, reading the file gives its words, in order."""
    again = read_again(made([Piece(word) for word in words], title=title))
    assert [block.span.of(again.text) for block in again.blocks] == [tidy(w) for w in words]
    assert again.title == title
