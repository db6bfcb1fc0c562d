import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.body import read_body, with_query
from bot.emulator.world.errors import ApiError
from bot.emulator.world.state import Upload


def test_form_and_json_agree() -> None:
    """The same parameters come out of a form and of JSON."""
    form = read_body("", b"chat_id=7&text=%E6%9C%89+%E6%93%9A&caption=")
    as_json = json.dumps({"chat_id": "7", "text": "有 據", "caption": ""}).encode()
    assert form == read_body("application/json; charset=utf-8", as_json)


@given(st.binary(max_size=200), st.text(alphabet="a據😀 -\r\n", max_size=20))
def test_multipart_keeps_every_byte(content: bytes, text: str) -> None:
    """A file and a text come out of multipart as they went in."""
    request = httpx.Request(
        "POST",
        "http://localhost",
        data={"caption": text},
        files={"document": ("文章.md", content, "text/markdown")},
    )
    values, files = read_body(request.headers["content-type"], request.read())
    assert values == {"caption": text}
    assert files == {"document": Upload("文章.md", content, "text/markdown")}


@pytest.mark.parametrize("body", [b"{", b"[1]"])
def test_bad_json_is_refused(body: bytes) -> None:
    """A JSON body that is no object is a 400."""
    with pytest.raises(ApiError):
        read_body("application/json", body)


def test_body_wins_over_query() -> None:
    """A parameter of the body takes the place of the one in the URL."""
    fields = with_query(({"text": "body"}, {}), {"text": "query", "chat_id": "7"})
    assert fields == ({"text": "body", "chat_id": "7"}, {})
