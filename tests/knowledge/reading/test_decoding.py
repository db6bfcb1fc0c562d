import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.errors import ArticleError
from knowledge.reading.decoding import decode
from tests.knowledge.reading.examples import ENGLISH, SIMPLIFIED, TRADITIONAL


def refusal(content: bytes) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(ArticleError) as raised:
        decode(content, "a.txt")
    return str(raised.value)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "big5"])
@pytest.mark.parametrize("repeat", [1, 40])
def test_traditional_news_is_read_in_any_charset(charset: str, repeat: int) -> None:
    """Traditional Chinese is read from Unicode, Big5 and GB18030, whether short or long."""
    text = TRADITIONAL * repeat
    assert decode(text.encode(charset), "a.txt") == text


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "gbk", "gb18030"])
@pytest.mark.parametrize("repeat", [1, 40])
def test_simplified_news_is_read_in_any_charset(charset: str, repeat: int) -> None:
    """Simplified Chinese is read from Unicode and from GB18030, whether short or long."""
    text = SIMPLIFIED * repeat
    assert decode(text.encode(charset), "a.txt") == text


@pytest.mark.parametrize("start", range(0, 30, 5))
@pytest.mark.parametrize(("news", "charset"), [(TRADITIONAL, "big5"), (SIMPLIFIED, "gb18030")])
def test_sixty_characters_tell_big5_from_gb18030(news: str, charset: str, start: int) -> None:
    """Sixty characters of news, cut anywhere, are enough to tell the two charsets apart."""
    text = news[start : start + 60]
    assert decode(text.encode(charset), "a.txt") == text


@pytest.mark.parametrize(
    "text",
    [
        "It’s fine today and the bus is late again.",
        "Un café près de l’été, très élégant et bien situé à côté du théâtre.",
    ],
)
def test_western_text_with_curly_quotes_is_not_read_as_chinese(text: str) -> None:
    """A few bytes above 127 in a Latin text are Windows punctuation, not Chinese."""
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_japanese_is_left_to_charset_normalizer() -> None:
    """A charset that is neither Unicode nor Chinese is guessed by the library."""
    text = "これは日本語の文章です。明日は雨が降るでしょう。"
    assert decode(text.encode("shift_jis"), "a.txt") == text


def test_the_byte_order_mark_is_not_text() -> None:
    """A text that is saved with a byte order mark begins with its first character."""
    assert decode(b"\xef\xbb\xbfyes", "a.txt") == "yes"


def test_line_ends_stay_as_they_are() -> None:
    """Decoding changes no character: CR LF and lone CR stay."""
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t "])
def test_an_empty_file_is_told_so(content: bytes) -> None:
    """A file without a visible character is refused as empty, with the remedy."""
    assert refusal(content) == (
        "a.txt: the file is empty; write the article into it or remove it from the folder"
    )


def test_a_file_with_nul_bytes_is_not_text() -> None:
    """A picture or a program is refused as no text, and the reason is named."""
    assert refusal(b"\x89PNG\r\n\x1a\n\0\0\0") == (
        "a.txt: the file is not text (it has a NUL at byte 8); "
        "save it as UTF-8 text or remove it from the articles folder"
    )


def test_a_file_of_control_characters_is_not_text() -> None:
    """A file that decodes but mostly holds control characters is refused as no text."""
    assert "of its 62 characters are control characters" in refusal(bytes(range(1, 32)) * 2)


def test_a_nul_in_a_unicode_file_is_not_text() -> None:
    """NUL is refused wherever it comes from, because no message can hold it."""
    assert "NUL at character 1" in refusal("a\0b".encode("utf-16"))


def test_a_broken_byte_in_utf8_is_named() -> None:
    """A UTF-8 file with one broken byte is refused by its place, not read as mojibake."""
    content = TRADITIONAL.encode() + b"\xff" + TRADITIONAL.encode()
    assert refusal(content) == (
        f"a.txt: byte {len(TRADITIONAL.encode())} is not UTF-8, although the rest of the file is; "
        "save it as UTF-8 text"
    )


def test_a_broken_byte_in_gb18030_is_named() -> None:
    """A GB18030 file with one broken byte is refused by its place as well."""
    content = SIMPLIFIED.encode("gb18030") + b"\xff\xff" + SIMPLIFIED.encode("gb18030")
    assert f"byte {len(SIMPLIFIED.encode('gb18030'))} is not GB18030" in refusal(content)


@pytest.mark.parametrize(
    ("content", "byte", "charset"),
    [(b"\xef\xbb\xbfa\xff", 4, "UTF-8"), (b"\xff\xfea", 2, "UTF-16-LE")],
)
def test_a_file_that_belies_its_byte_order_mark_is_refused(
    content: bytes, byte: int, charset: str
) -> None:
    """What a byte order mark declares is believed, and a byte that breaks it is named."""
    assert f"byte {byte} is not {charset}, although the byte order mark says so" in refusal(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_problem(content: bytes) -> None:
    """Whatever the bytes, decoding ends in a text without NUL or in an ArticleError."""
    try:
        text = decode(content, "a.txt")
    except ArticleError:
        return
    assert text.strip()
    assert "\0" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """A text of visible characters that is saved as UTF-8 is read unchanged."""
    if text.strip() and not text.startswith("\ufeff"):
        assert decode((ENGLISH + text).encode(), "a.txt") == ENGLISH + text
