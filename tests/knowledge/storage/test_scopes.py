from pathlib import Path

from knowledge import WHOLE, Folder, KnowledgeBase, Scope
from knowledge.storage.articles import ArticleStore


async def test_articles_and_folders_are_inside(base: KnowledgeBase, shelf: Path) -> None:
    """By an id, or with all that a folder holds; a folder whose name only begins alike does not."""
    for name in ("a.md", "news/b.md", "news/2022/c.md", "newspaper/d.md", "%/e.md"):
        (shelf / name).parent.mkdir(parents=True, exist_ok=True)
        (shelf / name).write_text("One.")
    await base.reload(Folder(shelf))
    inside = ArticleStore(base.database).ids
    assert await inside(Scope(folders=("news",))) == {"news/b.md", "news/2022/c.md"}
    assert await inside(Scope(("a.md",), ("news/2022",))) == {"a.md", "news/2022/c.md"}
    assert await inside(Scope(("' OR TRUE --",), ("%",))) == {"%/e.md"}
    assert len(await inside(WHOLE)) == 5
