"""Has anything changed that would make the passages or the index differ?

Invariant: the fingerprint is made from the source of the modules and the versions of the libraries
that decide what goes into the index, so that nobody can forget to bump a number.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_CUTTING = ("passages", "text/sentences")
_MODULES = (
    "indexing/entry",
    "indexing/index",
    "indexing/profile",
    "indexing/profile_file",
    "indexing/scan",
    "text/folding",
    "text/kinds",
    "text/numerals",
    "text/segmentation",
    "text/sentences",
    "text/syllables",
    "text/tokens",
)
_LIBRARIES = ("jieba", "opencc", "pypinyin", "pystemmer", "tantivy")


@lru_cache(maxsize=1)
def cutting() -> str:
    """Return the fingerprint of the rules that cut articles into passages."""
    return _sources(_CUTTING).hexdigest()


@lru_cache(maxsize=1)
def processing() -> str:
    """Return the fingerprint of the rules that turn passages into the index."""
    digest = _sources(_MODULES)
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()


def _sources(modules: Iterable[str]) -> "hashlib.blake2b":
    digest = hashlib.blake2b(digest_size=12)
    for module in modules:
        digest.update((Path(__file__).parent / f"{module}.py").read_bytes())
    return digest
