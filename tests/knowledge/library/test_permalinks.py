import pytest

from knowledge.library.permalinks import changed
from knowledge.model.version import Changes
from knowledge.reading.drafts import drafted
from knowledge.reading.passages import passages
from knowledge.storage import Database
from knowledge.storage.articles import ArticleStore
from tests.knowledge.conftest import article

LAMP = article("藍牙道釘離停車框兩米。", "第二段說的是別的事。", id="lamp.txt", title="路燈")
KEY = passages(LAMP)[0].key


@pytest.fixture
async def store(database: Database) -> ArticleStore:
    """Return a store that had an article."""
    store = ArticleStore(database)
    await store.commit(Changes(put=(drafted(LAMP),)))
    return store


async def replaced(
    store: ArticleStore, *paragraphs: str, name: str = "lamp.txt", title: str = "路燈"
) -> None:
    """Put an article in the place of the one there was."""
    live = await store.live()
    gone = tuple(one.revision for one in live.values() if one.article != name)
    put = drafted(article(*paragraphs, id=name, title=title))
    await store.commit(Changes(put=(put,), removed=gone))


async def test_a_text_that_still_stands_is_found(store: ArticleStore) -> None:
    """Whatever else changed: its place in the article, the article's id, or both."""
    assert await changed(KEY, store) is None  # it is live
    await replaced(store, "新的開頭。", "藍牙道釘離停車框兩米。", name="other.txt", title="另一")
    found = await store.passage(KEY)
    assert found is not None
    assert (found.quote, found.article.id) == ("藍牙道釘離停車框兩米。", "other.txt")
    assert found.key != KEY
    assert await store.passage(found.key) == found


async def test_of_several_with_the_text_the_own_article_comes_first(store: ArticleStore) -> None:
    """A copy elsewhere does not draw the link away."""
    copy = drafted(article("藍牙道釘離停車框兩米。", id="copy.txt"))
    await store.commit(Changes(put=(copy,)))
    own = await store.passage(KEY)
    assert own is not None
    assert own.article.id == "lamp.txt"
    again = drafted(
        article("別的。", "藍牙道釘離停車框兩米。", "藍牙道釘離停車框兩米。", id="lamp.txt")
    )
    await store.commit(Changes(put=(again,)))
    own = await store.passage(KEY)
    assert own is not None
    assert own.article.id == "lamp.txt"


async def test_an_edited_passage_is_told_with_its_heir(store: ArticleStore) -> None:
    """The likest passage of the same article is what became of it."""
    await replaced(store, "新的開頭說的是茶。", "第二段說的是別的事。", "藍牙道釘離停車框三米。")
    what = await changed(KEY, store)
    assert what is not None
    assert what.old.quote == "藍牙道釘離停車框兩米。"
    assert what.new is not None
    assert what.new.quote == "藍牙道釘離停車框三米。"


async def test_an_heir_is_found_after_a_rename(store: ArticleStore) -> None:
    """An article that was edited and renamed at once is known by its title."""
    await replaced(store, "藍牙道釘離停車框三米。", name="other.txt")
    what = await changed(KEY, store)
    assert what is not None
    assert what.new is not None


async def test_what_was_taken_away_has_no_heir(store: ArticleStore) -> None:
    """Another passage of the article is not its new form; and in time nothing is known of it."""
    await replaced(store, "今年的春茶晚了十天採收。")
    what = await changed(KEY, store)
    assert what is not None
    assert what.new is None
    await store.forget_versions(await store.version())
    assert await changed(KEY, store) is None
    assert await store.passage(KEY) is None
