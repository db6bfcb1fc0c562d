import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.indexing import live_index
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.live_index import LiveIndex
from knowledge.indexing.port import IndexUnusableError
from knowledge.indexing.schema import State
from knowledge.model.query import Term
from knowledge.model.scope import Scope
from knowledge.model.version import KEPT_VERSIONS, Changes, Move
from knowledge.reading.drafts import drafted
from knowledge.runtime.exclusive import Exclusive
from knowledge.runtime.priority import Priority
from knowledge.runtime.progress import quiet
from knowledge.storage import Database
from knowledge.storage.articles import ArticleStore
from knowledge.storage.engine import open_database
from knowledge.storage.versions import VersionStore
from tests.knowledge.conftest import article

ONE = article("藍牙道釘在路邊。", "第二段。", id="one", title="路燈")
TWO = article("春茶晚了十天。", id="two", title="茶園")


@pytest.fixture
async def store(database: Database) -> ArticleStore:
    """Return a store that holds one article as version 1."""
    store = ArticleStore(database)
    await store.commit(Changes(put=(drafted(ONE),)))
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the index is to be."""
    return tmp_path / "index"


def live_index_of(folder: Path, store: ArticleStore) -> LiveIndex:
    """Return the index in a folder that belongs to a store."""
    return LiveIndex(
        folder,
        store,
        VersionStore(store.database),
        Priority(),
        Exclusive(folder.with_suffix(".lock")),
    )


async def followed(folder: Path, store: ArticleStore) -> tuple[LiveIndex, int]:
    """Return an index that follows the store, and how many passages it had to write."""
    written = 0

    def count(_what: str, done: int, _total: int) -> None:
        nonlocal written
        written = done

    index = live_index_of(folder, store)
    await index.follow(count)
    return index, written


async def test_an_index_is_built_where_there_is_none(folder: Path, store: ArticleStore) -> None:
    """After following, the index holds every live passage and says so."""
    index, written = await followed(folder, store)
    assert written == 2
    assert index.snapshot().passages == 2
    assert await index.is_current()


async def test_an_index_that_was_not_opened_is_unusable(folder: Path, store: ArticleStore) -> None:
    """Nothing can be asked before the index was looked at."""
    with pytest.raises(IndexUnusableError):
        live_index_of(folder, store).snapshot()


async def test_a_current_index_is_left_alone(folder: Path, store: ArticleStore) -> None:
    """Opening a second time writes nothing."""
    await followed(folder, store)
    assert (await followed(folder, store))[1] == 0


async def test_an_index_behind_gets_only_what_it_lacks(folder: Path, store: ArticleStore) -> None:
    """One new article means its passages, not the whole body of articles."""
    await followed(folder, store)
    await store.commit(Changes(put=(drafted(TWO),)))
    assert not await live_index_of(folder, store).is_current()
    index, written = await followed(folder, store)
    assert written == 1
    assert index.snapshot().passages == 3


async def test_what_ended_leaves_the_index(folder: Path, store: ArticleStore) -> None:
    """A removed article and the old form of a changed one are found no more."""
    await followed(folder, store)
    await store.commit(
        Changes(put=(drafted(article("新的一段。", id="one", title="路燈")), drafted(TWO)))
    )
    live = await store.live()
    await store.commit(Changes(removed=(live["two"].revision,)))
    index, _ = await followed(folder, store)
    assert index.snapshot().passages == 1
    assert index.snapshot().frequencies([Term("words", "蓝牙")]) == [0]


async def test_an_index_too_far_behind_is_built_anew(folder: Path, store: ArticleStore) -> None:
    """Where the rows that it would have to take out are forgotten, it starts again."""
    await followed(folder, store)
    for number in range(KEPT_VERSIONS + 2):
        await store.commit(
            Changes(put=(drafted(article(f"第{number}版。", id="one", title="路燈")),))
        )
    await store.forget_versions(await store.version())
    index, _ = await followed(folder, store)
    assert index.snapshot().passages == 1
    assert index.snapshot().frequencies([Term("words", "蓝牙")]) == [0]


async def test_an_index_ahead_of_the_database_is_built_anew(
    folder: Path, store: ArticleStore, tmp_path: Path
) -> None:
    """A database that was moved away and begins again is what counts."""
    await store.commit(Changes(put=(drafted(TWO),)))
    await followed(folder, store)
    fresh = await open_database(tmp_path / "fresh.db")
    index, _ = await followed(folder, ArticleStore(fresh))
    assert index.snapshot().passages == 0
    await fresh.close()


async def test_an_index_made_by_other_rules_is_built_anew(
    folder: Path, store: ArticleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new Youju, jieba or OpenCC means new terms for every passage."""
    await followed(folder, store)
    monkeypatch.setattr(live_index, "processing", lambda: "other rules")
    assert not await live_index_of(folder, store).is_current()
    index, written = await followed(folder, store)
    assert written == 2
    assert index.snapshot().state.processing == "other rules"


async def test_an_index_of_another_history_is_built_anew(
    folder: Path, store: ArticleStore, tmp_path: Path
) -> None:
    """A database that was put in the place of another has the same numbers for other articles."""
    await followed(folder, store)
    other = await open_database(tmp_path / "other.db")
    others = ArticleStore(other)
    await others.commit(Changes(put=(drafted(TWO),)))
    assert await others.version() == await store.version()
    assert not await live_index_of(folder, others).is_current()
    index, _ = await followed(folder, others)
    assert index.snapshot().frequencies([Term("words", "蓝牙"), Term("words", "春茶")]) == [0, 1]
    await other.close()


async def test_the_kept_index_of_another_history_is_not_taken(
    folder: Path, store: ArticleStore
) -> None:
    """Going back to a version after a restore is no way to what bore its number before."""
    await store.commit(Changes(put=(drafted(TWO),)))
    index, _ = await followed(folder, store)
    kept = folder.with_suffix(".versions")
    kept.mkdir()
    shutil.copytree(folder, kept / "1")
    with KeywordIndex(kept / "1").writing(State(live_index.processing(), 1, 0, "other")):
        pass
    await VersionStore(store.database).go_back(1, "")
    index, _ = await followed(folder, store)
    assert index.snapshot().passages == 2


async def test_an_index_with_moves_that_never_were_is_built_anew(
    folder: Path, store: ArticleStore
) -> None:
    """A database put back by hand stands before a move that its index has seen."""
    await followed(folder, store)
    now = State(live_index.processing(), *await store.version_and_moves())
    with KeywordIndex(folder).writing(replace(now, moves=now.moves + 1)):
        pass
    index, written = await followed(folder, store)
    assert (written, index.snapshot().state) == (2, now)


async def test_leftovers_of_a_crash_are_no_obstacle(folder: Path, store: ArticleStore) -> None:
    """A rebuild that was killed halfway leaves folders that the next one sweeps away."""
    for left in (".new", ".old"):
        KeywordIndex.create(folder.with_suffix(left), State("x", 3))
    index, _ = await followed(folder, store)
    assert index.snapshot().passages == 2
    assert not folder.with_suffix(".new").exists()
    assert not folder.with_suffix(".old").exists()


async def test_a_distrusted_index_is_built_anew(folder: Path, store: ArticleStore) -> None:
    """An index that a question found damaged is not used again as it is."""
    index, _ = await followed(folder, store)
    index.distrust()
    with pytest.raises(IndexUnusableError):
        index.snapshot()
    assert (await followed(folder, store))[1] == 2


async def test_a_moved_article_is_quoted_from_where_it_stands(
    folder: Path, store: ArticleStore
) -> None:
    """A move is no version, but what is quoted has the new id, and scopes find the new file."""
    index, _ = await followed(folder, store)
    one = (await store.live())["one"]
    await store.promote(Changes(moved=(Move(one.revision, "uno", "news/uno.txt", 4),)))
    assert not await live_index_of(folder, store).is_current()
    index, written = await followed(folder, store)
    assert written == 2
    snapshot = index.snapshot()
    assert snapshot.state.version == 1
    for scope in (Scope(("uno",)), Scope((), ("news",))):
        found = snapshot.only_article(scope)
        assert found is not None
        assert found.passage.article.id == "uno"
    assert snapshot.only_article(Scope(("one",))) is None
    assert await index.is_current()


async def test_a_kept_index_learns_of_later_moves(folder: Path, store: ArticleStore) -> None:
    """Going back brings an index that was kept before an article moved."""
    index, _ = await followed(folder, store)
    await store.commit(Changes(put=(drafted(TWO),)))
    await index.follow(quiet)
    two = (await store.live())["two"]
    await store.promote(Changes(moved=(Move(two.revision, "due", "due.txt", 1),)))
    await index.follow(quiet)
    one = (await store.live())["one"]
    await store.promote(Changes(moved=(Move(one.revision, "uno", "uno.txt", 1),)))
    await VersionStore(store.database).go_back(1, "")
    await index.follow(quiet)
    assert await index.is_current()
    found = index.snapshot().only_article()
    assert found is not None
    assert found.passage.article.id == "uno"
