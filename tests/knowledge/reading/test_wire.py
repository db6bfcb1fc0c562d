import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Article, Block, BlockKind, Span
from knowledge.model.errors import ArticleError
from knowledge.reading import wire
from knowledge.reading.drafts import Drafts, drafted
from knowledge.reading.wire import WireError, received, received_together, sent, sent_together

TEXT = st.text()
OPTIONAL = st.none() | TEXT


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Return any article."""
    text = draw(TEXT)
    places = draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted))
    spans = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    kinds: st.SearchStrategy[BlockKind] = st.sampled_from(("paragraph", "heading", "label"))
    return Article(
        draw(TEXT),
        draw(TEXT),
        text,
        tuple(Block(draw(kinds), span) for span in spans),
        draw(OPTIONAL),
        draw(OPTIONAL),
        tuple(draw(st.lists(TEXT, max_size=2))),
        draw(OPTIONAL),
        draw(OPTIONAL),
        draw(OPTIONAL),
        MappingProxyType({"title": spans[0]} if spans else {}),
        draw(TEXT),
        draw(st.integers(1, 10**6)),
    )


def told(errors: tuple[ArticleError, ...]) -> list[tuple[str, int | None, str]]:
    """Return what errors say."""
    return [(one.file, one.line, one.problem) for one in errors]


@given(
    st.lists(articles(), max_size=2),
    st.lists(st.tuples(TEXT, st.none() | st.integers(1), TEXT)),
    st.integers(1, 3),
)
def test_what_arrives_is_what_was_sent(
    read: list[Article], errors: list[tuple[str, int | None, str]], most: int
) -> None:
    """Any texts, alone or with others, in lines however short."""
    drafts = Drafts(
        tuple(map(drafted, read)),
        tuple(ArticleError(*one) for one in errors),
        tuple(ArticleError(*one) for one in errors[:1]),
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wire, "LETTERS", most)
        patched.setattr(wire, "ITEMS", most)
        message = sent(drafts)
    for arrived in (received(message), *received_together(sent_together([message] * 2), 2)):
        assert arrived.drafts == drafts.drafts
        assert told(arrived.problems) == errors
        assert told(arrived.warnings) == errors[:1]


GOOD = sent(Drafts((drafted(Article("a", "t", "text", (Block("paragraph", Span(0, 4)),))),)))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pieces", 2),
        ("pieces", None),
        ("blocks", [["paragraph", 0, 5]]),
        ("blocks", [["paragraph", -1, 2]]),
        ("blocks", [["paragraph", 3, 2]]),
        ("blocks", [["paragraph", 0, 1.5]]),
        ("blocks", [["paragraph", 0, True]]),
        ("blocks", [["script", 0, 1]]),
        ("blocks", [[["paragraph"], 0, 1]]),
        ("places", [["password", 0, 1]]),
        ("texts", ["a", 7, "f", "d"]),
        ("fields", [1, None, None, None, None]),
        ("fields", []),
        ("line", "1"),
        ("editors", [None]),
        ("passages", [["key", 0, 99, 1, ""]]),
    ],
)
def test_what_is_not_whole_is_not_believed(key: str, value: object) -> None:
    """A worker may have been broken by what it read."""
    head, draft = GOOD.split(b"\n")
    with pytest.raises(WireError):
        received(head + b"\n" + json.dumps({**json.loads(draft), key: value}).encode())


@pytest.mark.parametrize("message", [GOOD + b"\n{}", GOOD.split(b"\n")[0], GOOD[:-9]])
def test_what_is_too_much_or_too_little_is_not_believed(message: bytes) -> None:
    """It would be taken for another file's."""
    with pytest.raises(WireError):
        received(message)


@given(st.binary())
def test_no_bytes_raise_anything_else(message: bytes) -> None:
    """Nor does JSON of another shape."""
    for one in (message, b"[" * 100_000, b"{}", b'{"drafts": 1}', b"[null]", b"7"):
        with pytest.raises(WireError):
            received(one)
