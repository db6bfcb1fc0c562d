"""What does a page say that a browser or a mail program saved with its pictures in one file?

Invariant: only the main page is read, by the reader of pages; the file around it fills what the
page leaves open: its address, its title and, for a mail, who sent it and when.
"""

import email
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from knowledge.model.errors import ArticleError
from knowledge.reading.outcome import Reading
from knowledge.reading.web.html import read_html

PAGES = frozenset({"text/html", "application/xhtml+xml"})
MOST_MULTIPARTS = 100  # parts that hold parts: a mail that was passed on often has ten
LONGEST_HEADER = 2000  # characters: an address of the web may have that many
ADDRESS = "content-location"
SAVED_FROM = "snapshot-content-location"


def read_mhtml(content: bytes, file: str) -> Reading:
    """Return the article of the main page; raise ArticleError if there is no page in the file."""
    if content.lower().count(b"multipart/") > MOST_MULTIPARTS:
        raise ArticleError(file, None, "it holds mails inside mails; save the page alone again")
    message = email.message_from_bytes(content)
    pages = [part for part in message.walk() if part.get_content_type() in PAGES]
    if not pages:
        raise ArticleError(file, None, "there is no page in it; save it again as a web page")
    address = _header(message, SAVED_FROM)
    page = next((p for p in pages if address and _header(p, ADDRESS) == address), pages[0])
    said = {"url": address or _header(page, ADDRESS), "title": _header(message, "subject")}
    if not address:
        said |= _of_mail(message)
    payload = page.get_payload(decode=True)
    charset = page.get_content_charset() or ""
    return read_html(payload if isinstance(payload, bytes) else b"", file, charset, said)


def _of_mail(message: Message) -> dict[str, str]:
    """Return who wrote a mail and when; a browser that saved a page is no one."""
    name, address = parseaddr(_header(message, "from"))
    if "@" not in address:
        return {}
    try:
        sent = parsedate_to_datetime(_header(message, "date")).strftime("%Y-%m-%dT%H:%M")
    except ValueError:
        sent = ""
    return {"author": name, "published": sent}


def _header(message: Message, name: str) -> str:
    """Return a header as it is meant: encoded words decoded, folded lines joined."""
    written = str(message.get(name) or "")[:LONGEST_HEADER]
    try:
        return " ".join(str(make_header(decode_header(written))).split())
    except (LookupError, UnicodeError, ValueError):
        return " ".join(written.split())
