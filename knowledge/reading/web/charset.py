"""Which charsets does a web page say it is in?

Invariant: what comes out are codecs that Python has, the likeliest first; a page is believed only
as far as its bytes agree (`decoding` sees to that). Pages that say gb2312 mean what Windows writes.
"""

import codecs
import re

LOOKED_AT = 4096  # bytes: HTML allows 1,024, pages with long heads have it later

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE)
_MEANT = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "latin-1": ("cp1252",),
    "iso8859-1": ("cp1252",),
}


def declared_charset(content: bytes) -> tuple[str, ...]:
    """Return the codecs for the charset that a page declares, none if it declares none we have.

    >>> declared_charset(b'<meta charset="gb2312">'), declared_charset(b"<p>")
    (('gb18030',), ())
    """
    head = content[:LOOKED_AT]
    match = _CHARSET.search(head) or _XML.search(head)
    return known(match[1].decode("ascii")) if match else ()


def known(charset: str) -> tuple[str, ...]:
    """Return the codecs that are meant by the name of a charset, none if we have none.

    >>> known("GB2312"), known("no such")
    (('gb18030',), ())
    """
    try:
        codec = codecs.lookup(charset)
        "".encode(codec.name)  # base64 and the like are codecs, but not of texts
    except LookupError:
        return ()
    return _MEANT.get(codec.name, (codec.name,))
