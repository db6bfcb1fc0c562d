"""What differs between the articles on disk and the ones that are live?

Invariant: this only reads. It returns the changes that make the next knowledge version; a file that
cannot be read is a problem in the report and its articles stay as they were.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from knowledge.article import Article
from knowledge.errors import ArticleError, ArticlesMissingError
from knowledge.fingerprint import cutting
from knowledge.reading import fingerprint, read_file, suffixes
from knowledge.store.changes import Changes, ReadFile, Revision, digest_of

GOLDEN_QUESTIONS = ".questions.jsonl"  # questions beside the articles, not articles

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a reload did: article titles by what happened to them, and every problem."""

    version: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    rejected: tuple[ArticleError, ...]
    articles: int
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes that a reload would make, and what to tell about them."""

    changes: Changes
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    rejected: tuple[ArticleError, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """What is to be read: a whole folder, or some files by name."""

    path: Path
    files: tuple[Path, ...] = ()

    def found(self) -> dict[str, Path]:
        """Return the files to read by their names in ids and errors, in order of name."""
        if self.files:
            return {self._name(file): file for file in sorted(self.files)}
        if not self.path.is_dir():
            raise ArticlesMissingError(
                f"{self.path}: no such folder: create it and put articles (.txt, .md, .jsonl) into "
                "it, or set YOUJU_ARTICLES to the folder that has them"
            )
        paths = (path for path in sorted(self.path.rglob("*")) if _readable(path))
        found = {self._name(path): path for path in paths if not self._hidden(path)}
        if not found:
            raise ArticlesMissingError(
                f"{self.path}: no articles here: put .txt, .md or .jsonl files into it, or set "
                "YOUJU_ARTICLES to the folder that has them"
            )
        return found

    def owns(self, file: ReadFile) -> bool:
        """Tell whether a file that was read once and is not found now was deleted."""
        return not self.files and bool(file.folder)

    def _name(self, file: Path) -> str:
        try:
            return file.resolve().relative_to(self.path.resolve()).as_posix()
        except ValueError:
            return file.name

    def _hidden(self, file: Path) -> bool:
        return any(part.startswith(".") for part in file.relative_to(self.path).parts)

    def folder_of(self, file: Path) -> str:
        """Return the folder to note for a file; none for a file from elsewhere, read by name."""
        inside = file.resolve().is_relative_to(self.path.resolve())
        return str(self.path.resolve()) if inside else ""


def difference(
    folder: Folder,
    known: Mapping[str, ReadFile],
    live: Mapping[str, Revision],
    progress: Progress,
) -> Difference:
    """Read what changed and return what that changes."""
    found, reading_rules = folder.found(), f"{fingerprint()}-{cutting()}"
    files: list[ReadFile] = []
    articles: list[Article] = []
    rejected: list[ArticleError] = []
    for number, (name, path) in enumerate(found.items()):
        progress("reading", number, len(found))
        try:
            content = path.read_bytes()
        except OSError as error:
            problem = f"cannot be read ({error.strerror}): check its name and permissions"
            rejected.append(ArticleError(name, None, problem))
            continue
        digest = blake2b(content, digest_size=16).hexdigest()
        file = ReadFile(name, folder.folder_of(path), digest, reading_rules)
        if known.get(name) != file:
            reading = read_file(content, name)
            files.append(file)
            articles += reading.articles
            rejected += reading.problems
    progress("reading", len(found), len(found))
    deleted = {file.name for file in known.values() if file.name not in found and folder.owns(file)}
    return _difference(files, articles, rejected, deleted, live)


def _difference(
    files: Sequence[ReadFile],
    read: Sequence[Article],
    rejected: Sequence[ArticleError],
    deleted: set[str],
    live: Mapping[str, Revision],
) -> Difference:
    gone = {file.name for file in files} | deleted
    stays = _staying(live.values(), gone, read, {problem.file for problem in rejected})
    elsewhere = {revision.article: _place(revision) for revision in stays}
    articles, repeated = _without_repeats(read, elsewhere)
    problems = (*rejected, *repeated)

    # A file with a problem is read again next time, and its articles that could not be read stay.
    faulty = {problem.file for problem in problems}
    whole = {file.name for file in files} - faulty | deleted
    present = {article.id for article in articles}
    added = [a for a in articles if a.id not in live]
    known = [(a, live[a.id]) for a in articles if a.id in live]
    changed = [a for a, old in known if old.digest != digest_of(a)]
    moved = [a for a, old in known if old.digest == digest_of(a) and _place(a) != _place(old)]
    removed = [r for r in live.values() if r.file in whole and r.article not in present]
    changes = Changes(
        put=(*added, *changed),
        removed=tuple(revision.revision for revision in removed),
        moved=tuple((a.id, a.file, a.line) for a in moved),
        files=tuple(replace(f, digest="") if f.name in faulty else f for f in files),
        forgotten_files=tuple(sorted(deleted)),
    )
    return Difference(changes, _titles(added), _titles(changed), _titles(removed), problems)


def _staying(
    live: Iterable[Revision], gone: set[str], read: Sequence[Article], faulty: set[str]
) -> Iterator[Revision]:
    """Yield the live articles that this reading does not touch.

    They are those of other files, and those of a faulty file that may hide behind its problems.
    """
    seen = {(article.file, article.id) for article in read}
    for revision in live:
        hidden = revision.file in faulty and (revision.file, revision.article) not in seen
        if hidden or revision.file not in gone:
            yield revision


def _without_repeats(
    articles: Iterable[Article], elsewhere: Mapping[str, tuple[str, int]]
) -> tuple[list[Article], list[ArticleError]]:
    """Keep the first of two articles with one id, and say of the second where the first stands."""
    first = dict(elsewhere)
    kept, problems = [], []
    for article in articles:
        if article.id not in first:
            first[article.id] = _place(article)
            kept.append(article)
            continue
        file, line = first[article.id]
        problem = f'id "{article.id}" is taken by {file}:{line}: give one of the two another id'
        problems.append(ArticleError(article.file, article.line, problem))
    return kept, problems


def _titles(items: Iterable[Article | Revision]) -> tuple[str, ...]:
    return tuple(item.title for item in items)


def _place(item: Article | Revision) -> tuple[str, int]:
    return item.file, item.line


def _readable(file: Path) -> bool:
    golden = file.name.endswith(GOLDEN_QUESTIONS)
    return not golden and file.suffix.lower() in suffixes() and file.is_file()
