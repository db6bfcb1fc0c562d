import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from knowledge import (
    Folder,
    KnowledgeBase,
    QuestionsBrokenError,
    ReloadRunningError,
    Scope,
    StoreError,
    Verdict,
)
from knowledge.indexing.index import KeywordIndex, Writing
from knowledge.indexing.live_index import LiveIndex
from knowledge.indexing.schema import State
from knowledge.model.version import KEPT_VERSIONS
from knowledge.storage.articles import ArticleStore
from tests.knowledge.conftest import SEEDS

OLD, NEW = "藍牙道釘離停車框兩米。", "藍牙道釘離停車框三米。"
HOLD = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def write(shelf: Path, sentence: str, extra: int = 0) -> None:
    """Write an article with one sentence that matters, and others that take time to index."""
    more = "\n\n".join(f"第{number}段說的是第{number}件別的事。" for number in range(extra))
    (shelf / "lamp.txt").write_text(f"路燈\n\n{sentence}\n\n{more}")


async def quote(base: KnowledgeBase) -> str:
    """Return the first quote for the question that both versions answer."""
    return (await base.ask("藍牙道釘離停車框幾米")).citations[0].quote


@pytest.fixture
async def filled(shelf: Path, base: KnowledgeBase) -> KnowledgeBase:
    """Return a knowledge base that has answered from the old version."""
    write(shelf, OLD)
    await base.reload(Folder(shelf))
    assert await quote(base) == OLD
    return base


async def test_the_seeds_answer(base: KnowledgeBase) -> None:
    """The embedded article is read without a problem and answers at once."""
    report = await base.reload(Folder(SEEDS))
    assert (report.rejected, report.articles) == ((), 1)
    answer = await base.ask("靜安區怎麼治理共享單車亂停放？")
    assert answer.verdict is Verdict.ANSWERED
    assert "藍牙道釘" in answer.citations[0].quote


async def test_an_empty_base_answers_that_it_knows_nothing(base: KnowledgeBase) -> None:
    """Before the first reload no question is an error."""
    for question, after in (("道釘", None), ("作者是誰", "道釘"), ("", None)):
        assert (await base.ask(question, after)).verdict is Verdict.UNANSWERED
    assert await base.cite("道釘", "0" * 16) is None


async def test_articles_outlive_the_process(filled: KnowledgeBase, tmp_path: Path) -> None:
    """What was read is there when the folder is opened again."""
    await filled.close()
    async with await KnowledgeBase.open(tmp_path / "data") as again:
        assert await quote(again) == OLD


async def test_the_database_may_stand_elsewhere(shelf: Path, tmp_path: Path) -> None:
    """Index and lock make their own folder where the database is named apart from them."""
    write(shelf, OLD)
    file = tmp_path / "deep" / "other.db"
    async with await KnowledgeBase.open(tmp_path / "cache", file) as base:
        await base.reload(Folder(shelf))
        assert await quote(base) == OLD
    assert file.exists()
    assert not (tmp_path / "cache" / "youju.db").exists()


async def test_questions_during_a_reload_see_one_of_two_worlds(
    filled: KnowledgeBase, shelf: Path
) -> None:
    """While the articles change, every answer is whole: the old one until it is the new one."""
    write(shelf, NEW, extra=1500)
    reload = asyncio.create_task(filled.reload(Folder(shelf)))
    seen = []
    while not reload.done():
        seen.append(await quote(filled))
    assert (await reload).changed == ("路燈",)
    seen.append(await quote(filled))
    assert seen[0] == OLD
    assert seen[-1] == NEW
    assert seen == sorted(seen, key=[OLD, NEW].index)


async def test_a_second_reload_is_refused_while_one_runs(
    filled: KnowledgeBase, shelf: Path
) -> None:
    """One reload at a time, and the refused one does not disturb the other."""
    write(shelf, NEW, extra=300)
    reload = asyncio.create_task(filled.reload(Folder(shelf)))
    await asyncio.sleep(0)  # let it begin; it has not come far without another turn
    with pytest.raises(ReloadRunningError):
        await filled.reload(Folder(shelf))
    assert (await reload).changed == ("路燈",)
    assert (await filled.reload(Folder(shelf))).changed == ()


async def test_a_reload_is_refused_while_another_process_reloads(
    filled: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """The lock is the file's, so a command line beside the bot is kept out, and then let in."""
    write(shelf, NEW)
    lock = str(tmp_path / "data" / "reload.lock")
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, lock, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout
    assert await other.stdout.readline() == b"held\n"
    with pytest.raises(ReloadRunningError):
        await filled.reload(Folder(shelf))
    assert await quote(filled) == OLD
    await other.communicate(b"")
    assert (await filled.reload(Folder(shelf))).changed == ("路燈",)


async def test_opening_waits_for_another_reload(filled: KnowledgeBase, tmp_path: Path) -> None:
    """Two processes that start together do not build the index twice or fail."""
    await filled.close()
    shutil.rmtree(tmp_path / "data" / "index")
    lock = FileLock(tmp_path / "data" / "reload.lock")
    with lock:
        opening = asyncio.create_task(KnowledgeBase.open(tmp_path / "data"))
        done, _ = await asyncio.wait([opening], timeout=0.3)  # it cannot end before the lock does
        assert not done
    async with await opening as again:
        assert await quote(again) == OLD


async def test_another_process_sees_the_reload(
    filled: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """The bot answers from what the command line has just read, without a restart."""
    async with await KnowledgeBase.open(tmp_path / "data") as other:
        assert await quote(other) == OLD
        write(shelf, NEW)
        await filled.reload(Folder(shelf))
        assert await quote(other) == NEW


async def test_old_versions_are_forgotten_by_rule(
    filled: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """So many versions before the live one are kept, rows and index, for going back; no more."""
    first = (await filled.ask("藍牙道釘")).ranking
    for number in range(KEPT_VERSIONS + 1):
        assert await ArticleStore(filled.database).passages(first)
        write(shelf, f"藍牙道釘離停車框{number}米。")
        await filled.reload(Folder(shelf))
    assert not await ArticleStore(filled.database).passages(first)
    assert await filled.catalogue.counts() == (1, 1)
    kept = {folder.name for folder in (tmp_path / "data" / "index.versions").iterdir()}
    assert kept == {str(number) for number in range(2, KEPT_VERSIONS + 2)}


async def test_a_passage_that_is_gone_is_not_cited(filled: KnowledgeBase, shelf: Path) -> None:
    """A button under an old answer never shows what the article no longer says."""
    key = (await filled.ask("藍牙道釘")).citations[0].passage
    write(shelf, NEW)
    await filled.reload(Folder(shelf))
    assert await filled.cite("藍牙道釘", key) is None


def emptied(index: Path) -> None:
    """Delete the files of an index."""
    for file in index.iterdir():
        file.unlink()


def replaced(index: Path) -> None:
    """Put a file in the place of the folder."""
    shutil.rmtree(index)
    index.write_text("x")


def other_rules(index: Path) -> None:
    """Put an index in its place that another Youju made."""
    KeywordIndex.create(index, State("other", 1))


def other_schema(index: Path) -> None:
    """Put an index of an earlier version in its place."""
    import tantivy  # noqa: PLC0415 - for this one kind of damage

    shutil.rmtree(index)
    index.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body")
    writer = tantivy.Index(builder.build(), path=str(index)).writer()
    writer.commit()
    writer.wait_merging_threads()


def overwrite(pattern: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return a damage that replaces what some files hold."""

    def damage(index: Path) -> None:
        for file in index.glob(pattern):
            content = change(file.read_bytes())
            file.unlink()
            file.write_bytes(content)

    return damage


def middle(content: bytes) -> bytes:
    """Return a file whose first and last third are as they were."""
    third = len(content) // 3
    return content[:third] + b"\xff" * third + content[2 * third :]


DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": shutil.rmtree,
    "emptied": emptied,
    "a file instead": replaced,
    "garbage in meta.json": overwrite("meta.json", lambda _: b"\0garbage"),
    "meta.json cut": overwrite("meta.json", lambda content: content[: len(content) // 2]),
    "segments empty": overwrite("*.idx", lambda _: b""),
    "segments cut": overwrite("*.store", lambda content: content[: len(content) // 2]),
    "garbage in segments": overwrite("*.term", lambda content: b"\xff" * len(content)),
    "garbage inside terms": overwrite("*.term", middle),
    "garbage inside postings": overwrite("*.idx", middle),
    "garbage inside stored": overwrite("*.store", middle),
    "an older version": other_schema,
    "other rules": other_rules,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
async def test_a_damaged_index_is_rebuilt_by_itself(
    damage: Callable[[Path], None], filled: KnowledgeBase, tmp_path: Path
) -> None:
    """Whatever happened to the index between two starts, the one who asks gets the answer."""
    await filled.close()
    damage(tmp_path / "data" / "index")
    async with await KnowledgeBase.open(tmp_path / "data") as again:
        assert await quote(again) == OLD
        key = (await again.ask("藍牙道釘")).citations[0].passage
        assert await again.cite("藍牙道釘", key)


@pytest.mark.parametrize(
    "name", ["missing", "emptied", "garbage in meta.json", "meta.json cut", "an older version"]
)
async def test_an_index_damaged_while_open_is_rebuilt_by_itself(
    name: str, filled: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """Damage under a running bot costs one slow answer, never an error, and reloads go on."""
    DAMAGES[name](tmp_path / "data" / "index")
    assert await quote(filled) == OLD
    write(shelf, NEW)
    await filled.reload(Folder(shelf))
    assert await quote(filled) == NEW


@pytest.mark.parametrize("suffix", ["term", "idx", "store"])
async def test_pages_that_rot_under_a_question_are_rebuilt(
    suffix: str, filled: KnowledgeBase, tmp_path: Path
) -> None:
    """A bad block that only a search comes upon is no error either, for questions and buttons."""
    key = (await filled.ask("藍牙道釘")).citations[0].passage
    for ask in (lambda: filled.ask("藍牙道釘"), lambda: filled.cite("藍牙道釘 lmap", key)):
        for file in (tmp_path / "data" / "index").glob(f"*.{suffix}"):
            with file.open("r+b") as pages:  # in place, as the open index has them mapped
                pages.write(middle(file.read_bytes()))
        assert await ask()
    assert await quote(filled) == OLD


async def test_a_reload_mends_a_damaged_index(
    filled: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """A reload without changes is enough."""
    shutil.rmtree(tmp_path / "data" / "index")
    assert (await filled.reload(Folder(shelf))).version == 1
    assert await quote(filled) == OLD


async def test_many_questions_meet_a_damaged_index(filled: KnowledgeBase, tmp_path: Path) -> None:
    """All who ask at that moment get their answer."""
    shutil.rmtree(tmp_path / "data" / "index")
    assert await asyncio.gather(*(quote(filled) for _ in range(8))) == [OLD] * 8


async def test_a_base_that_cannot_be_opened_releases_its_files(tmp_path: Path) -> None:
    """A problem at opening is one sentence, and the next try is not locked out."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "youju.db").write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="not a database"):
        await KnowledgeBase.open(tmp_path / "data")
    (tmp_path / "data" / "youju.db").unlink()
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        assert (await base.ask("道釘")).verdict is Verdict.UNANSWERED


def golden(shelf: Path, *lines: str) -> None:
    """Write golden questions beside the articles."""
    (shelf / "a.questions.jsonl").write_text("\n".join(lines))


ASKED = '{"question": "藍牙道釘離停車框幾米", "article": "lamp.txt", "answers": ["兩米"]}'


async def test_a_golden_question_stops_a_reload(filled: KnowledgeBase, shelf: Path) -> None:
    """What was answered right stays so, and the error says which question and what with."""
    golden(shelf, ASKED)
    write(shelf, NEW)
    with pytest.raises(QuestionsBrokenError) as stopped:
        await filled.reload(Folder(shelf))
    (broken,) = stopped.value.broken
    assert broken == (
        "a.questions.jsonl:1 “藍牙道釘離停車框幾米” wants “兩米” from lamp.txt, "
        f"would get “{NEW}” from lamp.txt"
    )
    assert await quote(filled) == OLD
    assert await filled.catalogue.version() == 1
    assert (await filled.catalogue.counts()) == (1, 1)


async def test_a_stopped_reload_leaves_nothing_in_the_way(
    filled: KnowledgeBase, shelf: Path
) -> None:
    """It stops again as long as nothing is mended, and goes on once something is."""
    golden(shelf, ASKED)
    write(shelf, NEW)
    for _ in range(2):
        with pytest.raises(QuestionsBrokenError):
            await filled.reload(Folder(shelf))
    golden(shelf, ASKED.replace("兩米", "三米"))
    assert (await filled.reload(Folder(shelf))).changed == ("路燈",)
    assert await quote(filled) == NEW


async def test_force_overrides_golden_questions(filled: KnowledgeBase, shelf: Path) -> None:
    """Whoever means it gets the new articles, and is told what that broke."""
    golden(shelf, ASKED)
    write(shelf, NEW)
    report = await filled.reload(Folder(shelf), force=True)
    assert [words.partition(" ")[0] for words in report.broken] == ["a.questions.jsonl:1"]
    assert await quote(filled) == NEW


async def test_golden_questions_that_were_never_right_stop_nobody(
    filled: KnowledgeBase, shelf: Path
) -> None:
    """Nor does a line that is none: it is named like any other problem."""
    golden(shelf, '{"question": "渡輪幾點開", "answers": ["三點"]}', "{broken")
    write(shelf, NEW)
    report = await filled.reload(Folder(shelf))
    assert report.changed == ("路燈",)
    (problem,) = report.rejected
    assert str(problem).startswith("a.questions.jsonl:2: not a question: ")


async def test_golden_questions_about_fields_are_asked_of_the_new_articles(
    base: KnowledgeBase, shelf: Path
) -> None:
    """Who wrote it, and how many articles there are to choose from, is seen as it would be."""
    page = "---\ntitle: 路燈\nauthor: {}\n---\n藍牙道釘。"
    (shelf / "lamp.md").write_text(page.format("馬作鵬"))
    golden(shelf, '{"question": "作者是誰", "answers": ["馬作鵬"], "metadata": true}')
    await base.reload(Folder(shelf))
    (shelf / "lamp.md").write_text(page.format("唐小麗"))
    with pytest.raises(QuestionsBrokenError, match="唐小麗"):
        await base.reload(Folder(shelf))
    (shelf / "lamp.md").write_text(page.format("馬作鵬") + "多一句。")
    assert (await base.reload(Folder(shelf))).changed == ("路燈",)


async def test_going_back_answers_as_before(filled: KnowledgeBase, shelf: Path) -> None:
    """A step back is a new version that answers like the old one, at once and after a restart."""
    write(shelf, NEW, extra=30)
    await filled.reload(Folder(shelf))
    version = await filled.roll_back(who="7")
    assert (version.version, version.restores, version.who) == (3, 1, "7")
    assert await quote(filled) == OLD
    assert await filled.catalogue.counts() == (1, 1)
    await filled.roll_back(2)
    assert await quote(filled) == NEW
    assert await filled.catalogue.counts() == (1, 31)


async def test_going_back_indexes_nothing(
    filled: KnowledgeBase, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of a kept version is taken as it is, which is why it takes no time."""
    write(shelf, NEW, extra=30)
    await filled.reload(Folder(shelf))
    monkeypatch.setattr(Writing, "add", lambda *_: pytest.fail("a passage was indexed"))
    await filled.roll_back()
    assert await quote(filled) == OLD


async def test_going_back_without_a_kept_index(
    filled: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """Where the kept index is gone or damaged, the difference is indexed again."""
    for damage in (shutil.rmtree, emptied):
        write(shelf, NEW)
        await filled.reload(Folder(shelf), force=True)
        for kept in (tmp_path / "data" / "index.versions").iterdir():
            damage(kept)
        await filled.roll_back()
        assert await quote(filled) == OLD


async def test_a_file_system_without_hard_links(
    filled: KnowledgeBase, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies do as well, only slower."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    write(shelf, NEW)
    await filled.reload(Folder(shelf))
    assert await quote(filled) == NEW
    await filled.roll_back()
    assert await quote(filled) == OLD


async def test_another_process_sees_the_step_back(
    filled: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """The bot answers from what the command line has just brought back, and the other way round."""
    write(shelf, NEW)
    await filled.reload(Folder(shelf))
    async with await KnowledgeBase.open(tmp_path / "data") as other:
        assert await quote(other) == NEW
        await filled.roll_back()
        assert await quote(other) == OLD
        await other.roll_back(2)
    assert await quote(filled) == NEW


async def test_a_crash_before_the_swap_is_caught_up_with(
    filled: KnowledgeBase, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database went ahead, or the old index was already taken away: the next start mends it."""
    index = tmp_path / "data" / "index"

    def crash(_: LiveIndex) -> None:
        raise KeyboardInterrupt

    def crash_halfway(live: LiveIndex) -> None:
        index.with_suffix(".versions").mkdir(exist_ok=True)
        index.rename(index.with_suffix(".versions") / "2")
        crash(live)

    for sentence, interrupted in ((NEW, crash), ("藍牙道釘離停車框九米。", crash_halfway)):
        with monkeypatch.context() as patch:
            patch.setattr(LiveIndex, "adopt", interrupted)
            write(shelf, sentence)
            with pytest.raises(KeyboardInterrupt):
                await filled.reload(Folder(shelf))
        async with await KnowledgeBase.open(tmp_path / "data") as again:
            assert await quote(again) == sentence


async def test_synonyms_count_from_the_reload_on(filled: KnowledgeBase, shelf: Path) -> None:
    """People's words find the articles' words, and a bad line is told."""
    assert not (await filled.ask("閃爍物在哪")).citations
    (shelf / "synonyms.txt").write_text("閃爍物, 藍牙道釘\n孤單\n", "utf-8")
    assert not (await filled.ask("閃爍物在哪")).citations
    report = await filled.reload(Folder(shelf))
    assert (report.synonyms, report.changed, report.articles) == (True, (), 1)
    assert [(problem.file, problem.line) for problem in report.rejected] == [("synonyms.txt", 2)]
    assert "藍牙道釘" in (await filled.ask("閃爍物在哪")).citations[0].quote
    assert not (await filled.reload(Folder(shelf))).synonyms


async def scoped(base: KnowledgeBase, shelf: Path) -> None:
    """Fill a knowledge base with two articles that answer alike, one of them in a folder."""
    (shelf / "notes").mkdir()
    (shelf / "lamp.txt").write_text("路燈\n\n藍牙道釘離停車框兩米。\n\n道釘是圓的。")
    (shelf / "notes" / "stud.md").write_text("# 道釘\n\n藍牙道釘離停車框三米。\n\n道釘是方的。")
    await base.reload(Folder(shelf))


async def test_only_the_articles_of_a_scope_answer(base: KnowledgeBase, shelf: Path) -> None:
    """A folder or an article by its id; what is named but not there answers nothing."""
    await scoped(base, shelf)
    question = "藍牙道釘離停車框幾米"
    quotes = {}
    for scope in (Scope(("lamp.txt",)), Scope(folders=("notes",)), Scope(("gone",), ("not",))):
        answer = await base.within(scope).ask(question)
        quotes[scope] = [citation.quote for citation in answer.citations]
    assert list(quotes.values()) == [["藍牙道釘離停車框兩米。"], ["藍牙道釘離停車框三米。"], []]
    both = await base.within(Scope(("lamp.txt",), ("notes",))).ask(question)
    assert len(both.ranking) == 4
    assert both.version == 1


async def test_a_field_is_that_of_the_only_article_in_scope(
    base: KnowledgeBase, shelf: Path
) -> None:
    """Where one article alone may answer, a question about its fields means that one."""
    await scoped(base, shelf)
    (shelf / "lamp.md").write_text("---\nauthor: 王小明\n---\n# 燈\n\n燈亮了。")
    await base.reload(Folder(shelf))
    answer = await base.within(Scope(("lamp.md",))).ask("作者是誰？")
    assert "王小明" in answer.citations[0].quote


async def test_a_scope_follows_a_reload(base: KnowledgeBase, shelf: Path) -> None:
    """An article that changed is still the one that was chosen, and so is a new one in a folder."""
    await scoped(base, shelf)
    (shelf / "lamp.txt").write_text("路燈\n\n藍牙道釘離停車框九米。")
    (shelf / "notes" / "new.md").write_text("# 新\n\n渡輪免費。")
    await base.reload(Folder(shelf))
    answer = await base.within(Scope(("lamp.txt",))).ask("藍牙道釘離停車框幾米")
    assert [citation.quote for citation in answer.citations] == ["藍牙道釘離停車框九米。"]
    ferry = await base.within(Scope(folders=("notes",))).ask("渡輪免費嗎")
    assert ferry.citations[0].quote == "渡輪免費。"


async def test_a_search_starts_where_words_were_quoted(base: KnowledgeBase, shelf: Path) -> None:
    """Of two articles that answer, the one that was quoted does; else the others are asked."""
    await scoped(base, shelf)
    for article, shape in (("lamp.txt", "道釘是圓的。"), ("notes/stud.md", "道釘是方的。")):
        (passage, *_) = await ArticleStore(base.database).passages_of(article, "")
        answer = await base.ask("道釘是圓的還是方的？", passage.quote, near=passage.key)
        assert answer.citations[0].article.id == article
        assert shape in [citation.quote for citation in answer.citations]
    (shelf / "ferry.md").write_text("# 渡輪\n\n望安渡輪每天早上七點開航。")
    await base.reload(Folder(shelf))
    elsewhere = await base.ask("望安渡輪每天早上幾點開航？", passage.quote, near=passage.key)
    assert elsewhere.citations[0].quote == "望安渡輪每天早上七點開航。"
    gone = await base.ask("望安渡輪每天早上幾點開航？", "道釘", near="0" * 20)
    assert gone.citations[0].quote == "望安渡輪每天早上七點開航。"


async def test_a_search_starts_nowhere_outside_the_scope(base: KnowledgeBase, shelf: Path) -> None:
    """What a group has not chosen does not answer there, even if somebody quotes it."""
    await scoped(base, shelf)
    (passage, *_) = await ArticleStore(base.database).passages_of("lamp.txt", "")
    notes = base.within(Scope(folders=("notes",)))
    answer = await notes.ask("離停車框幾米", passage.quote, near=passage.key)
    assert {citation.article.id for citation in answer.citations} <= {"notes/stud.md"}


async def test_search_goes_on_where_it_ended(base: KnowledgeBase, shelf: Path) -> None:
    """All that comes close can be looked through in parts, best first, none twice."""
    lines = "\n\n".join(f"藍牙道釘第{number}號在路邊。" for number in range(25))
    (shelf / "studs.txt").write_text(f"道釘\n\n{lines}")
    await base.reload(Folder(shelf))
    parts = [await base.search("藍牙道釘", offset, 10) for offset in (0, 10, 20, 30)]
    assert [len(part) for part in parts] == [10, 10, 5, 0]
    found = [citation.passage for part in parts for citation in part]
    assert len(set(found)) == 25
    assert [citation.rank for citation in parts[1]] == list(range(11, 21))
    assert await base.search("xyzzy plugh", 0, 10) == ()


async def test_a_damaged_index_does_not_stop_a_search(base: KnowledgeBase, shelf: Path) -> None:
    """What a question survives, looking through passages survives, too."""
    await scoped(base, shelf)
    base._searcher.index.distrust()  # noqa: SLF001 - as a question that found damage does
    assert len(await base.search("藍牙道釘離停車框", 0, 10)) == 2
