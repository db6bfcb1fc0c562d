from pathlib import Path

from knowledge import Folder, KnowledgeBase, Scope
from knowledge.storage import Database
from knowledge.storage.listings import Listings


def write(folder: Path, **texts: str) -> None:
    """Write Markdown files."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


async def test_articles_are_listed_newest_first_in_parts(base: KnowledgeBase, shelf: Path) -> None:
    """Dated ones by date, then the others by title; a part begins where the last ended."""
    write(
        shelf, a="---\ndate: 2024-01-01\n---\nA.", b="---\ndate: 2024-02-01\n---\nB.\n\nB.", c="C."
    )
    await base.reload(Folder(shelf))
    first, second = await base.catalogue.page(2, 0), await base.catalogue.page(2, 2)
    assert [item.article.id for item in first + second] == ["b.md", "a.md", "c.md"]
    assert first[0].passages == 2
    assert await base.catalogue.titles() == [("b.md", "b"), ("a.md", "a"), ("c.md", "c")]


async def test_a_number_finds_the_article_after_a_change(base: KnowledgeBase, shelf: Path) -> None:
    """The number of an earlier revision finds what is live, until the article is gone."""
    write(shelf, a="Old.", b="B.")
    await base.reload(Folder(shelf))
    item = await base.catalogue.item("a.md")
    assert item
    write(shelf, a="New.")
    await base.reload(Folder(shelf))
    found = await base.catalogue.numbered(item.number)
    assert found
    assert found[1].text == "New."
    assert found[0].number > item.number
    (shelf / "a.md").unlink()
    await base.reload(Folder(shelf))
    assert await base.catalogue.numbered(item.number) is None
    assert await base.catalogue.numbered(99_999) is None


async def test_files_are_known_by_address(base: KnowledgeBase, shelf: Path) -> None:
    """An address leads to the file of the live article that it is the address of."""
    write(shelf, a="---\nurl: https://example.org/a\n---\nA.", b="B.")
    await base.reload(Folder(shelf))
    assert await Listings(base.database).files_by_url() == {"https://example.org/a": "a.md"}


async def test_addresses_of_a_host_are_known(base: KnowledgeBase, shelf: Path) -> None:
    """In whatever case they are written; signs that mean something to SQL are signs."""
    write(shelf, a="---\nurl: https://Example.org/a\n---\nA.", b="B.")
    await base.reload(Folder(shelf))
    listings = Listings(base.database)
    assert await listings.addresses("example.org") == [("a.md", "https://Example.org/a")]
    assert await listings.addresses("example.org", Scope(("b.md",))) == []
    for host in ("example.com", "example_org", "%", "\\", "example%"):
        assert await listings.addresses(host) == [], host


async def test_an_empty_database_knows_no_address(database: Database) -> None:
    """Whichever engine it is, and whatever is looked for."""
    for host in ("example.org", "%", "\\", "'"):
        assert await Listings(database).addresses(host) == []


async def test_folders_with_articles_are_known(base: KnowledgeBase, shelf: Path) -> None:
    """Each folder that holds live articles, and those around it; the articles' own has no name."""
    for folder in ("news/2022", "notes"):
        (shelf / folder).mkdir(parents=True)
    write(shelf, a="A.")
    write(shelf / "news" / "2022", b="B.")
    write(shelf / "notes", c="C.")
    await base.reload(Folder(shelf))
    assert await base.catalogue.folders() == ["news", "news/2022", "notes"]
