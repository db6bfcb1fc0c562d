import dataclasses
from collections.abc import Sequence
from functools import partial

import pytest

from knowledge.model.passage import IndexedPassage
from knowledge.model.version import Changes, Draft, Move
from knowledge.reading.drafts import drafted
from knowledge.reading.passages import passages
from knowledge.storage import Connection, Database, Row, changes
from knowledge.storage import articles as module
from knowledge.storage.articles import ArticleStore
from tests.knowledge.conftest import article
from tests.knowledge.storage.examples import FILE, FULL, TEA

# For each engine: what is said before, how it is asked for its plan, what that begins with, and how
# it says that it sorts.
PLANS = {
    "SqliteDatabase": (
        "SELECT 1",
        "EXPLAIN QUERY PLAN",
        "SEARCH p USING INTEGER PRIMARY KEY (rowid>?)",
        "TEMP B-TREE",
    ),
    "PostgresDatabase": (
        "SET LOCAL enable_seqscan = off",  # three rows are sorted sooner than looked up
        "EXPLAIN",
        "->  Index Scan using passages_pkey on passages p",
        "Sort",
    ),
}


@pytest.fixture
def store(database: Database) -> ArticleStore:
    """Return an empty store."""
    return ArticleStore(database)


async def begun(store: ArticleStore, after: int, version: int) -> list[str]:
    """Return the quotes that came live between two versions."""
    return [entry.stored.quote async for batch in store.begun(after, version) for entry in batch]


async def test_an_article_comes_back_as_it_was_put(store: ArticleStore) -> None:
    """Every field, block, place and character survives the database."""
    await store.commit(Changes(put=(drafted(FULL),)))
    back = await store.article("full")
    assert back is not None
    assert dataclasses.replace(back, places=FULL.places) == FULL
    assert dict(back.places) == dict(FULL.places)
    assert await store.article("nowhere") is None


async def test_a_passage_is_quoted_verbatim(store: ArticleStore) -> None:
    """Offsets count code points, so an emoji or a rare character moves nothing."""
    await store.commit(Changes(put=(drafted(FULL),)))
    for passage in passages(FULL):
        stored = await store.passage(passage.key)
        assert stored is not None
        assert stored.quote == passage.span.of(FULL.text)
        assert (stored.start, stored.end) == (passage.span.start, passage.span.end)
        assert (stored.section, stored.article.title) == ("蹄疾、步穩", "路燈")
        assert await store.passages([stored.passage]) == {stored.passage: stored}
        assert await store.articles_of([stored.passage]) == {stored.passage: "full"}
    assert await store.passage("0" * 16) is None
    assert await store.passages([]) == {}


async def test_the_passages_around_one_are_its_neighbours(store: ArticleStore) -> None:
    """The first has none before it, the last none after it, a gone one has none."""
    await store.commit(Changes(put=(drafted(FULL), drafted(TEA))))
    one, two = (passage.key for passage in passages(FULL))
    before, after = await store.around(one)
    assert before is None
    assert after is not None
    assert after.key == two
    assert [p and p.key for p in await store.around(two)] == [one, None]
    assert await store.around("0" * 16) == (None, None)


async def test_what_shows_is_a_new_version(store: ArticleStore) -> None:
    """Put and removed articles count; files and moved articles are nobody's business."""
    assert await store.version() == 0
    assert await store.commit(Changes(put=(drafted(FULL),), files=(FILE,))) == 1
    revision = (await store.live())["full"].revision
    assert (
        await store.commit(Changes(moved=(Move(revision, "full", "b.txt", 9),), files=(FILE,))) == 1
    )
    assert await store.commit(Changes(put=(drafted(TEA),))) == 2
    live = await store.live()
    assert (live["full"].file, live["full"].line) == ("b.txt", 9)
    assert await store.commit(Changes(removed=(live["full"].revision,))) == 3
    assert set(await store.live()) == {"tea"}


async def test_counts_are_of_live_articles(store: ArticleStore) -> None:
    """Articles and passages of earlier versions are not counted."""
    assert await store.counts() == (0, 0)
    await store.commit(Changes(put=(drafted(FULL), drafted(TEA))))
    assert await store.counts() == (2, 3)
    await store.commit(Changes(put=(drafted(article("一段。", id="full")),)))
    assert await store.counts() == (2, 2)


async def test_files_are_known_until_they_are_forgotten(store: ArticleStore) -> None:
    """A file that was read again replaces what was known of it."""
    newer = dataclasses.replace(FILE, digest="d2")
    await store.commit(Changes(files=(FILE, dataclasses.replace(FILE, name="b"))))
    await store.commit(Changes(files=(newer,), forgotten_files=("b",)))
    assert await store.files() == {"lamp.txt": newer}


async def test_a_version_is_what_began_and_what_ended(store: ArticleStore) -> None:
    """What came and went between two versions is neither begun nor live."""
    await store.commit(Changes(put=(drafted(FULL),)))
    first = (await store.live())["full"].revision
    await store.commit(Changes(put=(drafted(article("中間。", id="full")),)))
    await store.commit(Changes(put=(drafted(article("最後。", id="full")),)))
    assert await begun(store, 0, 3) == ["最後。"]
    assert await begun(store, 0, 2) == ["中間。"]
    assert await begun(store, 3, 3) == []
    assert await store.ended(1, 3) == [first, first + 1]
    assert await store.ended(0, 1) == []


async def test_many_passages_come_in_batches(
    store: ArticleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Millions of passages are never in memory at once, and none is lost between batches."""
    monkeypatch.setattr(module, "BATCH", 3)
    texts = [f"第{number}段。" for number in range(10)]
    await store.commit(Changes(put=(drafted(article(*texts)),)))
    sizes = [len(batch) async for batch in store.begun(0, 1)]
    assert sizes == [3, 3, 3, 1]
    assert await begun(store, 0, 1) == texts


async def test_a_batch_is_read_without_those_that_follow(
    store: ArticleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is collected and sorted for each batch: a million passages would take hours."""
    await store.commit(Changes(put=(drafted(FULL), drafted(TEA))))
    asked: list[tuple[str, tuple[object, ...]]] = []
    read = store.database.many_rows

    async def noted(sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        if "FROM passages" in sql:
            asked.append((sql, tuple(parameters)))
        return await read(sql, parameters)

    monkeypatch.setattr(store.database, "many_rows", noted)
    assert len(await begun(store, 0, 1)) == 3
    before, explain, first, sorting = PLANS[type(store.database).__name__]

    def explained(connection: Connection, sql: str, parameters: Sequence[object]) -> list[Row]:
        connection.rows(before)
        return connection.rows(f"{explain} {sql}", parameters)

    for sql, parameters in asked:
        rows = await store.database.read(partial(explained, sql=sql, parameters=parameters))
        plan = [str(row[-1]) for row in rows]
        assert any(step.strip().startswith(first) for step in plan[:2])
        assert not any(sorting in step for step in plan)


@pytest.mark.parametrize(("seconds", "sizes"), [(60.0, [8, 16, 32, 44]), (0.0, [8] * 12 + [4])])
async def test_articles_are_stored_many_at_a_time_as_long_as_that_is_quick(
    store: ArticleStore, monkeypatch: pytest.MonkeyPatch, seconds: float, sizes: list[int]
) -> None:
    """Whoever wants to write in between waits for one batch, and none is lost between two."""
    monkeypatch.setattr(module, "STAGED_SECONDS", seconds)
    found: list[int] = []
    stage = changes.stage

    def noted(connection: Connection, drafts: Sequence[Draft]) -> list[IndexedPassage]:
        found.append(len(drafts))
        return stage(connection, drafts)

    monkeypatch.setattr(changes, "stage", noted)
    drafts = [drafted(article(f"第{n}句。", id=str(n))) for n in range(100)]
    assert sum([len(batch) async for batch in store.stage(drafts)]) == 100
    assert found == sizes
    assert len(await store.database.rows("SELECT 1 FROM revisions WHERE until = 0")) == 100


async def test_what_is_stored_is_what_the_index_takes(
    store: ArticleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The passages go to the index as they would be read again, later ones behind earlier ones."""
    monkeypatch.setattr(module, "BATCH", 2)
    await store.commit(Changes(put=(drafted(article("昨天的。")),)))
    drafts = (drafted(FULL), drafted(TEA))
    batches = [batch async for batch in store.stage(drafts)]
    await store.promote(Changes(put=drafts))
    assert [one for batch in batches for one in batch] == [
        one async for batch in store.begun(1, 2) for one in batch
    ]


async def test_ended_rows_stay_until_they_are_forgotten(store: ArticleStore) -> None:
    """A question that began with the old version can still quote it; keys are of the live one."""
    await store.commit(Changes(put=(drafted(FULL),)))
    key = passages(FULL)[0].key
    row = await store.passage(key)
    assert row is not None
    await store.commit(Changes(put=(drafted(article("新的。", id="full")),)))
    assert await store.passage(key) is None
    await store.forget_versions(1)
    assert (await store.passages([row.passage]))[row.passage].quote == row.quote
    await store.forget_versions(2)
    assert await store.passages([row.passage]) == {}
    assert await store.counts() == (1, 1)
