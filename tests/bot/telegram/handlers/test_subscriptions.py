from pathlib import Path

from bot.background.news import announce
from bot.emulator import Person, Room
from bot.service.desk import Desk
from bot.service.subscriptions import MOST
from knowledge import Folder
from tests.bot.background.test_news import LAMPS
from tests.bot.conftest import Talk, bold, labels, on_all_engines
from tests.bot.telegram.handlers.test_handoff import alert

pytestmark = on_all_engines


async def publish(desk: Desk, articles: Path) -> None:
    """Add an article, make it live, and write to whoever wants to know."""
    (articles / "lamps.md").write_text(LAMPS, encoding="utf-8")
    await desk.base.reload(Folder(articles))
    await announce(desk)


async def test_new_articles_are_told_until_it_is_stopped(
    talk: Talk, desk: Desk, articles: Path, ana: Person
) -> None:
    """Asked for with a button, told with the article behind another, stopped with a third."""
    shown = await talk.answer(ana.says("/subscribe"))
    assert labels(shown) == ["有新文章就通知", "每週通知一次"]
    await talk.handled(ana.presses(shown, "有新文章就通知"))
    assert "1. 新文章" in talk.shown(shown)["text"]
    await publish(desk, articles)
    (told,) = await talk.told(ana, after=1)
    assert bold(told) == ["1 篇新文章", "路燈會看天色"]
    await talk.handled(ana.presses(told, "停止通知"))
    assert await desk.records.subscriptions.count() == 0


async def test_an_article_is_opened_from_the_news(
    talk: Talk, desk: Desk, articles: Path, ana: Person
) -> None:
    """Its number shows its card."""
    shown = await talk.answer(ana.says("/subscribe 感應器"))
    assert "提到「感應器」的新文章" in shown["text"]
    await publish(desk, articles)
    (told,) = await talk.told(ana, after=1)
    await talk.handled(ana.presses(told, "1"))
    assert bold(talk.shown(told))[0] == "路燈會看天色"


async def test_unsubscribe_shows_what_can_be_stopped(talk: Talk, desk: Desk, ana: Person) -> None:
    """Each with a button."""
    await talk(ana.says("/subscribe 隨申碼"))
    await talk(ana.says("/subscribe 道釘"))
    shown = await talk.answer(ana.says("/unsubscribe"))
    await talk.handled(ana.presses(shown, "停止 1"))
    (left,) = await desk.records.subscriptions.of_chat(str(ana.id), "")
    assert left.keyword == "道釘"


async def test_a_group_is_told_when_its_admins_want_it(
    talk: Talk, desk: Desk, articles: Path, ana: Person, boss: Person
) -> None:
    """In the topic where they asked; ordinary members cannot order news for everybody."""
    telegram = talk.telegram
    leader = telegram.person("Lea", language_code="zh-hans", started=True)
    room = telegram.group("讀書會", members=[ana, boss], admins=[leader], topics=["新聞"])
    refusal = await talk.answer(ana.says("/subscribe", chat=room))
    assert refusal["text"] == "只有群組的管理員能這麼做。"
    shown = await talk.answer(leader.says("/subscribe", chat=room, thread="新聞"))
    pressed = ana.presses(shown, "有新文章就通知")
    await talk.handled(pressed)
    assert alert(telegram, pressed) == "只有群組的管理員能這麼做。"
    await talk.handled(leader.presses(shown, "有新文章就通知"))
    await publish(desk, articles)
    (told,) = await talk.told(room, after=2)
    assert told["message_thread_id"] == room.topics["新聞"]
    assert bold(told)[0] == "1 篇新文章"


async def test_an_anonymous_admin_leads_the_group(
    talk: Talk, desk: Desk, boss: Person, room: Room
) -> None:
    """Who writes as the group decides for it."""
    room.promotes(boss, anonymous=True)
    await talk(boss.says("/subscribe 道釘", chat=room, anonymous=True))
    assert await desk.records.subscriptions.count() == 1


async def test_who_blocked_the_bot_is_dropped(talk: Talk, desk: Desk, ana: Person) -> None:
    """There is nobody to tell any more."""
    await talk(ana.says("/subscribe 感應器"))
    await talk.handled(ana.blocks_bot())
    assert await desk.records.subscriptions.count() == 0


async def test_limits_and_forgeries(talk: Talk, desk: Desk, ana: Person, boss: Person) -> None:
    """No word of any length, no hundred of them, no other chat's button."""
    long = await talk.answer(ana.says(f"/subscribe {'長' * 61}"))
    assert long["text"] == "太長了，請只寫一個詞或名稱。"
    for number in range(MOST + 1):
        await talk(ana.says(f"/subscribe 詞{number}"))
    assert await desk.records.subscriptions.count() == MOST
    (first, *_) = await desk.records.subscriptions.of_chat(str(ana.id), "")
    shown = await talk.answer(boss.says("/subscribe"))
    for data in (f"1:stop:{first.subscription}", "1:subscribe:2", "1:subscribe:x"):
        pressed = boss.presses(shown, data=data)
        await talk.handled(pressed)
    assert await desk.records.subscriptions.count() == MOST
