"""What differs between the articles on disk and the ones that are live?

Invariant: this only reads. A file that cannot be read is a problem in the report and its articles
stay as they were. What is the same costs a look at its file's stamp, or at its line's digest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from knowledge.library.difference import Difference, Findings, Known, compared
from knowledge.library.folder import Folder, stamp
from knowledge.library.unread import Unread
from knowledge.model.errors import ArticleError, ArticlesMissingError
from knowledge.model.version import Draft, ReadFile, Revision
from knowledge.reading.ahead import Ahead
from knowledge.reading.drafts import Drafts
from knowledge.runtime.fingerprint import fingerprint
from knowledge.runtime.progress import Progress, quiet

BY_LINE = ".jsonl"  # the ending of files that hold one article a line

_Lines = Mapping[str, Revision]  # live articles of a file by the digest of their line


@dataclass(frozen=True, slots=True)
class Report:
    """What a reload did: article titles by what happened to them, and every problem.

    `held` names the files that a rollback holds back; `broken` says which golden questions are
    answered wrong now because the reload was forced; `synonyms` whether other synonyms count.
    `warnings` say what was left out of articles that were read, `unread` which files are of
    kinds that are not read.
    """

    version: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    rejected: tuple[ArticleError, ...]
    articles: int
    passages: int
    seconds: float
    moved: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    synonyms: bool = False
    warnings: tuple[ArticleError, ...] = ()
    unread: tuple[Unread, ...] = ()


def found_on_disk(
    folder: Folder,
    found: Mapping[str, str],
    known: Known,
    ahead: Ahead,
    *,
    progress: Progress = quiet,
    free: AbstractSet[str] = frozenset(),
) -> Difference:
    """Read what changed of the files that were found, and return what that changes.

    `free` names held files to let go.
    """
    rules = fingerprint("knowledge.reading")
    folders, lines = folder.folders_of(found), _lines(known.live.values())
    findings = Findings()
    for number, (name, path) in enumerate(found.items()):
        progress("reading", number, len(found))
        file = ReadFile(name, folders[name], "", rules, stamp(path))
        before, held = known.files.get(name), known.held.get(name)
        if name in free:
            before = held = None
        _look(findings, path, _Seen(file, before, held, lines[name]), ahead)
    ahead.finish()
    progress("reading", len(found), len(found))
    _look_for_missing(findings, folder, found, known, free & known.held.keys())
    return compared(findings, known.live)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it looks now and as it was: read, held back, and its lines that are live."""

    now: ReadFile
    before: ReadFile | None
    held: str | None
    lines: _Lines

    @property
    def is_same(self) -> bool:
        """Tell whether the file need not be opened."""
        now, before = self.now, self.before
        if before is None or before.faulty or not now.stamp:
            return False
        was = (before.stamp, before.reading, before.folder)
        return was == (now.stamp, now.reading, now.folder)


def _look(findings: Findings, path: str, seen: _Seen, ahead: Ahead) -> None:
    """Find out what a file says, as cheaply as possible."""
    if seen.is_same:
        findings.held += [seen.now.name] if seen.held is not None else []
        return
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror}): check its name and permissions"
        findings.problems.append(ArticleError(seen.now.name, None, problem))
        return
    file, before = replace(seen.now, digest=_digest(content)), seen.before
    if seen.held == file.digest:
        findings.held.append(file.name)
    elif before and replace(before, stamp=file.stamp) == file:
        findings.same.append(file)
    else:
        findings.released |= {file.name} if seen.held is not None else set()
        again = before is not None and before.reading == file.reading
        _read(findings, content, file, seen.lines if again else {}, ahead)


def _read(findings: Findings, content: bytes, file: ReadFile, lines: _Lines, ahead: Ahead) -> None:
    """Read a file, without the lines that are live as they are."""
    findings.files.append(file)
    origins = content.split(b"\n") if Path(file.name).suffix.lower() == BY_LINE else []
    stayed = _stayed(lines, origins) if lines and _splits(content) else {}
    if stayed:
        findings.stayed |= stayed
        numbers = set(stayed.values())
        content = b"\n".join(b"" if n in numbers else o for n, o in enumerate(origins, start=1))
        if not content.strip():
            return

    def found(read: Drafts) -> None:
        alone = file.digest if len(read.drafts) == 1 else ""
        findings.drafts += [_with_origin(draft, origins, alone) for draft in read.drafts]
        findings.problems += read.problems
        findings.warnings += read.warnings

    ahead.put(content, file.name, found)


def _with_origin(draft: Draft, lines: Sequence[bytes], alone: str) -> Draft:
    """Return a draft with the digest of the line or the file that is all its own."""
    number = draft.article.line
    return replace(draft, origin=_digest(lines[number - 1]) if number <= len(lines) else alone)


def _splits(content: bytes) -> bool:
    """Tell whether lines can be told by their bytes: in UTF-8; other charsets want the whole."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def _stayed(lines: _Lines, origins: Sequence[bytes]) -> dict[int, int]:
    """Return on which line the live articles stand that are there word for word."""
    left = dict(lines)
    found = {}
    for number, line in enumerate(origins, start=1):
        revision = left.pop(_digest(line), None)
        if revision:
            found[revision.revision] = number
    return found


def refuse_another(folder: Folder, found: Collection[str], known: Known) -> None:
    """Raise ArticlesMissingError for a folder that has none of the files that are live.

    Where machines share the articles, each has to see the same folder; one that sees another one by
    mistake would take all articles away from all.
    """
    live = {file.name for file in known.files.values() if folder.owns(file)}
    if len(live) > 1 and live.isdisjoint(found):  # a single one may have another name now
        raise ArticlesMissingError(
            f"{folder.path}: has none of the {len(live)} files that are live: name the folder that "
            "the other bots on this database read, or force the reload"
        )


def _look_for_missing(
    findings: Findings,
    folder: Folder,
    found: Mapping[str, str],
    known: Known,
    free: AbstractSet[str],
) -> None:
    """Note the files that were deleted, and what is no longer held back."""
    if folder.files:
        findings.released |= free & found.keys()
        return
    gone = {file.name for file in known.files.values() if folder.owns(file)} - found.keys()
    findings.released |= known.held.keys() & gone
    findings.released |= free
    findings.deleted |= gone | (free - found.keys())


def _lines(live: Iterable[Revision]) -> Mapping[str, dict[str, Revision]]:
    """Return the live articles by file and by the digest of their line."""
    lines: dict[str, dict[str, Revision]] = defaultdict(dict)
    for revision in live:
        if revision.origin and revision.file.lower().endswith(BY_LINE):
            lines[revision.file][revision.origin] = revision
    return lines


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
