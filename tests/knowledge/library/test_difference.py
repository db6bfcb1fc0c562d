import dataclasses

from knowledge.library.difference import Difference, Findings, compared
from knowledge.model.errors import ArticleError
from knowledge.model.version import Draft, ReadFile, Revision
from knowledge.reading.drafts import drafted
from tests.knowledge.conftest import article


def draft(name: str, text: str, file: str = "a.jsonl", line: int = 1) -> Draft:
    """Return the draft of an article."""
    return drafted(article(text, id=name, file=file, line=line, title=name), origin=f"of {text}")


def revision(number: int, one: Draft) -> Revision:
    """Return the live revision of a draft."""
    a = one.article
    return Revision(number, a.id, one.digest, a.file, a.line, a.title, one.origin)


def found(
    live: list[Draft],
    *drafts: Draft,
    problems: tuple[ArticleError, ...] = (),
    deleted: frozenset[str] = frozenset(),
) -> Difference:
    """Return the difference where files with these drafts and problems were read."""
    names = {d.article.file for d in drafts} | {p.file for p in problems}
    files = [ReadFile(name, "/", "d", "rules") for name in sorted(names)]
    findings = Findings(files, list(drafts), list(problems), deleted=set(deleted))
    return compared(findings, {r.article: r for r in (revision(n, d) for n, d in enumerate(live))})


def test_nothing_new_is_no_difference() -> None:
    """What is there as it was shows nothing."""
    one = draft("1", "一。")
    difference = found([one], one)
    assert not difference.changes.shows
    assert (difference.changes.moved, difference.ended) == ((), ())


def test_ended_are_removed_and_replaced_revisions() -> None:
    """The index must lose both, the database ends the second kind by itself."""
    one, two = draft("1", "一。"), draft("2", "二。")
    difference = found([one, two], draft("1", "改。"))
    assert (difference.changed, difference.removed) == (("1",), ("2",))
    assert (difference.ended, difference.changes.removed) == ((1, 0), (1,))


def test_a_faulty_file_removes_nothing() -> None:
    """An article that is missing may stand behind the problem."""
    one, two = draft("1", "一。"), draft("2", "二。")
    difference = found([one, two], one, problems=(ArticleError("a.jsonl", 2, "broken"),))
    assert not difference.changes.shows
    assert [file.faulty for file in difference.changes.files] == [True]


def test_a_moved_article_is_paired_with_the_same_text() -> None:
    """Of two articles with other words, each goes with its own, and a new one stays new."""
    one, two = draft("a.txt", "一。", "a.txt"), draft("b.txt", "二。", "b.txt")
    as_new = [draft("c.txt", "二。", "c.txt"), draft("d.txt", "一。", "d.txt")]
    other = draft("e.txt", "三。", "e.txt")
    titled = [
        dataclasses.replace(d, digest=o.digest) for d, o in zip(as_new, (two, one), strict=True)
    ]
    difference = found([one, two], *titled, other, deleted=frozenset({"a.txt", "b.txt"}))
    moves = [(move.revision, move.article) for move in difference.changes.moved]
    assert moves == [(1, "c.txt"), (0, "d.txt")]
    assert (difference.added, difference.removed) == (("e.txt",), ())
    assert difference.moved == ("c.txt", "d.txt")


def test_a_copy_is_a_new_article() -> None:
    """Only what is gone can have moved."""
    one = draft("a.txt", "一。", "a.txt")
    difference = found([one], draft("b.txt", "一。", "b.txt"))
    assert (difference.added, difference.moved, difference.removed) == (("b.txt",), (), ())


def test_two_copies_that_moved_are_two_moves() -> None:
    """Articles that say the same are paired one by one."""
    one, two = draft("a.txt", "一。", "a.txt"), draft("b.txt", "一。", "b.txt")
    same = [
        dataclasses.replace(draft(name, "一。", name), digest=one.digest)
        for name in ("c", "d", "e")
    ]
    two = dataclasses.replace(two, digest=one.digest)
    difference = found([one, two], *same, deleted=frozenset({"a.txt", "b.txt"}))
    assert [move.article for move in difference.changes.moved] == ["c", "d"]
    assert difference.added == ("e",)
