from knowledge.storage import Database
from knowledge.storage.pages import FetchedPage, PageStore

A = FetchedPage("https://example.org/a", "page", "d", '"e"', "m", 1.5, gone=True)
B = FetchedPage("https://example.org/feed", "feed")


async def test_what_is_put_is_there(database: Database) -> None:
    """The last state of each, until it is forgotten."""
    pages = PageStore(database)
    await pages.put([FetchedPage(A.url), B])
    await pages.put([A])
    assert await pages.all() == {A.url: A, B.url: B}
    await pages.forget([A.url])
    assert await pages.all() == {B.url: B}
