"""Has anything changed that would make the articles, the passages or the index differ?

Invariant: a fingerprint is made of the source of the modules that decide, of all that they import,
and of the versions of the libraries among these, so that nobody can forget to bump a number.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[2]  # of the packages
BYTES = 12

# Libraries that are imported under another name than they are installed under.
_INSTALLED_AS = {
    "Stemmer": "PyStemmer",
    "charset_normalizer": "charset-normalizer",
    "docx": "python-docx",
    "yaml": "PyYAML",
}
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]+)|import[ \t]+([\w., ]+))",
    re.MULTILINE,
)


@cache
def fingerprint(*roots: str) -> str:
    """Return the fingerprint of some modules, or of packages with all that lies in them.

    24 hexadecimal digits.

    >>> len(fingerprint("knowledge.runtime"))
    24
    """
    files, libraries = closure(*roots)
    digest = blake2b(digest_size=BYTES)
    for file in files:
        name = file.relative_to(ROOT).as_posix()
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    for library in libraries:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()


def closure(*roots: str) -> tuple[list[Path], list[str]]:
    """Return the files that some modules and packages are made of, and the libraries these import.

    With a package come the files in its folder that are no modules: tables of rules.
    """
    ahead = [file for root in roots for file in _files_of(root)]
    files, libraries = set(ahead), set[str]()
    while ahead:
        file = ahead.pop()
        if file.suffix != ".py":
            continue
        for name in _imported(file.read_text("utf-8")):
            found = _module(name)
            if found is not None and found not in files:
                files.add(found)
                ahead.append(found)
            elif found is None and not (ROOT / name.partition(".")[0]).is_dir():
                libraries.add(name.partition(".")[0])
    return sorted(files), sorted(libraries - sys.stdlib_module_names)


def _files_of(root: str) -> list[Path]:
    folder = ROOT.joinpath(*root.split("."))
    if folder.is_dir():
        return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return [folder.with_suffix(".py")]


def _imported(source: str) -> Iterator[str]:
    """Yield the names that a module imports; of `from a import b` both `a.b` and `a`."""
    for module, names, plain in _IMPORT.findall(source):
        if plain:
            yield from (name.split()[0] for name in plain.split(",") if name.strip())
            continue
        yield module
        for name in re.findall(r"\w+", names.partition("#")[0]):
            if _module(f"{module}.{name}"):
                yield f"{module}.{name}"


@cache
def _module(name: str) -> Path | None:
    """Return the file of a module of ours, None if there is none of that name."""
    path = ROOT.joinpath(*name.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.is_file():
            return file
    return None


def _version(library: str) -> str:
    try:
        return version(_INSTALLED_AS.get(library, library))
    except PackageNotFoundError:
        return "none"
