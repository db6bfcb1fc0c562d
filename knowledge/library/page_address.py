"""Are two addresses of the web those of the same page?

Invariant: this looks at the addresses alone and asks no server, so a short link stays what it is;
what only says where a reader came from makes no other page.
"""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# What senders and sites add to tell where readers come from; no page depends on them.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|"
    r"_hsenc|_hsmi|mkt_tok|oly_\w+_id|vero_id|spm|scm|share_\w+|sharer_\w+|isappinstalled|"
    r"wt_mc|ref_src|ref_url|cmpid|ncid|smid"
)
_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=~-._"  # of a path, besides letters and digits


def canonical(url: str) -> str:
    """Return an address in the form that all ways to write it have in common; '' for none.

    >>> canonical("HTTP://www.Example.org:80/a/?utm_source=x&b=2&a=1#top")
    '//example.org/a?a=1&b=2'
    >>> canonical("https://example.org/%e4%b8%8a") == canonical("https://example.org/上")
    True
    >>> canonical("ftp://example.org/"), canonical("https://[")
    ('', '')
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www.").rstrip("."), parts.port
        host = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not host:
        return ""
    named = f"{host}:{port}" if port and port != _PORTS[parts.scheme] else host
    path = quote(unquote(parts.path), safe=_SAFE).rstrip("/")
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(field for field in fields if not _TRACKING.fullmatch(field[0].lower()))
    return f"//{named}{path}" + (f"?{urlencode(kept)}" if kept else "")


def host_of(address: str) -> str:
    """Return the host of an address in that form."""
    return urlsplit(address).hostname or ""
