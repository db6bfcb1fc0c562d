"""Which changes does what was read make?

Invariant: pure; a live article ends only if its file was read without a problem and does not have
it, or is gone. The same text in another place is the same article, moved: it is found by what it
says, whatever its new file or id is called.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from knowledge.model.article import Article
from knowledge.model.errors import ArticleError
from knowledge.model.version import Changes, Counts, Draft, Move, ReadFile, Revision

Pairs = list[tuple[Draft, Revision]]


@dataclass(frozen=True, slots=True)
class Known:
    """What a reload compares with: files as they were read, live articles by id, held files."""

    files: Mapping[str, ReadFile] = field(default_factory=dict)
    live: Mapping[str, Revision] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)  # name -> digest


@dataclass(slots=True)
class Findings:
    """What was found on disk, file by file.

    `same` are files that only look different; `stayed` says on which line a live article was found
    word for word.
    """

    files: list[ReadFile] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    problems: list[ArticleError] = field(default_factory=list)
    warnings: list[ArticleError] = field(default_factory=list)
    same: list[ReadFile] = field(default_factory=list)
    stayed: dict[int, int] = field(default_factory=dict)  # revision -> line
    held: list[str] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes that a reload would make, and what to tell about them: titles and problems.

    `ended` are the revisions that would no longer be live.
    """

    changes: Changes
    ended: tuple[int, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    rejected: tuple[ArticleError, ...]
    held: tuple[str, ...]
    warnings: tuple[ArticleError, ...] = ()


def compared(findings: Findings, live: Mapping[str, Revision]) -> Difference:
    """Return the difference between what was found and the live articles, by id."""
    drafts, repeated = _without_repeats(findings.drafts, _elsewhere(findings, live.values()))
    problems = (*findings.problems, *repeated)
    faulty = {problem.file for problem in problems}
    old = [(draft, live[draft.article.id]) for draft in drafts if draft.article.id in live]
    added = [draft for draft in drafts if draft.article.id not in live]
    changed = [(draft, revision) for draft, revision in old if draft.digest != revision.digest]
    same = [(draft, revision) for draft, revision in old if draft.digest == revision.digest]
    removed = list(_removed(findings, live, faulty, {draft.article.id for draft in drafts}))
    same += _matched(added, removed, lambda item: item.digest)
    renamed = _matched(added, removed, lambda item: item.origin)  # its title was its file's name
    moved = [draft for draft, old in (*same, *renamed) if draft.article.file != old.file]
    put = [*added, *(draft for draft, _ in (*changed, *renamed))]
    ended = [*removed, *(revision for _, revision in renamed)]
    changes = Changes(
        put=tuple(put),
        removed=tuple(revision.revision for revision in ended),
        moved=(*_moves(same), *_moved_lines(findings.stayed, live.values())),
        files=tuple(replace(f, faulty=f.name in faulty) for f in findings.files + findings.same),
        forgotten_files=tuple(sorted(findings.deleted)),
        released_files=tuple(sorted(findings.released)),
        counts=Counts(len(added), len(changed), len(removed), len(moved)),
    )
    return Difference(
        changes=changes,
        ended=tuple(r.revision for r in (*ended, *(revision for _, revision in changed))),
        added=_titles(draft.article for draft in added),
        changed=_titles(draft.article for draft, _ in changed),
        removed=_titles(removed),
        moved=_titles(draft.article for draft in moved),
        rejected=problems,
        held=tuple(findings.held),
        warnings=tuple(findings.warnings),
    )


def _elsewhere(findings: Findings, live: Iterable[Revision]) -> dict[str, tuple[str, int]]:
    """Return where the live articles stand, by id, that this reading leaves as they are.

    They are those of other files, lines that stayed, and those of a faulty file that may hide
    behind its problems.
    """
    gone = {file.name for file in findings.files} | findings.deleted
    seen = {(draft.article.file, draft.article.id) for draft in findings.drafts}
    faulty = {problem.file for problem in findings.problems}
    places = {}
    for revision in live:
        line = findings.stayed.get(revision.revision)
        hidden = revision.file in faulty and (revision.file, revision.article) not in seen
        if line or hidden or revision.file not in gone:
            places[revision.article] = (revision.file, line or revision.line)
    return places


def _without_repeats(
    drafts: Iterable[Draft], elsewhere: Mapping[str, tuple[str, int]]
) -> tuple[list[Draft], list[ArticleError]]:
    """Keep the first of two articles with one id, and say of the second where the first stands."""
    first = dict(elsewhere)
    kept, problems = [], []
    for draft in drafts:
        article = draft.article
        if article.id not in first:
            first[article.id] = (article.file, article.line)
            kept.append(draft)
            continue
        file, line = first[article.id]
        problem = f'id "{article.id}" is taken by {file}:{line}: give one of the two another id'
        problems.append(ArticleError(article.file, article.line, problem))
    return kept, problems


def _removed(
    findings: Findings, live: Mapping[str, Revision], faulty: set[str], present: set[str]
) -> Iterator[Revision]:
    """Yield the live articles that are gone; those of a faulty file may hide, so they stay."""
    whole = {file.name for file in findings.files} - faulty | findings.deleted
    for revision in live.values():
        stays = revision.article in present or revision.revision in findings.stayed
        if revision.file in whole and not stays:
            yield revision


def _matched(
    added: list[Draft], removed: list[Revision], sign: Callable[[Draft | Revision], str]
) -> Pairs:
    """Take the articles out of both lists that share a sign, and return them as pairs."""
    by_sign: dict[str, list[Revision]] = defaultdict(list)
    for revision in reversed(removed):
        by_sign[sign(revision)].append(revision)
    pairs = [(d, by_sign[sign(d)].pop()) for d in added if sign(d) and by_sign.get(sign(d))]
    came, went = {id(draft) for draft, _ in pairs}, {revision.revision for _, revision in pairs}
    added[:] = [draft for draft in added if id(draft) not in came]
    removed[:] = [revision for revision in removed if revision.revision not in went]
    return pairs


def _moves(same: Pairs) -> Iterator[Move]:
    for draft, old in same:
        new = draft.article
        if (new.id, new.file, new.line) != (old.article, old.file, old.line):
            yield Move(old.revision, new.id, new.file, new.line)


def _moved_lines(stayed: Mapping[int, int], live: Iterable[Revision]) -> Iterator[Move]:
    for revision in live:
        line = stayed.get(revision.revision, revision.line)
        if line != revision.line:
            yield Move(revision.revision, revision.article, revision.file, line)


def _titles(articles: Iterable[Article | Revision]) -> tuple[str, ...]:
    return tuple(article.title for article in articles)
