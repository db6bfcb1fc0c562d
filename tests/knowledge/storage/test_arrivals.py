from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge import Folder, KnowledgeBase, says

OLD = "---\ntitle: 渡輪\n---\n\n渡輪改用電池，往返兩岸。\n"
NEW = "---\ntitle: 路燈\n---\n\n路燈裝了感應器，天黑才亮。\n"


@pytest.fixture
async def base(tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """Yield a base that has read one article."""
    write(tmp_path, "old.md", OLD)
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        await base.reload(Folder(tmp_path / "articles"))
        await base.library.record_arrivals()
        yield base


def write(folder: Path, name: str, text: str) -> None:
    """Write an article into the folder."""
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "articles" / name).write_text(text, encoding="utf-8")


async def news(base: KnowledgeBase, folder: Path, version: int) -> list[str]:
    """Reload and return the titles that are new since a version."""
    await base.reload(Folder(folder / "articles"))
    await base.library.record_arrivals()
    return [one.article.title for one in await base.catalogue.arrived_since(version)]


async def test_what_was_there_at_first_is_not_new(base: KnowledgeBase) -> None:
    """Nobody is told of the whole library."""
    assert await base.catalogue.arrived_since(0) == []


async def test_an_added_article_is_new_once(base: KnowledgeBase, tmp_path: Path) -> None:
    """Since the version before it, and not since its own."""
    write(tmp_path, "new.md", NEW)
    assert await news(base, tmp_path, 1) == ["路燈"]
    assert await news(base, tmp_path, 2) == []


async def test_an_edited_article_is_not_new(base: KnowledgeBase, tmp_path: Path) -> None:
    """Nor is one that only moved to another file."""
    write(tmp_path, "old.md", OLD.replace("兩岸", "三岸"))
    assert await news(base, tmp_path, 1) == []
    (tmp_path / "articles" / "old.md").rename(tmp_path / "articles" / "moved.md")
    assert await news(base, tmp_path, 1) == []


async def test_a_rollback_brings_nothing_new(base: KnowledgeBase, tmp_path: Path) -> None:
    """What comes back was known before."""
    (tmp_path / "articles" / "old.md").unlink()
    write(tmp_path, "new.md", NEW)
    await news(base, tmp_path, 1)
    await base.roll_back()
    await base.library.record_arrivals()
    assert await base.catalogue.arrived_since(2) == []


async def test_a_word_is_found_in_either_script(base: KnowledgeBase, tmp_path: Path) -> None:
    """And in the title, and in any width."""
    write(tmp_path, "new.md", NEW.replace("感應器", "感應器ＡＢ"))
    await news(base, tmp_path, 1)
    (one,) = await base.catalogue.arrived_since(1)
    assert says(one, "感应器ab")
    assert says(one, "路灯")
    assert not says(one, "渡輪")
