import pytest

from knowledge.reading.web.charset import declared_charset


@pytest.mark.parametrize(
    ("head", "charsets"),
    [
        (b"<meta charset=utf-8>", ("utf-8",)),
        (
            b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=big5">',
            ("cp950", "big5hkscs"),
        ),
        (b"<?xml version='1.0' encoding='GB2312'?>", ("gb18030",)),
        (b'<meta charset="iso-8859-1">', ("cp1252",)),
        (b'<meta charset="base64">', ()),
        (b'<meta charset="no-such">', ()),
        (b"<p>charset=big5</p>", ()),
        (b" " * 5000 + b"<meta charset=big5>", ()),
    ],
)
def test_the_charset_of_a_page(head: bytes, charsets: tuple[str, ...]) -> None:
    """A declaration in the head counts, as what its writers mean by it; nothing else does."""
    assert declared_charset(head) == charsets
