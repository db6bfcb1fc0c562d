import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from knowledge import ArticlesMissingError, Folder, KnowledgeBase, Report
from knowledge.library import folder
from knowledge.library.difference import Known
from knowledge.library.reload import found_on_disk
from knowledge.reading import read_file
from knowledge.reading.ahead import Ahead
from knowledge.reading.drafts import drafts_of
from knowledge.reading.readers import Readers, Reads
from knowledge.runtime.workers import Stop
from knowledge.storage.articles import ArticleStore

LAMP, TEA = "路燈\n\n藍牙道釘在路邊。\n\n第二段。", "茶園\n\n春茶晚了十天。"


def lines(file: Path, *rows: dict[str, str] | str) -> None:
    """Write a JSONL file; a row that is a text stands in it as it is."""
    written = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    file.write_text("".join(f"{row}\n" for row in written))


def row(id: str, text: str = "藍牙道釘。") -> dict[str, str]:  # noqa: A002 - the field's own name
    """Return an article as a line of JSONL."""
    return {"id": id, "title": f"Title {id}", "text": text}


async def reloaded(base: KnowledgeBase, shelf: Path) -> Report:
    """Reload a whole folder."""
    return await base.reload(Folder(shelf))


async def live(base: KnowledgeBase) -> dict[str, str]:
    """Return the live articles' ids with the files that they stand in."""
    return {
        article: one.file for article, one in (await ArticleStore(base.database).live()).items()
    }


def told(report: Report) -> dict[str, tuple[str, ...]]:
    """Return what a report says happened, without what did not."""
    happened = {"added": report.added, "changed": report.changed, "removed": report.removed}
    happened |= {"moved": report.moved, "held": report.held}
    problems = tuple(map(str, report.rejected))
    return {name: what for name, what in {**happened, "rejected": problems}.items() if what}


async def test_new_articles_are_added(shelf: Path, base: KnowledgeBase) -> None:
    """The first reload makes version 1 of everything in the folder."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "deep").mkdir()
    (shelf / "deep" / "tea.txt").write_text(TEA)
    report = await reloaded(base, shelf)
    assert told(report) == {"added": ("茶園", "路燈")}
    assert (report.version, report.articles, report.passages) == (1, 2, 3)
    assert await live(base) == {"lamp.txt": "lamp.txt", "deep/tea.txt": "deep/tea.txt"}


async def test_nothing_new_is_no_new_version(shelf: Path, base: KnowledgeBase) -> None:
    """A reload of unchanged files changes nothing and says so."""
    (shelf / "lamp.txt").write_text(LAMP)
    await reloaded(base, shelf)
    report = await reloaded(base, shelf)
    assert told(report) == {}
    assert (report.version, report.articles) == (1, 1)


async def test_a_changed_article_takes_the_place_of_its_old_form(
    shelf: Path, base: KnowledgeBase
) -> None:
    """Only the file that changed is told, and the new words are what is found."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "tea.txt").write_text(TEA)
    await reloaded(base, shelf)
    (shelf / "lamp.txt").write_text(LAMP.replace("第二段", "颱風來了"))
    report = await reloaded(base, shelf)
    assert told(report) == {"changed": ("路燈",)}
    assert report.version == 2
    assert (await base.ask("颱風")).citations[0].quote == "颱風來了。"


async def test_a_deleted_file_takes_its_articles_along(shelf: Path, base: KnowledgeBase) -> None:
    """What is no longer in the folder is no longer answered from."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "tea.txt").write_text(TEA)
    await reloaded(base, shelf)
    (shelf / "tea.txt").unlink()
    assert told(await reloaded(base, shelf)) == {"removed": ("茶園",)}
    assert (await base.ask("春茶晚了十天")).citations == ()


async def test_an_article_that_leaves_its_file_is_removed(shelf: Path, base: KnowledgeBase) -> None:
    """Deleting a line of a JSONL file deletes that article alone."""
    lines(shelf / "a.jsonl", row("1"), row("2"))
    await reloaded(base, shelf)
    lines(shelf / "a.jsonl", row("2"))
    assert told(await reloaded(base, shelf)) == {"removed": ("Title 1",)}
    assert await live(base) == {"2": "a.jsonl"}


async def test_a_bad_line_is_told_and_the_good_ones_go_live(
    shelf: Path, base: KnowledgeBase
) -> None:
    """A problem names its file and line; no other article waits for it to be mended."""
    lines(shelf / "a.jsonl", row("1"), "{broken", row("3"))
    (shelf / "empty.txt").write_text("")
    report = await reloaded(base, shelf)
    assert report.added == ("Title 1", "Title 3")
    assert [(problem.file, problem.line) for problem in report.rejected] == [
        ("a.jsonl", 2),
        ("empty.txt", None),
    ]


async def test_the_earlier_articles_of_a_bad_file_stay(shelf: Path, base: KnowledgeBase) -> None:
    """A slip in a file never takes away what it said before, and is told until it is mended."""
    (shelf / "lamp.md").write_text("---\ntitle: 路燈\n---\n藍牙道釘在路邊。")
    lines(shelf / "a.jsonl", row("1"), row("2"))
    await reloaded(base, shelf)
    (shelf / "lamp.md").write_text("---\ntitle: 路燈\n---\n")
    lines(shelf / "a.jsonl", "{broken", row("2", "颱風。"))
    for expected in (("Title 2",), ()):
        report = await reloaded(base, shelf)
        assert report.changed == expected
        assert [p.file for p in report.rejected] == ["a.jsonl", "lamp.md"]
        assert (report.removed, report.articles) == ((), 3)
    lines(shelf / "a.jsonl", row("2", "颱風。"))
    (shelf / "lamp.md").write_text("---\ntitle: 路燈\n---\n新的。")
    assert told(await reloaded(base, shelf)) == {"changed": ("路燈",), "removed": ("Title 1",)}


async def test_an_unreadable_file_is_told_and_its_articles_stay(
    shelf: Path, base: KnowledgeBase
) -> None:
    """A file that the system does not give is a problem of that file."""
    (shelf / "tea.txt").write_text(TEA)
    (shelf / "lamp.txt").write_text(LAMP)
    await reloaded(base, shelf)
    (shelf / "lamp.txt").unlink()
    report = await base.reload(Folder(shelf, (shelf / "lamp.txt", shelf / "tea.txt")))
    (problem,) = report.rejected
    assert str(problem).startswith("lamp.txt: cannot be read (No such file")
    assert report.articles == 2


async def test_the_first_of_two_articles_with_one_id_counts(
    shelf: Path, base: KnowledgeBase
) -> None:
    """The second is told where the first stands, as long as both are there."""
    lines(shelf / "a.jsonl", row("1"))
    lines(shelf / "b.jsonl", row("2"), row("1", "另一篇。"))
    said = 'b.jsonl:2: id "1" is taken by a.jsonl:1: give one of the two another id'
    assert told(await reloaded(base, shelf)) == {
        "added": ("Title 1", "Title 2"),
        "rejected": (said,),
    }
    assert told(await reloaded(base, shelf)) == {"rejected": (said,)}
    assert await live(base) == {"1": "a.jsonl", "2": "b.jsonl"}


async def test_an_id_that_is_live_cannot_be_taken_later(shelf: Path, base: KnowledgeBase) -> None:
    """A new file that repeats an id of an unchanged one is the second, even if its name is first.

    Deleting the first then frees the id.
    """
    lines(shelf / "b.jsonl", row("1"))
    await reloaded(base, shelf)
    lines(shelf / "a.jsonl", row("1", "另一篇。"))
    (problem,) = (await reloaded(base, shelf)).rejected
    assert str(problem).startswith('a.jsonl:1: id "1" is taken by b.jsonl:1')
    (shelf / "b.jsonl").unlink()
    report = await reloaded(base, shelf)
    assert told(report) == {"changed": ("Title 1",)}
    assert await live(base) == {"1": "a.jsonl"}
    assert (await base.ask("另一篇")).citations[0].quote == "另一篇。"


async def test_a_renamed_file_keeps_its_articles(shelf: Path, base: KnowledgeBase) -> None:
    """An article with an id of its own moves without a new version, and is found in its new file.

    The next reload knows it there, so that deleting that file removes it.
    """
    lines(shelf / "a.jsonl", row("1"), row("2"))
    await reloaded(base, shelf)
    (shelf / "a.jsonl").rename(shelf / "z.jsonl")
    report = await reloaded(base, shelf)
    assert (told(report), report.version) == ({"moved": ("Title 1", "Title 2")}, 1)
    assert await live(base) == {"1": "z.jsonl", "2": "z.jsonl"}
    lines(shelf / "b.jsonl", row("3"))
    (shelf / "z.jsonl").unlink()
    assert set((await reloaded(base, shelf)).removed) == {"Title 1", "Title 2"}


async def test_an_article_can_move_to_another_file(shelf: Path, base: KnowledgeBase) -> None:
    """Cut from one file and pasted into another between two reloads, it is the same article."""
    lines(shelf / "a.jsonl", row("1"), row("2"))
    lines(shelf / "b.jsonl", row("3"))
    await reloaded(base, shelf)
    lines(shelf / "a.jsonl", row("2"))
    lines(shelf / "b.jsonl", row("3"), row("1"))
    assert told(await reloaded(base, shelf)) == {"moved": ("Title 1",)}
    assert await live(base) == {"1": "b.jsonl", "2": "a.jsonl", "3": "b.jsonl"}


async def test_a_missing_folder_is_one_clear_sentence(shelf: Path, base: KnowledgeBase) -> None:
    """Nothing is taken for deleted, and the old articles keep answering."""
    (shelf / "lamp.txt").write_text(LAMP)
    await reloaded(base, shelf)
    shutil.move(shelf, shelf.with_name("elsewhere"))
    with pytest.raises(ArticlesMissingError, match="no such folder: create it and put articles"):
        await reloaded(base, shelf)
    assert (await base.ask("藍牙道釘")).citations[0].quote == "藍牙道釘在路邊。"


async def test_an_empty_folder_is_one_clear_sentence(shelf: Path, base: KnowledgeBase) -> None:
    """A folder that lost its files is a slip or an unmounted disk, not a wish to forget them."""
    (shelf / "lamp.txt").write_text(LAMP)
    await reloaded(base, shelf)
    (shelf / "lamp.txt").rename(shelf / "lamp.png")
    with pytest.raises(ArticlesMissingError, match=r"no articles here: put files into it"):
        await reloaded(base, shelf)
    assert (await base.ask("藍牙道釘")).citations[0].quote == "藍牙道釘在路邊。"


async def test_files_read_by_name_leave_the_others_alone(shelf: Path, base: KnowledgeBase) -> None:
    """Reading one file again says nothing about those that were not named."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "tea.txt").write_text(TEA)
    await reloaded(base, shelf)
    (shelf / "tea.txt").unlink()
    (shelf / "lamp.txt").write_text(LAMP.replace("第二段", "颱風"))
    report = await base.reload(Folder(shelf, (shelf / "lamp.txt",)))
    assert told(report) == {"changed": ("路燈",)}
    assert report.articles == 2


async def test_a_file_from_elsewhere_outlives_reloads_of_the_folder(
    shelf: Path, base: KnowledgeBase, tmp_path: Path
) -> None:
    """What was added by its own name is not missing because the folder does not have it."""
    (shelf / "lamp.txt").write_text(LAMP)
    (tmp_path / "tea.txt").write_text(TEA)
    assert (await base.reload(Folder(shelf, (tmp_path / "tea.txt",)))).added == ("茶園",)
    assert told(await reloaded(base, shelf)) == {"added": ("路燈",)}
    assert set(await live(base)) == {"lamp.txt", "tea.txt"}


async def test_keys_of_unchanged_passages_survive(shelf: Path, base: KnowledgeBase) -> None:
    """Buttons under old answers still open the passage after the article was edited elsewhere."""
    (shelf / "lamp.txt").write_text(LAMP)
    await reloaded(base, shelf)
    key = (await base.ask("藍牙道釘")).citations[0].passage
    (shelf / "lamp.txt").write_text(LAMP.replace("\n\n藍牙", "\n\n新的開頭在這裡。\n\n藍牙"))
    await reloaded(base, shelf)
    citation = await base.cite("藍牙", key)
    assert citation is not None
    assert citation.quote == "藍牙道釘在路邊。"
    assert citation.paragraph == 2


def test_reading_tells_how_far_it_is(shelf: Path) -> None:
    """Progress begins at none and ends at all."""
    for name in ("a.txt", "b.txt"):
        (shelf / name).write_text(LAMP)
    heard: list[tuple[str, int, int]] = []
    folder, ahead = Folder(shelf), Ahead(Readers(), Stop())
    found = folder.contents().found
    found_on_disk(folder, found, Known(), ahead, progress=lambda *told: heard.append(told))
    assert heard == [("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2)]


async def test_a_file_that_is_put_back_is_read_again(shelf: Path, base: KnowledgeBase) -> None:
    """Undoing an edit that had a bad line undoes what its good lines had changed."""
    lines(shelf / "a.jsonl", row("1"), row("2", "春茶。"))
    await reloaded(base, shelf)
    lines(shelf / "a.jsonl", "{broken", row("2", "颱風。"))
    assert (await reloaded(base, shelf)).changed == ("Title 2",)
    lines(shelf / "a.jsonl", row("1"), row("2", "春茶。"))
    assert told(await reloaded(base, shelf)) == {"changed": ("Title 2",)}
    assert (await base.ask("春茶")).citations[0].quote == "春茶。"


async def test_a_bad_file_that_is_deleted_takes_its_good_articles_along(
    shelf: Path, base: KnowledgeBase
) -> None:
    """A file need not ever have been without a problem to be missed."""
    (shelf / "lamp.txt").write_text(LAMP)
    lines(shelf / "a.jsonl", row("1"), "{broken")
    await reloaded(base, shelf)
    (shelf / "a.jsonl").unlink()
    assert told(await reloaded(base, shelf)) == {"removed": ("Title 1",)}
    assert set(await live(base)) == {"lamp.txt"}


async def test_an_article_behind_a_bad_line_keeps_its_id(shelf: Path, base: KnowledgeBase) -> None:
    """While its own line is broken, another file cannot take an article's id."""
    lines(shelf / "a.jsonl", row("x", "藍牙。"), row("y"))
    await reloaded(base, shelf)
    lines(shelf / "a.jsonl", '{"id": "x", broken', row("y"))
    lines(shelf / "b.jsonl", row("x", "茶園。"))
    report = await reloaded(base, shelf)
    assert [problem.file for problem in report.rejected] == ["a.jsonl", "b.jsonl"]
    assert await live(base) == {"x": "a.jsonl", "y": "a.jsonl"}


async def test_new_rules_of_cutting_read_files_again(
    shelf: Path, base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the rules that cut passages change, unchanged files are cut anew."""
    (shelf / "lamp.txt").write_text("路燈\n\n" + "藍牙道釘在路邊。" * 30)
    assert (await reloaded(base, shelf)).passages == 1

    def begin(_: Readers, files: list[tuple[bytes, str]], __: Stop) -> list[Reads]:
        return [partial(drafts_of, read_file(content, name)) for content, name in files]

    monkeypatch.setattr(Readers, "begin_many", begin)  # in this process, where the rules are others
    monkeypatch.setattr("knowledge.reading.passages.LONGEST_PASSAGE", 100)
    monkeypatch.setattr("knowledge.library.reload.fingerprint", lambda _: "other rules")
    report = await reloaded(base, shelf)
    assert told(report) == {"changed": ("路燈",)}
    assert report.passages > 1


async def keys(base: KnowledgeBase) -> dict[str, str]:
    """Return the keys of all live passages, by what they say."""
    rows = await base.database.rows("SELECT passage FROM passages")
    found = await ArticleStore(base.database).passages([row[0] for row in rows])
    return {one.quote: one.key for one in found.values() if await base.catalogue.passage(one.key)}


async def test_the_same_text_under_another_name_is_the_same_article(
    shelf: Path, base: KnowledgeBase
) -> None:
    """A renamed file without an id of its own moves: no new version, and its keys stay."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "untitled.md").write_text("春茶晚了十天。")
    await reloaded(base, shelf)
    before = await keys(base)
    (shelf / "deep").mkdir()
    (shelf / "lamp.txt").rename(shelf / "deep" / "light.txt")
    report = await reloaded(base, shelf)
    assert (told(report), report.version) == ({"moved": ("路燈",)}, 1)
    assert (await live(base))["deep/light.txt"] == "deep/light.txt"
    assert await keys(base) == before
    citation = (await base.ask("藍牙道釘")).citations[0]
    assert (citation.article.id, citation.passage) == ("deep/light.txt", before[citation.quote])
    assert told(await reloaded(base, shelf)) == {}


async def test_a_title_that_is_the_files_name_moves_along(shelf: Path, base: KnowledgeBase) -> None:
    """Where the name is shown as the title, the renamed article is told as moved all the same."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "untitled.md").write_text("春茶晚了十天。")
    await reloaded(base, shelf)
    (shelf / "untitled.md").rename(shelf / "tea.md")
    report = await reloaded(base, shelf)
    assert told(report) == {"moved": ("tea",)}
    assert set(await live(base)) == {"lamp.txt", "tea.md"}


async def test_another_id_for_the_same_line_is_the_same_article(
    shelf: Path, base: KnowledgeBase
) -> None:
    """An article whose id was corrected keeps its passages."""
    lines(shelf / "a.jsonl", row("1"), row("2", "春茶。"))
    await reloaded(base, shelf)
    before = await keys(base)
    lines(shelf / "a.jsonl", {**row("1"), "id": "one"}, row("2", "春茶。"))
    assert (await reloaded(base, shelf)).version == 1
    assert await live(base) == {"one": "a.jsonl", "2": "a.jsonl"}
    assert await keys(base) == before


async def test_only_changed_lines_are_read_again(
    shelf: Path, base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that is live word for word is not parsed, wherever in its file it stands now."""
    lines(shelf / "a.jsonl", row("1"), row("2", "春茶。"), row("3", "渡輪。"))
    await reloaded(base, shelf)
    contents: list[bytes] = []

    begin = Readers.begin_many

    def noted(readers: Readers, files: list[tuple[bytes, str]], stop: Stop) -> list[Reads]:
        contents.extend(content for content, _ in files)
        return begin(readers, files, stop)

    monkeypatch.setattr(Readers, "begin_many", noted)
    lines(shelf / "a.jsonl", row("3", "渡輪。"), row("2", "夏茶。"), row("1"))
    report = await reloaded(base, shelf)
    assert told(report) == {"changed": ("Title 2",)}
    assert [content.count(b"{") for content in contents] == [1]
    places = {one.article: one.line for one in (await ArticleStore(base.database).live()).values()}
    assert places == {"3": 1, "2": 2, "1": 3}
    lines(shelf / "a.jsonl", row("1"), row("2", "夏茶。"))
    assert told(await reloaded(base, shelf)) == {"removed": ("Title 3",)}
    assert len(contents) == 1


async def test_a_repeated_line_is_told_though_the_first_is_not_read(
    shelf: Path, base: KnowledgeBase
) -> None:
    """An id that stands on a line that stayed is taken."""
    lines(shelf / "a.jsonl", row("1"))
    await reloaded(base, shelf)
    lines(shelf / "a.jsonl", row("1"), row("1"), row("1", "另一篇。"))
    told = {problem.line: problem.problem for problem in (await reloaded(base, shelf)).rejected}
    assert told[2] == 'id "1" is taken by a.jsonl:1: give one of the two another id'
    assert set(told) == {2, 3}


@pytest.mark.parametrize("charset", ["utf-16", "gb18030", "big5"])
async def test_lines_of_other_charsets_are_read_whole(
    charset: str, shelf: Path, base: KnowledgeBase
) -> None:
    """A charset is recognised by the whole file, so nothing is left out of it."""
    texts = {"1": "藍牙道釘在路邊的停車框旁閃爍。", "2": "今年的春茶比往年晚了十天採收。"}
    for changed in (texts["2"], "夏天的渡輪每個小時都開往對岸。"):
        texts["2"] = changed
        rows = [json.dumps(row(*one), ensure_ascii=False) for one in texts.items()]
        (shelf / "a.jsonl").write_bytes("\n".join(rows).encode(charset))
        report = await reloaded(base, shelf)
        assert (report.rejected, report.articles) == ((), 2)
    assert report.changed == ("Title 2",)


async def test_an_unchanged_file_is_not_opened(
    shelf: Path, base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once its times lie in the past a look at them is enough, until they change."""
    (shelf / "lamp.txt").write_text(LAMP)
    monkeypatch.setattr(folder, "SETTLED_SECONDS", 0.0)  # as if it had been written long ago
    await reloaded(base, shelf)
    (shelf / "lamp.txt").touch()  # another time, the same text
    assert told(await reloaded(base, shelf)) == {}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was opened"))
        assert told(await reloaded(base, shelf)) == {}
    (shelf / "lamp.txt").write_text(LAMP.replace("第二段", "颱風來"))
    assert told(await reloaded(base, shelf)) == {"changed": ("路燈",)}


async def test_what_was_rolled_back_is_held_until_it_changes(
    shelf: Path, base: KnowledgeBase
) -> None:
    """A plain reload does not bring back what somebody has just taken back."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "tea.txt").write_text(TEA)
    await reloaded(base, shelf)
    (shelf / "lamp.txt").write_text(LAMP.replace("第二段", "錯字"))
    (shelf / "new.txt").write_text("渡輪\n\n渡輪停駛。")
    (shelf / "tea.txt").unlink()
    await reloaded(base, shelf)
    await base.roll_back()
    assert set(await live(base)) == {"lamp.txt", "tea.txt"}
    for _ in range(2):
        assert told(await reloaded(base, shelf)) == {"held": ("lamp.txt", "new.txt")}
    assert await base.catalogue.counts() == (2, 3)
    (shelf / "lamp.txt").write_text(LAMP.replace("第二段", "颱風"))
    report = await reloaded(base, shelf)
    assert told(report) == {"changed": ("路燈",), "held": ("new.txt",)}
    (shelf / "new.txt").unlink()
    (shelf / "tea.txt").write_text(TEA)
    assert told(await reloaded(base, shelf)) == {}
    assert await base.library.held() == {}
    (shelf / "tea.txt").unlink()
    assert told(await reloaded(base, shelf)) == {"removed": ("茶園",)}


async def test_force_reads_what_is_held(shelf: Path, base: KnowledgeBase) -> None:
    """Whoever means it gets the folder as it is: edits, new files and deletions."""
    (shelf / "lamp.txt").write_text(LAMP)
    (shelf / "tea.txt").write_text(TEA)
    await reloaded(base, shelf)
    (shelf / "lamp.txt").write_text(LAMP.replace("第二段", "颱風"))
    (shelf / "tea.txt").unlink()
    await reloaded(base, shelf)
    await base.roll_back()
    report = await base.reload(Folder(shelf), force=True)
    assert told(report) == {"changed": ("路燈",), "removed": ("茶園",)}
    assert await base.library.held() == {}
    assert told(await reloaded(base, shelf)) == {}
