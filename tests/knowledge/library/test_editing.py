import asyncio
from pathlib import Path

import pytest

from knowledge import Folder, KnowledgeBase, KnowledgeError, QuestionsBrokenError
from knowledge.library.feeds import FeedEntry

URL = "https://example.org/ferry"
PAGE = "<h1>{}</h1><p>往返白沙島與望海鎮的六艘柴油渡輪將全部改為電池動力。{}</p>"


async def add(
    base: KnowledgeBase, folder: Path, title: str, more: str = "", url: str = URL
) -> None:
    """Add a page."""
    offer = await base.editor.offer(PAGE.format(title, more).encode(), "a.html", url)
    placed = await base.editor.places_for(folder, offer.files)
    await base.editor.add(folder, placed)


async def test_an_added_page_is_live_and_in_the_folder(base: KnowledgeBase, shelf: Path) -> None:
    """The article answers at once, is a file that a person can read, and stays after a reload."""
    await add(base, shelf, "渡輪改用電池")
    answer = await base.ask("渡輪改用什麼動力？")
    assert answer.citations[0].article.url == URL
    assert "電池動力" in (shelf / "added" / "渡輪改用電池.md").read_text("utf-8")
    report = await base.reload(Folder(shelf))
    assert (report.changed, report.removed, report.articles) == ((), (), 1)


async def test_a_page_added_again_changes_its_article(base: KnowledgeBase, shelf: Path) -> None:
    """The same address under another title is the same article with a new text."""
    await add(base, shelf, "渡輪改用電池")
    await add(base, shelf, "渡輪改用電池（更新）", "六月開航。")
    articles, _ = await base.catalogue.counts()
    assert articles == 1
    assert "六月開航" in (await base.ask("何時開航？")).citations[0].quote


async def test_a_removed_article_is_gone_and_set_aside(base: KnowledgeBase, shelf: Path) -> None:
    """It answers no more, its file has another ending, and the others stay."""
    await add(base, shelf, "渡輪改用電池")
    await add(base, shelf, "夜航渡輪", "夜航。", "https://example.org/night")
    article = await base.catalogue.article("added/渡輪改用電池.md")
    assert article
    report = await base.editor.remove(shelf, article)
    assert report.removed == ("渡輪改用電池",)
    assert (shelf / "added" / "渡輪改用電池.md.removed").exists()


async def test_the_last_article_is_not_removed(base: KnowledgeBase, shelf: Path) -> None:
    """Where the reload refuses, the folder is as it was and the article still answers."""
    await add(base, shelf, "渡輪改用電池")
    article = await base.catalogue.article("added/渡輪改用電池.md")
    assert article
    with pytest.raises(KnowledgeError, match="no articles here"):
        await base.editor.remove(shelf, article)
    assert [path.name for path in (shelf / "added").iterdir()] == ["渡輪改用電池.md"]
    assert (await base.ask("渡輪改用什麼動力？")).citations


async def test_while_a_reload_runs_the_file_is_written_and_told(
    base: KnowledgeBase, shelf: Path
) -> None:
    """What could not go live says so, and goes live with the next reload."""
    async with base.library.changing.held():  # as another reload does
        with pytest.raises(KnowledgeError, match=r"written, but not live yet: a reload is already"):
            await add(base, shelf, "渡輪改用電池")
    assert (await base.reload(Folder(shelf))).added == ("渡輪改用電池",)


async def test_articles_are_looked_up_by_id_place_and_title(
    base: KnowledgeBase, shelf: Path
) -> None:
    """An id, a place in the list, a title in either script, a part of one; else nothing."""
    for name, title in (("a", "渡輪改用電池"), ("b", "渡輪"), ("c", "夜市")):
        (shelf / f"{name}.md").write_text(f"# {title}\n\n甲。", encoding="utf-8")
    await base.reload(Folder(shelf))
    by_place = [article for article, _ in await base.catalogue.titles()]
    for words, ids in {
        "a.md": ["a.md"],
        "2": by_place[1:2],
        "0": [],
        "4": [],
        "渡轮": ["b.md"],
        "电池": ["a.md"],
        "夜": ["c.md"],
        "飛機": [],
        "": [],
        "9" * 21: [],
        "٩" * 5000: [],
    }.items():
        assert await base.catalogue.find(words) == ids, words


async def test_a_feed_brings_only_what_is_not_there(base: KnowledgeBase, shelf: Path) -> None:
    """Items that are live and items that somebody removed are not new."""
    urls = [f"https://example.org/{name}" for name in ("live", "removed", "new")]
    await add(base, shelf, "甲", url=urls[0])
    await add(base, shelf, "乙", url=urls[1])
    article = await base.catalogue.article("added/乙.md")
    assert article
    await base.editor.remove(shelf, article)
    entries = [FeedEntry(f"{url}#top", "") for url in urls]
    assert await base.editor.unknown_entries(shelf, entries) == entries[2:]


async def test_two_people_may_add_at_once(base: KnowledgeBase, shelf: Path) -> None:
    """Both files are written; whoever comes second is live now or told to reload."""
    results = await asyncio.gather(
        add(base, shelf, "甲", url="https://example.org/1"),
        add(base, shelf, "乙", url="https://example.org/2"),
        return_exceptions=True,
    )
    assert sum(result is None for result in results) >= 1
    await base.reload(Folder(shelf))
    assert (await base.catalogue.counts())[0] == 2


async def test_what_a_rollback_holds_back_may_be_added_and_removed(
    base: KnowledgeBase, shelf: Path
) -> None:
    """The page that a rollback took away is live once it is added again; so is its removal."""
    await add(base, shelf, "夜航渡輪", url="https://example.org/night")
    await add(base, shelf, "渡輪改用電池")
    await base.roll_back()
    assert await base.library.held()
    await add(base, shelf, "渡輪改用電池")
    assert (await base.catalogue.counts())[0] == 2
    article = await base.catalogue.article("added/渡輪改用電池.md")
    assert article
    await base.editor.remove(shelf, article)
    await base.roll_back()
    assert (await base.catalogue.counts())[0] == 2
    report = await base.editor.remove(shelf, article, who="Ann")
    assert (report.removed, report.held) == (("渡輪改用電池",), ())
    assert (await base.library.versions(1))[0].who == "Ann"
    assert (await base.reload(Folder(shelf))).articles == 1


async def test_a_page_that_breaks_a_golden_question_is_not_left_behind(
    base: KnowledgeBase, shelf: Path
) -> None:
    """The folder is as it was, so that later reloads do not stop at the same page."""
    await add(base, shelf, "渡輪改用電池", "六月開航。")
    golden = '{"question": "何時開航", "answers": ["六月開航"]}'
    (shelf / "a.questions.jsonl").write_text(golden, "utf-8")
    before = (shelf / "added" / "渡輪改用電池.md").read_bytes()
    with pytest.raises(QuestionsBrokenError):
        await add(base, shelf, "渡輪改用電池", "何時開航還不知道。")
    assert (shelf / "added" / "渡輪改用電池.md").read_bytes() == before
    assert [path.name for path in (shelf / "added").iterdir()] == ["渡輪改用電池.md"]
    assert (await base.reload(Folder(shelf))).rejected == ()
