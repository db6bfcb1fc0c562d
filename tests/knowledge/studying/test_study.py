from datetime import date, timedelta
from pathlib import Path

from knowledge import Folder, KnowledgeBase, Scope

SEEDS = Path(__file__).parents[3] / "seeds"
DAY = date(2026, 11, 24)


async def test_the_quote_of_a_day(base: KnowledgeBase) -> None:
    """It is the same all day, another one on other days, and stands in the article."""
    await base.reload(Folder(SEEDS))
    quotes = [await base.quote_of_the_day(DAY + timedelta(days)) for days in range(14)]
    again = await base.quote_of_the_day(DAY)
    assert again == quotes[0]
    texts = {q.sentence.span.of(q.article.text) for q in quotes if q}
    assert len(texts) > 3
    assert all(len(text) <= 120 for text in texts)


async def test_an_article_without_a_good_sentence_is_passed_over(
    base: KnowledgeBase, shelf: Path
) -> None:
    """The day's sentence comes from the next article that has one; without any there is none."""
    assert await base.quote_of_the_day(DAY) is None
    for name in "abcd":
        (shelf / f"{name}.md").write_text(f"# {name}\n\nShort.")
    (shelf / "e.md").write_text("# Ferry\n\nThe night ferry is free of charge for everyone.")
    await base.reload(Folder(shelf))
    quote = await base.quote_of_the_day(DAY)
    assert quote is not None
    assert quote.item.article.title == "Ferry"


async def test_keywords_of_the_seeds(base: KnowledgeBase) -> None:
    """The sample article is about digital transformation in Shanghai, the codes and the bikes."""
    await base.reload(Folder(SEEDS))
    (item,) = await base.catalogue.page(1, 0)
    article = await base.catalogue.article(item.article.id)
    assert article is not None
    words = [keyword.text for keyword in await base.keywords(article)]
    assert {"數字化轉型", "上海", "隨申碼", "共享單車"} <= set(words)
    assert "單車" not in words


async def test_the_quote_of_a_scope(base: KnowledgeBase, shelf: Path) -> None:
    """Where only some articles may be shown, the day's sentence is one of theirs."""
    for name in "abc":
        text = f"# {name}\n\nThe night ferry number {name} is free of charge for everyone."
        (shelf / f"{name}.md").write_text(text)
    await base.reload(Folder(shelf))
    for days in range(5):
        quote = await base.within(Scope(("b.md",))).quote_of_the_day(DAY + timedelta(days))
        assert quote is not None
        assert quote.item.article.id == "b.md"
    assert await base.within(Scope(("gone",))).quote_of_the_day(DAY) is None
