import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.errors import VersionGoneError
from knowledge.model.version import KEPT_VERSIONS, Changes, Counts, ReadFile
from knowledge.reading.drafts import drafted
from knowledge.storage import Database
from knowledge.storage.articles import ArticleStore
from knowledge.storage.engine import open_database
from knowledge.storage.versions import VersionStore
from tests.knowledge.conftest import article


async def put(articles: ArticleStore, **texts: str | None) -> int:
    """Make a version in which articles, each in its own file, have a text, or are gone."""
    live = await articles.live()
    return await articles.commit(
        Changes(
            put=tuple(
                drafted(article(text, id=id, file=f"{id}.txt"))
                for id, text in texts.items()  # noqa: A001 - the field's own name
                if text
            ),
            removed=tuple(live[id].revision for id, text in texts.items() if not text),  # noqa: A001 - as above
            files=tuple(
                ReadFile(f"{name}.txt", "/", f"digest of {text}", "rules")
                for name, text in texts.items()
                if text
            ),
            forgotten_files=tuple(f"{name}.txt" for name, text in texts.items() if not text),
            counts=Counts(added=len(texts)),
        ),
        who="7",
    )


async def shown(articles: ArticleStore) -> dict[str, str]:
    """Return what the live articles say."""
    found = {id: await articles.article(id) for id in await articles.live()}  # noqa: A001 - as above
    return {id: one.text.strip() for id, one in found.items() if one}  # noqa: A001 - as above


async def test_versions_say_who_when_and_what(database: Database) -> None:
    """The newest comes first; before the first there is none."""
    articles, versions = ArticleStore(database), VersionStore(database)
    assert await versions.list(9) == []
    await put(articles, a="一。")
    await put(articles, a="二。", b="另。")
    second, first = await versions.list(9)
    assert (second.version, second.who, second.counts) == (2, "7", Counts(added=2))
    assert (second.restores, second.kept) == (None, True)
    assert first.at <= second.at
    assert first.at.endswith("+00:00")
    assert await versions.list(1) == [second]


async def test_going_back_is_a_new_version(database: Database) -> None:
    """What was changed, added and removed is as it was; the files that did it are held back."""
    articles, versions = ArticleStore(database), VersionStore(database)
    await put(articles, same="同。", changed="舊。", removed="有。")
    await put(articles, changed="新。", added="多。", removed=None)
    assert await versions.before() == 1
    assert await versions.go_back(1, "shell") == 3
    assert await shown(articles) == {"same": "同。", "changed": "舊。", "removed": "有。"}
    assert await versions.held() == {
        "changed.txt": "digest of 新。",
        "added.txt": "digest of 多。",
        "removed.txt": "",
    }
    newest = (await versions.list(1))[0]
    assert (newest.who, newest.restores, newest.counts) == ("shell", 1, Counts(1, 1, 1))
    assert await versions.same(3) == (1,)


async def test_a_second_step_back_goes_further_back(database: Database) -> None:
    """It does not undo the first; a version can be named to go forward again."""
    articles, versions = ArticleStore(database), VersionStore(database)
    for text in ("一。", "二。", "三。"):
        await put(articles, a=text)
    for expected in ("二。", "一。"):
        await versions.go_back(await versions.before(), "")
        assert await shown(articles) == {"a": expected}
    with pytest.raises(VersionGoneError, match="version 0 cannot be gone back to: name one from 1"):
        await versions.go_back(await versions.before(), "")
    await versions.go_back(3, "")
    assert await shown(articles) == {"a": "三。"}
    assert await versions.before() == 2
    await put(articles, a="四。")
    assert await versions.before() == 6


async def test_one_goes_back_only_to_what_is_kept(database: Database) -> None:
    """The live version, a later one, and one whose rows may be gone are refused with a remedy."""
    articles, versions = ArticleStore(database), VersionStore(database)
    with pytest.raises(VersionGoneError, match="there is no earlier version"):
        await versions.go_back(await versions.before(), "")
    newest = KEPT_VERSIONS + 3
    for number in range(newest):
        await put(articles, a=f"第{number}版。")
        await articles.forget_versions(number + 1 - KEPT_VERSIONS)
    for gone in (2, newest, newest + 1, -1):
        with pytest.raises(VersionGoneError, match=f"name one from 3 to {newest - 1}"):
            await versions.go_back(gone, "")
    await versions.go_back(3, "")
    assert await shown(articles) == {"a": "第2版。"}
    assert [one.kept for one in await versions.list(9)][-3:] == [False, False, False]


async def test_a_name_that_was_given_away_is_no_obstacle(database: Database) -> None:
    """An article that took the name of a removed one makes room when that one comes back."""
    articles, versions = ArticleStore(database), VersionStore(database)
    await put(articles, a="甲。", b="乙。")
    await put(articles, b=None)
    await database.run("UPDATE revisions SET article = 'b' WHERE article = 'a'")
    await versions.go_back(1, "")
    assert sorted((await shown(articles)).values()) == ["乙。", "甲。"]
    assert (await shown(articles))["b"] == "乙。"


STEPS = st.lists(
    st.one_of(
        st.dictionaries(
            st.sampled_from("abc"), st.sampled_from(["一。", "二。", None]), min_size=1
        ),
        st.integers(1, KEPT_VERSIONS),
    ),
    max_size=9,
)


@given(steps=STEPS)
async def test_any_history_can_be_gone_back_in(
    steps: list[dict[str, str | None] | int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever was put, removed and gone back to: a version shows what it showed at its time."""
    database = await open_database(tmp_path_factory.mktemp("history") / "youju.db")
    articles, versions = ArticleStore(database), VersionStore(database)
    history: dict[int, dict[str, str]] = {}
    for step in steps:
        version = await articles.version()
        if isinstance(step, dict):
            live = await articles.live()
            version = await put(articles, **{k: t for k, t in step.items() if t or k in live})
        elif max(1, version - KEPT_VERSIONS) <= version - step:
            version = await versions.go_back(version - step, "")
            assert await shown(articles) == history[version - 1 - step]
        await articles.forget_versions(version - KEPT_VERSIONS)
        history[version] = await shown(articles)
    await database.close()
