"""Which Word file has the text of another one, and nothing else?

Invariant: it has the parts with text, styles, numbers and notes, and what they refer to one another
by; whatever else was in the file is never loaded.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import quoteattr

from knowledge.reading.office.package import Package

_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def text_only(package: Package) -> bytes:
    """Return a Word file of the parts that hold text, which is all that is loaded."""
    main = package.main()
    found = {one.kind: one.target for one in package.relations(main) if one.kind in _PARTS}
    core = next((r.target for r in package.relations("") if r.kind == "core-properties"), "")
    parts = {f"word/{kind}.xml": package.part(found[kind]) for kind in _PARTS if kind in found}
    parts["word/document.xml"] = package.part(main)
    parts["docProps/core.xml"] = package.part(core)
    kept = {name: part for name, part in parts.items() if part is not None}
    package_of = {"word/document.xml": "officeDocument", "docProps/core.xml": ""}
    own = {name: kind for name, kind in package_of.items() if name in kept}
    of_main = {n: n[5:-4] for n in kept if n.startswith("word/") and n != "word/document.xml"}
    kept["_rels/.rels"] = _relations(own)
    kept["word/_rels/document.xml.rels"] = _relations(of_main)
    kept["[Content_Types].xml"] = _content_types(kept)
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in kept.items():
            archive.writestr(name, part)
    return written.getvalue()


def _relations(kinds: Mapping[str, str]) -> bytes:
    rows = (
        f"<Relationship Id='r{at}' Type={quoteattr(_RELATION + kind if kind else _CORE)}"
        f" Target={quoteattr('/' + name)}/>"
        for at, (name, kind) in enumerate(kinds.items())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f"<Relationships xmlns='{space}'>{''.join(rows)}</Relationships>".encode()


def _content_types(names: Mapping[str, bytes]) -> bytes:
    types = {f"word/{kind}.xml": f"{_TYPES}{kind}+xml" for kind in _PARTS}
    types["word/document.xml"] = f"{_TYPES}document.main+xml"
    types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    rows = (
        f"<Override PartName='/{name}' ContentType='{kind}'/>"
        for name, kind in types.items()
        if name in names
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f"<Types xmlns='{space}'><Default Extension='rels' ContentType='{rels}'/>"
        f"<Default Extension='xml' ContentType='application/xml'/>{''.join(rows)}</Types>"
    ).encode()
