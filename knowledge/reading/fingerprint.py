"""Would these files be read the same way again?

Invariant: any change to the reading room's source or rule tables changes the fingerprint, so nobody
has to remember to; an index built under another one is built again.
"""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

LENGTH = 16  # hexadecimal digits: 64 bits, for a handful of versions ever compared

# These decide what a file says, too.
_LIBRARIES = ("charset-normalizer", "python-frontmatter", "PyYAML")
_EXTRAS = ("lxml", "pypdf", "python-docx", "trafilatura")  # a new one reads what was refused


@cache
def fingerprint() -> str:
    """Return the version of the reading rules as 16 hexadecimal digits.

    >>> len(fingerprint())
    16
    """
    return fingerprint_of(files(__package__))


def fingerprint_of(folder: Traversable) -> str:
    """Return the fingerprint that the modules and tables of a folder give."""
    digest = sha256()
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".toml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    for library in _EXTRAS:
        digest.update(f"{library} {_version_if_any(library)}\0".encode())
    return digest.hexdigest()[:LENGTH]


def _version_if_any(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
