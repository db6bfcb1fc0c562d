"""What can a file be called on any system?

Invariant: a name has letters, digits, hyphens and underscores only, is never empty or reserved, and
fits file systems that count bytes.
"""

import re
import unicodedata

LONGEST = 60  # characters
MOST_BYTES = 180  # of 255 that file systems allow: endings and numbers come on top

_OTHER = re.compile(r"[^\w]+|_{2,}")
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])")


def safe_stem(title: str) -> str:
    """Return a file name without an ending for a title.

    >>> safe_stem("海上壹周︱上海如何“加速”?"), safe_stem("../../etc/passwd"), safe_stem("…")
    ('海上壹周-上海如何-加速', 'etc-passwd', 'article')
    """
    stem = _OTHER.sub("-", unicodedata.normalize("NFC", title)).strip("-_")[:LONGEST]
    stem = stem.encode("utf-8", "ignore")[:MOST_BYTES].decode("utf-8", "ignore").strip("-_")
    if not stem:
        return "article"
    return f"_{stem}" if _RESERVED.fullmatch(stem) else stem
