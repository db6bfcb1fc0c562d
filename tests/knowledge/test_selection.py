from pathlib import Path

import pytest

from knowledge import Folder, KnowledgeBase, Scope, Selection, Verdict
from knowledge.storage.articles import ArticleStore

SAME = "藍牙道釘離停車框兩米。"
QUESTION = "藍牙道釘離停車框幾米"


@pytest.fixture
async def lamps(base: KnowledgeBase, shelf: Path) -> KnowledgeBase:
    """Return a knowledge base of two articles that share a paragraph, one in a folder."""
    (shelf / "notes").mkdir()
    (shelf / "lamp.txt").write_text(f"路燈\n\n{SAME}\n\n路燈亮到天明。")
    (shelf / "notes" / "stud.md").write_text(f"# 道釘\n\n{SAME}\n\n道釘是方的，夜裡會發光。")
    await base.library.record_arrivals()
    await base.reload(Folder(shelf))
    await base.library.record_arrivals()
    return base


@pytest.fixture
def notes(lamps: KnowledgeBase) -> Selection:
    """Return the articles of the folder."""
    return lamps.within(Scope(folders=("notes",)))


async def test_what_lies_outside_does_not_exist(lamps: KnowledgeBase, notes: Selection) -> None:
    """Whatever it is asked for by: its place, id, number, title, key, or its arrival."""
    outside = await lamps.catalogue.listed("lamp.txt")
    assert outside
    own = await ArticleStore(lamps.database).passages_of("lamp.txt", "")
    key = own[1].key
    assert await lamps.catalogue.around(key) != (None, None)
    seen = notes.catalogue
    assert await seen.counts() == (1, 2)
    assert [item.article.id for item in await seen.page(9, 0)] == ["notes/stud.md"]
    assert await seen.page(9, 1) == []
    assert [one async for one in seen.articles()] == [await seen.article("notes/stud.md")]
    assert [title for _, title in await seen.titles()] == ["道釘"]
    assert await seen.item("lamp.txt") is None
    assert await seen.listed("lamp.txt") is None
    assert await seen.article("lamp.txt") is None
    assert await seen.numbered(outside[0].number) is None
    assert await seen.find("lamp.txt") == await seen.find("路燈") == await seen.find("2") == []
    assert await seen.find("1") == ["notes/stud.md"]
    assert await seen.passage(key) is None
    assert await seen.around(key) == (None, None)
    assert await seen.titles_of([key]) == {}
    rows = [passage.passage for passage in own]
    assert len(await lamps.catalogue.articles_of(rows)) == 2
    assert await seen.articles_of(rows) == {}
    assert await lamps.catalogue.folders() == ["notes"]
    assert await lamps.within(Scope(("lamp.txt",))).catalogue.folders() == []
    assert len(await lamps.catalogue.arrived_since(0)) == 2
    assert [one.article.id for one in await seen.arrived_since(0)] == ["notes/stud.md"]
    assert await notes.cite("路燈", key) is None
    assert await notes.search("路燈亮到天明", 0, 9) == ()


async def test_the_whole_is_the_same_object(lamps: KnowledgeBase) -> None:
    """Where nothing was chosen, choosing costs nothing."""
    assert lamps.within(Scope()) is lamps
    assert lamps.catalogue.within(Scope()) is lamps.catalogue


async def test_the_same_words_are_quoted_from_inside(
    lamps: KnowledgeBase, notes: Selection
) -> None:
    """Two articles have them: a key of the one finds the other, which can be seen."""
    key = (await ArticleStore(lamps.database).passages_of("lamp.txt", ""))[0].key
    cited = await notes.cite(QUESTION, key)
    assert cited
    assert (cited.quote, cited.article.id) == (SAME, "notes/stud.md")


async def test_what_became_of_a_passage_is_told_inside_only(
    lamps: KnowledgeBase, notes: Selection, shelf: Path
) -> None:
    """What an article said before it was edited is as much its own as what it says."""
    old = (await ArticleStore(lamps.database).passages_of("lamp.txt", ""))[1]
    (shelf / "lamp.txt").write_text("路燈\n\n路燈亮到半夜。")
    await lamps.reload(Folder(shelf))
    changed = await lamps.catalogue.changed(old.key)
    assert changed
    assert changed.old.quote == old.quote
    assert await notes.catalogue.changed(old.key) is None


async def test_only_what_is_inside_answers(lamps: KnowledgeBase, notes: Selection) -> None:
    """Also if a question is said to be about another article, or follows up a passage of it."""
    key = (await ArticleStore(lamps.database).passages_of("lamp.txt", ""))[1].key
    about = await notes.ask(QUESTION, about="lamp.txt")
    assert {one.article.id for one in about.citations} == {"notes/stud.md"}
    summary = await notes.ask("總結一下", "路燈亮到天明", near=key)
    assert {one.article.id for one in summary.citations} <= {"notes/stud.md"}
    gone = lamps.within(Scope(("gone",)))
    assert (await gone.ask("總結一下", "路燈亮到天明", near=key)).citations == ()
    assert (await gone.ask(QUESTION)).verdict is Verdict.UNANSWERED
    only = await lamps.ask(QUESTION, about="lamp.txt")
    assert {one.article.id for one in only.citations} == {"lamp.txt"}


async def test_an_article_is_found_by_its_address(lamps: KnowledgeBase, shelf: Path) -> None:
    """However that is written; another page of the same host is another article, or none."""
    head = "---\ntitle: {0}\nurl: https://www.example.org/{0}?id=7\n---\n\n{1}"
    for name in ("lamp", "stud"):
        (shelf / f"{name}.md").write_text(head.format(name, SAME))
    await lamps.reload(Folder(shelf))
    found = await lamps.catalogue.at_address("http://example.org/stud/?utm_medium=x&id=7#top")
    assert found
    assert found.article.id == "stud.md"
    for other in ("https://example.org/stud", "https://example.com/stud?id=7", "x", "https://%/_"):
        assert await lamps.catalogue.at_address(other) is None
    outside = lamps.within(Scope(("lamp.md",))).catalogue
    assert await outside.at_address("https://example.org/stud?id=7") is None


async def test_only_what_can_be_seen_is_compared(lamps: KnowledgeBase, notes: Selection) -> None:
    """A text that an article outside says is said by nobody here."""
    text = "路燈亮到天明，路燈亮到天明。"
    assert (await lamps.compare(text)).comparisons
    assert not (await notes.compare(text)).comparisons
