"""What does the body of an HTTP request hold?

Invariant: the three encodings that the Bot API takes (form, multipart, JSON) give the same names
and values, and a file comes out byte for byte as it went in.
"""

import json
from collections.abc import Mapping
from email.message import Message
from email.parser import HeaderParser
from typing import Any
from urllib.parse import parse_qsl

from bot.emulator.world.errors import bad_request
from bot.emulator.world.state import Upload

Fields = tuple[dict[str, Any], dict[str, Upload]]


def read_body(content_type: str, body: bytes) -> Fields:
    """Return the parameters and the files of a request body.

    >>> read_body("application/x-www-form-urlencoded", b"chat_id=7&text=%E6%9C%89")
    ({'chat_id': '7', 'text': '有'}, {})
    """
    header = Message()
    header["Content-Type"] = content_type or "application/x-www-form-urlencoded"
    match header.get_content_type():
        case "application/json":
            return _read_json(body), {}
        case "multipart/form-data":
            return _read_multipart(str(header.get_param("boundary")).encode(), body)
        case _:
            return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}


def with_query(fields: Fields, query: Mapping[str, str]) -> Fields:
    """Return the fields of a body together with those of the URL."""
    return {**query, **fields[0]}, fields[1]


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("object expected as request body")
    return values


def _read_multipart(boundary: bytes, body: bytes) -> Fields:
    # RFC 2046, 5.1.1: parts stand between CRLF--boundary lines; the last is followed by "--".
    values: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        # httpx and browsers send file names as raw UTF-8, which only the text parser keeps.
        header = HeaderParser().parsestr(head.decode("utf-8", "replace"))
        name = str(header.get_param("name", header="Content-Disposition"))
        filename = header.get_filename()
        if filename is None:
            values[name] = content.decode()
        else:
            files[name] = Upload(filename, content, header.get_content_type())
    return values, files
