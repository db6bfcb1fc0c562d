"""How is a book for the tests packed?"""

from tests.knowledge.reading.making import zipped

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>白沙島渡輪</dc:title>
<dc:creator>林曉</dc:creator><dc:creator>周明</dc:creator><dc:language>zh-Hant</dc:language>
<dc:date>2024-03-05T00:00:00Z</dc:date></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/c%202.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/c1.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="two"/><itemref idref="one"/>
<itemref idref="one"/><itemref idref="lost"/></spine></package>"""
PAGE = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
    "<title/></head><body>{}</body></html>"
)
LINKS = '<a href="text/c%202.xhtml#x">票價</a>'
FILES = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/nav.xhtml": PAGE.format(f"<nav><ol><li>{LINKS}</li></ol></nav>"),
    "OEBPS/cover.xhtml": PAGE.format('<img src="a.png"/>'),
    "OEBPS/text/c 2.xhtml": PAGE.format("<p>每張船票仍為五元，老人免費。</p>"),
    "OEBPS/text/c1.xhtml": PAGE.format("<h1>電池渡輪</h1><p>首艘船已於本週試航。</p>"),
}


def book(**changed: str) -> bytes:
    """Return a book of two chapters, with some files changed or added (`__` is a slash)."""
    files = FILES | {name.replace("__", "/").replace("_", "."): c for name, c in changed.items()}
    return zipped({name: content.encode() for name, content in files.items() if content})
