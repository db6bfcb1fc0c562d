"""Has anything changed that would make the index differ?

Invariant: the fingerprint is made from the source of the modules and the versions of the libraries
that decide what goes into the index, so that nobody can forget to bump a number.
"""

from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

_MODULES = ("folding", "index", "profile", "sentences", "syllables", "tokens")
_LIBRARIES = ("jieba", "opencc", "pypinyin", "pystemmer", "tantivy")


@lru_cache(maxsize=1)
def processing() -> str:
    """Return the fingerprint of the rules that turn passages into the index."""
    digest = blake2b(digest_size=12)
    for module in _MODULES:
        digest.update((Path(__file__).parent / f"{module}.py").read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
