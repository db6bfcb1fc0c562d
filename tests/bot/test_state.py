"""What becomes of what a chat shows and the database holds when either has another history?

Numbers under buttons, letters and times outlive the process that made them: across a restore, a
database that was lost, a chat in the terminal beside the bot, a clock that is set back.
"""

import io
from dataclasses import replace
from pathlib import Path

from bot.background.news import announce
from bot.emulator import Person, Room, Telegram
from bot.records.outbox import Letter
from bot.records.records import Records, settle, settle_anew
from bot.records.subscriptions import Subscription
from bot.records.turns import Place, Turn
from bot.service.desk import Desk
from bot.terminal.chat import chat
from knowledge import Folder, KnowledgeBase
from knowledge.storage import Database
from tests.bot.conftest import Talk, running
from tests.bot.telegram.handlers.test_handoff import alert

FACTORIES = "上海將新增多少家智能工廠？"
SHARING = "靜安區怎麼治理共享單車亂停放？"
OUT_OF_DATE = "失效"
ELSEWHERE = "555000"  # a chat in Telegram
DAY = 86_400.0


async def test_a_button_from_after_the_backup_shows_nothing_else(
    desk: Desk, talk: Talk, room: Room, ana: Person, tmp_path: Path
) -> None:
    """Its number is given to no later question of the group, also while the bot runs on."""
    await desk.base.library.back_up(tmp_path / "all.zip", desk.settings.articles)
    lost = await talk.answer(ana.says(f"/ask {FACTORIES}", chat=room))
    await KnowledgeBase.restore(
        tmp_path / "all.zip", desk.settings.data, desk.settings.articles, settle=settle
    )
    await talk.answer(ana.says(f"/ask {SHARING}", chat=room))
    pressed = ana.presses(lost, "前後文")
    await talk.handled(pressed)
    assert OUT_OF_DATE in alert(talk.telegram, pressed)
    assert talk.shown(lost)["text"] == lost["text"]


async def test_a_button_from_before_the_database_was_lost_shows_nothing_else(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    """A new database goes on with other numbers than the one before."""
    turn = Turn(Place("1", "", "1", "1"), 1.0, "q", (), "answered", ())
    first = await Records.beside(base).turns.put(turn)
    async with await KnowledgeBase.open(tmp_path / "anew") as anew:
        assert await Records.beside(anew).turns.put(turn) >= first
        assert first > 1_700_000_000


async def test_what_waited_for_a_backup_is_never_sent_by_a_running_bot(
    desk: Desk, tmp_path: Path
) -> None:
    """The database that takes the place has nothing that waits, not for a moment."""
    await desk.records.outbox.put(Letter("a", desk.now(), ELSEWHERE, "{}"))
    await desk.base.library.back_up(tmp_path / "all.zip", desk.settings.articles)
    seen: list[int] = []

    async def settled(database: Database) -> None:
        seen.append(await desk.records.outbox.waiting())  # the running bot's: its own still
        await settle(database)

    await KnowledgeBase.restore(
        tmp_path / "all.zip", desk.settings.data, desk.settings.articles, settle=settled
    )
    assert seen == [1]
    assert await desk.records.outbox.waiting() == 0


async def test_a_chat_in_the_terminal_takes_nothing_that_waits_for_telegram(
    desk: Desk, articles: Path
) -> None:
    """Not its letters, not those that are on their way; its news reach their readers later."""
    letters = [Letter(key, desk.now(), ELSEWHERE, "{}", once=True) for key in ("a", "b")]
    await desk.records.outbox.put(*letters)
    (first,) = await desk.records.outbox.next(desk.now() + 1, 9)
    await desk.records.outbox.sending(first.letter)
    version = await desk.base.library.record_arrivals()
    await desk.records.subscriptions.put(
        Subscription(1.0, ELSEWHERE, "", ELSEWHERE, "zh-hant", "new", "", version, 0.0)
    )
    (articles / "ferry.md").write_text("# Night ferry\n\nThe night ferry is free of charge.")
    await desk.base.reload(Folder(articles))
    await chat(replace(desk), io.StringIO("/about\n"), io.StringIO())
    rows = await desk.base.database.rows("SELECT key, state FROM letters ORDER BY letter")
    assert [state for _, state in rows] == ["sending", "waiting", "waiting"]
    assert await desk.records.subscriptions.count() == 1


async def test_a_clock_that_is_set_back_a_day(
    desk: Desk, telegram: Telegram, ana: Person, articles: Path
) -> None:
    """A question follows up the one before it, news come once and at once, letters do not wait."""
    now = telegram.state.now()
    telegram.state.now = lambda: now
    moved = replace(desk, now=lambda: now)
    async with running(moved, telegram) as talk:
        await talk.handled(ana.says(FACTORIES))
        version = await desk.base.library.record_arrivals()
        await moved.records.subscriptions.put(
            Subscription(now, str(ana.id), "", str(ana.id), "zh-hant", "new", "", version, now)
        )
        now -= DAY
        await talk.handled(ana.says(SHARING))
        said = len(telegram.replies(ana))
        (articles / "ferry.md").write_text("# Night ferry\n\nThe night ferry is free.")
        await desk.base.reload(Folder(articles))
        for _ in range(3):
            await announce(moved)
        (news,) = await talk.told(ana, after=said)
        assert "Night ferry" in news["text"]
        await talk.delivered()
        assert len(telegram.replies(ana)) == said + 1
        place = Place(str(ana.id), "", str(ana.id), "")
        latest = await desk.records.turns.latest(place, 0.0)
        assert latest
        assert latest.question == SHARING


async def test_what_people_gave_goes_on_in_a_database_that_was_begun_anew(desk: Desk) -> None:
    """Its versions are counted from the start: who was told of the last one is told of the next."""
    records = desk.records
    number = await records.subscriptions.put(
        Subscription(1.0, ELSEWHERE, "", ELSEWHERE, "en", "new", "", 57, 0.0)
    )
    told = Letter(f"news:{number}:2", 1.0, ELSEWHERE, "{}", once=True)
    await records.outbox.put(told)
    (letter,) = await records.outbox.next(2.0, 9)
    await records.outbox.sent(letter, "40")
    await settle_anew(desk.base.database)
    assert [one.version for one in await records.subscriptions.due(1, 2.0)] == [0]
    await records.outbox.put(told)
    assert await records.outbox.waiting() == 1
