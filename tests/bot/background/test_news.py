import dataclasses
from pathlib import Path

from bot.background.news import announce
from bot.cards.letters import unpacked
from bot.records.groups import GroupSettings
from bot.records.outbox import Letter
from bot.records.subscriptions import WEEK_SECONDS, Kind, Subscription
from bot.service.desk import Desk
from knowledge import Folder, Scope

LAMPS = "---\ntitle: 路燈會看天色\npublished: 2026-01-02\n---\n\n路燈裝了感應器，天黑才亮。\n"


NEW = Subscription(0.0, "5", "", "5", "zh-Hant", "new", "", 1, 0.0)  # told up to version 1


async def publish(desk: Desk, articles: Path, name: str = "lamps.md") -> None:
    """Add an article and make it live."""
    await desk.base.library.record_arrivals()
    (articles / name).write_text(LAMPS.replace("路燈會", f"{name}路燈會"), encoding="utf-8")
    await desk.base.reload(Folder(articles))


async def texts(desk: Desk) -> list[str]:
    """Return what waits in the outbox."""
    return [unpacked(letter.body).text for letter in await letters(desk)]


async def letters(desk: Desk) -> list[Letter]:
    """Return the letters that wait."""
    return await desk.records.outbox.next(desk.now() + 1, 99)


async def test_a_new_article_is_told_once(desk: Desk, articles: Path) -> None:
    """With its title and date, and how to stop it."""
    await desk.records.subscriptions.put(NEW)
    await publish(desk, articles)
    await announce(desk)
    await announce(desk)
    (text,) = await texts(desk)
    assert text.startswith("1 篇新文章")
    assert "路燈會看天色\n2026-01-02" in text
    assert "/unsubscribe" in text


async def test_nobody_is_told_of_nothing(desk: Desk, articles: Path) -> None:
    """Without a subscription, or without something new, no letter is written."""
    await publish(desk, articles)
    await announce(desk)
    await desk.records.subscriptions.put(dataclasses.replace(NEW, version=2))
    await announce(desk)
    assert await texts(desk) == []


async def test_a_word_is_told_when_it_appears(desk: Desk, articles: Path) -> None:
    """In either script; other articles are not told."""
    await desk.records.subscriptions.put(dataclasses.replace(NEW, kind="keyword", keyword="感应器"))
    other = dataclasses.replace(NEW, kind="keyword", keyword="渡輪", chat="6")
    await desk.records.subscriptions.put(other)
    await publish(desk, articles)
    await announce(desk)
    (text,) = await texts(desk)
    assert text.startswith("新文章提到「感应器」")


async def test_weekly_news_come_once_a_week(desk: Desk, articles: Path) -> None:
    """All that came since the last time, in one message."""
    moments = [desk.now()]
    later = dataclasses.replace(desk, now=lambda: moments[0])
    due = moments[0] + WEEK_SECONDS
    await desk.records.subscriptions.put(dataclasses.replace(NEW, kind="weekly", due=due))
    await publish(desk, articles, "a.md")
    await publish(desk, articles, "b.md")
    await announce(later)
    assert await texts(later) == []
    moments[0] += WEEK_SECONDS
    await announce(later)
    (text,) = await texts(later)
    assert text.startswith("2 篇新文章")
    await publish(desk, articles, "c.md")
    await announce(later)
    assert len(await texts(later)) == 1


async def test_each_reader_is_told_in_their_language(desk: Desk, articles: Path) -> None:
    """That of when they asked for it."""
    await desk.records.subscriptions.put(dataclasses.replace(NEW, language="en"))
    await publish(desk, articles)
    await announce(desk)
    (text,) = await texts(desk)
    assert text.startswith("1 new article")


async def test_a_group_is_told_only_of_what_it_has_chosen(desk: Desk, articles: Path) -> None:
    """What it cannot see is no news there, not even with a word; a person is told of everything."""
    kinds: tuple[tuple[str, Kind, str], ...] = (("-70", "new", ""), ("-71", "keyword", "感应器"))
    for chat, kind, word in kinds:
        one = dataclasses.replace(NEW, chat=chat, kind=kind, keyword=word)
        await desk.records.subscriptions.put(one)
        chosen = GroupSettings(scope=Scope(("client.md",), ("news",)))
        await desk.records.groups.put(chat, chosen)
    await desk.records.subscriptions.put(NEW)
    await publish(desk, articles)
    await announce(desk)
    assert [letter.chat for letter in await letters(desk)] == ["5"]
    (articles / "news").mkdir()
    await publish(desk, articles, "news/ferry.md")
    await announce(desk)
    told = [letter for letter in await letters(desk) if letter.chat != "5"]
    assert [letter.chat for letter in told] == ["-70", "-71"]
    assert all("news/ferry.md" in unpacked(letter.body).text for letter in told)
    assert not any("lamps.md" in unpacked(letter.body).text for letter in told)
