"""What do the files in a zip archive say?

Invariant: nothing is written to disk, and nothing is unpacked before the archive's own table says
that it is small; what turns out larger than the table says is left alone. Every article belongs to
the archive (that is its file); its id is the path inside.
"""

import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath

from knowledge.model.errors import ArticleError
from knowledge.reading.decoding import likeliest_chinese
from knowledge.reading.outcome import Reading, refused

MEGABYTE = 1_000_000
MOST_ENTRIES = 10_000
MOST_UNPACKED = 500 * MEGABYTE  # of all entries together
MOST_RATIO = 200  # unpacked to packed; text is packed to a tenth, a bomb to a thousandth
FREE_OF_RATIO = MEGABYTE  # an entry this small may be packed as well as it can be
DEEPEST = 2  # an archive inside an archive, and no further

ENCRYPTED = 0x1  # flag of an entry with a password
UTF8_NAME = 0x800  # flag of an entry whose name is UTF-8; others are in the writer's own charset
HIDDEN = {"__MACOSX"}  # what macOS keeps beside the files
ENDING = ".zip"
QUESTIONS = ".questions.jsonl"  # questions beside the articles, not articles

Read = Callable[[bytes, str], Reading]

# What zipfile raises for a table, or an entry, that is not as it should be; ValueError: a name that
# is no UTF-8, an entry that would begin before the file does.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(slots=True)
class Budget:
    """What an archive may still unpack to, with those inside it."""

    files: int = MOST_ENTRIES
    size: int = MOST_UNPACKED

    def take(self, entries: Collection[zipfile.ZipInfo], name: str) -> None:
        """Count entries by what the table says of them; raise ArticleError if it is too much."""
        self.files -= len(entries)
        if self.files < 0:
            said = f"it has more than {MOST_ENTRIES:,} files; divide it"
            raise ArticleError(name, None, said)
        self.size -= sum(entry.file_size for entry in entries)
        if self.size < 0:
            said = f"it unpacks to {-self.size // MEGABYTE + 1} MB more than is read; divide it"
            raise ArticleError(name, None, said)
        for entry in entries:
            ratio = entry.file_size // max(entry.compress_size, 1)
            if ratio > MOST_RATIO and entry.file_size > FREE_OF_RATIO:
                said = f"{entry.filename} unpacks to {ratio:,} times its size, as no text does"
                raise ArticleError(name, None, f"{said}; remove it from the archive")


def read_archive(content: bytes, name: str, read: Read, suffixes: Collection[str]) -> Reading:
    """Return the articles and problems of an archive's files with some endings, by name."""
    return _read(content, name, _Reader(read, suffixes, Budget()))


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reads the files inside, which are read, and how much there may be of them."""

    read: Read
    suffixes: Collection[str]
    budget: Budget


def _read(content: bytes, name: str, reader: _Reader) -> Reading:
    if _depth(name) > DEEPEST:
        problem = f"archives are opened {DEEPEST} deep; unpack it into the folder"
        raise ArticleError(name, None, problem)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            reader.budget.take(entries, name)
            paths = paths_of(entries)
            wanted = [path for path in sorted(paths) if _is_wanted(path, reader.suffixes)]
            readings = (
                _read_entry(archive, paths[path], f"{name}/{path}", reader) for path in wanted
            )
            return _together(readings, name)
    except DAMAGE as error:
        problem = f"it is no zip archive, or damaged ({error}); pack it again"
        raise ArticleError(name, None, problem) from error


def _read_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: str, reader: _Reader
) -> Reading:
    try:
        content = unpacked(archive, entry, inside)
        if inside.lower().endswith(ENDING):
            return _read(content, inside, reader)
        return reader.read(content, inside)
    except ArticleError as problem:
        return refused(problem)


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: str) -> bytes:
    """Return what an entry holds; raise ArticleError for a lock, a lie or a path to elsewhere."""
    if _leads_out(entry.filename):
        problem = "its name leads out of the archive; pack it again without .. and drives"
        raise ArticleError(inside, None, problem)
    if entry.flag_bits & ENCRYPTED:
        raise ArticleError(inside, None, "it has a password; pack it again without one")
    try:
        with archive.open(entry) as file:
            # One more than promised: a table that lies is found out before memory is full.
            content = file.read(entry.file_size + 1)
    except DAMAGE as error:
        raise ArticleError(
            inside, None, f"it cannot be unpacked ({error}); pack it again"
        ) from error
    if len(content) > entry.file_size:
        raise ArticleError(inside, None, "it is larger than the archive says; pack it again")
    return content


def _together(readings: Iterator[Reading], name: str) -> Reading:
    """Return one reading whose articles and problems are the archive's."""
    articles, problems, warnings = [], [], []
    for reading in readings:
        articles += [replace(article, file=name) for article in reading.articles]
        problems += [_of_archive(problem, name) for problem in reading.problems]
        warnings += [_of_archive(warning, name) for warning in reading.warnings]
    if not (articles or problems):
        problem = "there is no file in it that could be an article; add some or remove it"
        return refused(ArticleError(name, None, problem))
    return Reading(tuple(articles), tuple(problems), tuple(warnings))


def _of_archive(problem: ArticleError, name: str) -> ArticleError:
    if problem.file == name:
        return problem
    inside = problem.file.removeprefix(f"{name}/")
    place = f"{inside}:{problem.line}" if problem.line else inside
    return ArticleError(name, None, f"{place}: {problem.problem}")


def _depth(name: str) -> int:
    return sum(part.lower().endswith(ENDING) for part in PurePosixPath(name).parts)


def paths_of(entries: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name.

    Names that are not marked as UTF-8 are in the charset of the writer's Windows: GB18030 in the
    mainland, Big5 in Taiwan.
    """
    unmarked = [entry for entry in entries if not entry.flag_bits & UTF8_NAME]
    charset = _charset(b"\n".join(map(_raw, unmarked)))
    decoded = {_raw(entry).decode(charset, "replace"): entry for entry in unmarked}
    marked = {entry.filename: entry for entry in entries if entry.flag_bits & UTF8_NAME}
    return {path.replace("\\", "/"): entry for path, entry in (decoded | marked).items()}


def _raw(entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a name that zipfile has read in the charset of DOS."""
    return entry.filename.encode("cp437", "replace")


def _charset(names: bytes) -> str:
    try:
        names.decode("utf-8")
    except UnicodeDecodeError:
        return likeliest_chinese(names) or "cp437"
    return "utf-8"


def _leads_out(name: str) -> bool:
    r"""Tell whether a name is a path to somewhere else, read as any system might read it.

    >>> [_leads_out(name) for name in ("a/b.txt", "../a.txt", "/a.txt", "C:\\\\a.txt")]
    [False, True, True, True]
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return ".." in parts or parts[0] == "/" or ":" in parts[0]


def _is_wanted(path: str, suffixes: Collection[str]) -> bool:
    parts = PurePosixPath(path).parts
    hidden = any(part in HIDDEN or (part[0] == "." and part != "..") for part in parts)
    known = PurePosixPath(path).suffix.lower() in suffixes
    return known and not hidden and not path.endswith(QUESTIONS)
