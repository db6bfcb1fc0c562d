"""Several replicas in one process, each with a data folder of its own, on one real server."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import pytest
from telegram import Update

from bot.background.following import keep_following
from bot.background.leading import while_leading
from bot.background.replica import Replica
from bot.cards.letters import packed
from bot.cards.reply import Reply
from bot.delivery.allowance import Allowance
from bot.delivery.outage import Outage
from bot.delivery.pace import FREE, Pace
from bot.emulator import Delivery, Person, Telegram
from bot.emulator.server import serve
from bot.errors import BotError
from bot.records.outbox import Letter
from bot.service.desk import Desk
from bot.service.undelivered import on_refused
from bot.serving import beside_others, connected, receiving
from bot.settings import Settings
from bot.telegram.context import DESK, App
from bot.telegram.handlers.application import build
from bot.telegram.inbox import Inbox
from bot.telegram.posting import keep_posting
from knowledge import Folder, KnowledgeBase, PostgresUrl
from tests.patience import patience
from tests.postgres import Server

FACTORIES = "上海將新增多少家智能工廠？"
LEASE_SECONDS = 3.0


class OneOfThem:
    """A replica that serves; its inbox can be given updates as its webhook would."""

    def __init__(self, application: App, inbox: Inbox) -> None:
        self.desk: Desk = application.bot_data[DESK]
        self.inbox = inbox
        self._bot = application.bot

    async def takes(self, *deliveries: Delivery) -> None:
        """Have updates come here, and not by a poll."""
        updates = [Update.de_json(one.update, self._bot) for one in deliveries if one.update]
        await self.inbox.receive(updates)

    async def leads(self) -> None:
        """Wait until this one leads."""
        async with patience():
            await self.desk.standing.until(leads=True)


class Replicas:
    """Makes replicas that share a server and an emulated Telegram."""

    def __init__(
        self, url: PostgresUrl, folder: Path, telegram: Telegram, settings: Settings, api: str
    ) -> None:
        self.url = url
        self.telegram = telegram
        self._folder = folder
        self._settings = settings
        self._api = api
        self._count = 0

    @asynccontextmanager
    async def one(self, **settings: object) -> AsyncIterator[OneOfThem]:
        """Run one more replica; the others need not know."""
        self._count += 1
        chosen = {
            "data": self._folder / f"data{self._count}",
            "bot_api_url": self._api,
            "lease_seconds": LEASE_SECONDS,
            **settings,
        }
        mine = self._settings.model_copy(update=chosen)
        network = Outage("Telegram cannot be reached", logging.getLogger(__name__))
        async with await KnowledgeBase.open(mine.data, self.url) as base:
            application = build(Desk(base, mine, self.telegram.state.now, limits=FREE))
            desk, inbox = application.bot_data[DESK], Inbox(application, network)
            await connected(application, network)
            try:
                async with AsyncExitStack() as stack:
                    await stack.enter_async_context(beside_others(application, inbox))
                    for work in (
                        keep_following(desk),
                        while_leading(
                            desk.standing,
                            lambda: keep_posting(desk, application.bot, on_refused),
                        ),
                    ):
                        task = asyncio.create_task(work)
                        stack.callback(task.cancel)
                    await stack.enter_async_context(receiving(application, inbox, network))
                    yield OneOfThem(application, inbox)
            finally:
                await application.shutdown()

    async def said(self, person: Person, count: int = 1) -> list[str]:
        """Wait until the bot has written so often to a person, and return all that it wrote."""
        async with patience():
            while len(self.telegram.replies(person)) < count:  # noqa: ASYNC110 - Telegram's side
                await asyncio.sleep(0.01)
        return [str(message["text"]) for message in self.telegram.replies(person)]

    async def all_done(self, desk: Desk) -> None:
        """Wait until no update waits any more."""
        async with patience():
            while await desk.records.inbox.waiting():  # noqa: ASYNC110 - rows have no event
                await asyncio.sleep(0.01)


@pytest.fixture
async def replicas(
    postgres: Server, tmp_path: Path, telegram: Telegram, settings: Settings
) -> AsyncIterator[Replicas]:
    """Return what makes replicas; the articles are live already."""
    url = postgres.emptied()
    async with await KnowledgeBase.open(tmp_path / "first", url) as base:
        await base.reload(Folder(settings.articles))
    async with serve(telegram) as base_url:
        yield Replicas(url, tmp_path, telegram, settings, base_url.removesuffix("/bot"))


async def test_another_one_leads_when_the_leader_leaves(replicas: Replicas, ana: Person) -> None:
    """The leader asks Telegram for updates; when it has stopped, another one does."""
    async with AsyncExitStack() as first:
        leader = await first.enter_async_context(replicas.one())
        await leader.leads()
        async with replicas.one() as follower:
            assert not follower.desk.standing.leads
            ana.says(FACTORIES)
            assert "40家" in (await replicas.said(ana))[0]
            await first.aclose()
            await follower.leads()
            ana.says("誰說的？")
            await replicas.said(ana, 2)


async def test_a_chat_is_answered_in_order_wherever_its_updates_come(
    replicas: Replicas, ana: Person
) -> None:
    """Each once, in the order in which they come, though each comes to another replica."""
    async with replicas.one() as one, replicas.one() as two, replicas.one() as three:
        receivers = (one, two, three)
        asked = [ana.says(f"{FACTORIES} {number}") for number in range(30)]
        replicas.telegram.state.updates.take()  # nobody polls for them
        for number, delivery in enumerate(asked):
            await receivers[number % 3].takes(delivery)
        await replicas.said(ana, len(asked))
        await replicas.all_done(one.desk)
        rows = await one.desk.base.database.rows(
            "SELECT CAST(message AS BIGINT), CAST(reply AS BIGINT) FROM turns ORDER BY 1"
        )
    answers = [reply for _, reply in rows]
    assert len(replicas.telegram.replies(ana)) == len(answers) == len(asked)
    assert answers == sorted(answers)


async def test_articles_of_one_are_everybodys(replicas: Replicas, settings: Settings) -> None:
    """What one of them reloads or goes back from, the others answer from, with its synonyms."""
    async with replicas.one() as one, replicas.one() as other:
        (settings.articles / "lamp.txt").write_text("路燈\n\n藍牙道釘離停車框七米。", "utf-8")
        (settings.articles / "synonyms.txt").write_text("路燈 街灯柱\n", "utf-8")
        report = await one.desk.base.reload(Folder(settings.articles))
        async with patience():
            while not await other.desk.base.library.is_current():  # noqa: ASYNC110 - as it follows
                await asyncio.sleep(0.01)
        found = await other.desk.base.ask("藍牙道釘離停車框幾米")
        assert "七米" in found.citations[0].quote
        assert (other.desk.settings.data / "synonyms.txt").exists()
        await one.desk.base.roll_back()
        async with patience():
            while not await other.desk.base.library.is_current():  # noqa: ASYNC110 - as it follows
                await asyncio.sleep(0.01)
        found = await other.desk.base.ask("藍牙道釘離停車框幾米")
        assert all("七米" not in one.quote for one in found.citations)
        assert report.version < (await other.desk.base.library.versions(1))[0].version


async def test_what_a_dead_replica_had_is_answered(
    replicas: Replicas, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its updates are another one's when its lease has ended; each is answered once."""
    async with replicas.one() as one:
        with suppress(ConnectionError):
            async with replicas.one() as dead:
                # It receives, and dies before it has answered.
                monkeypatch.setattr(dead.inbox, "_begin", lambda _pending: None)
                asked = ana.says(FACTORIES)
                replicas.telegram.state.updates.take()
                await dead.takes(asked)
                monkeypatch.setattr(Replica, "leave", _not_at_all)
                raise ConnectionError
        monkeypatch.undo()
        assert "40家" in (await replicas.said(ana))[0]
        await replicas.all_done(one.desk)
    assert len(replicas.telegram.replies(ana)) == 1


async def test_one_that_was_out_of_reach_comes_back(replicas: Replicas, ana: Person) -> None:
    """It lets go of all that it had, and serves on under another name."""
    async with replicas.one() as one:
        await one.leads()
        (lost,) = (await one.desk.records.replicas.seen()).replicas
        await one.desk.base.database.run("DELETE FROM leases WHERE owner = ?", (lost,))
        async with patience():
            while True:
                seen = await one.desk.records.replicas.seen()
                if seen.replicas and seen.leader in seen.replicas and seen.replicas != (lost,):
                    break
                await asyncio.sleep(0.01)
        ana.says(FACTORIES)
        assert "40家" in (await replicas.said(ana))[0]


async def test_a_replica_that_is_out_of_touch_says_nothing(replicas: Replicas, ana: Person) -> None:
    """Its answer waits until it has renewed its lease."""
    async with replicas.one() as one:
        await one.leads()
        one.desk.standing.lost()
        ana.says(FACTORIES)
        assert "40家" in (await replicas.said(ana))[0]  # the next beat renews it
        assert one.desk.standing.may_act


async def test_letters_of_a_follower_are_sent_by_the_leader(
    replicas: Replicas, ana: Person
) -> None:
    """Whoever puts one tells the leader, which alone sends."""
    async with replicas.one() as one, replicas.one() as other:
        await one.leads()
        letter = Letter("ask:1:1", one.desk.now(), str(ana.id), packed(Reply("A letter.")))
        await other.desk.records.outbox.put(letter)
        assert await replicas.said(ana) == ["A letter."]


async def test_allowances_and_paces_are_kept_together(
    replicas: Replicas, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a person has used up at one replica they cannot use at another; nor can a chat."""
    heard: dict[str, list[str]] = {"spend": [], "take": []}
    spent, spend, take = asyncio.Event(), Allowance.spend, Pace.take

    def noting_spend(allowance: Allowance, person: str, group: str, cost: float) -> None:
        spend(allowance, person, group, cost)
        heard["spend"].append(person)
        spent.set()

    def noting_take(pace: Pace, chat: object, now: float) -> None:
        take(pace, chat, now)
        heard["take"].append(str(chat))

    monkeypatch.setattr(Allowance, "spend", noting_spend)
    monkeypatch.setattr(Pace, "take", noting_take)
    limited = {"questions_per_minute": 2}  # one at once
    async with replicas.one(**limited) as one, replicas.one(**limited) as other:
        asked = [ana.says(FACTORIES), ana.says(FACTORIES)]
        replicas.telegram.state.updates.take()
        await one.takes(asked[0])
        await replicas.said(ana)
        async with patience():
            await spent.wait()
        await other.takes(asked[1])
        said = await replicas.said(ana, 2)
    assert ("40家" in said[0], "40家" in said[1]) == (True, False)
    assert heard["spend"][0] == str(ana.id)
    assert heard["take"].count(str(ana.id)) >= 3  # two where they were sent, one that was told


async def test_another_bot_is_refused(replicas: Replicas) -> None:
    """Two bots in one database would answer each other's updates."""
    async with replicas.one() as one:
        await one.leads()
        (one.desk.settings.data / "replica").unlink()  # it is not in the place of the first
        replica = Replica(one.desk, "77", one.inbox, lambda _uses, _replicas: None)
        with pytest.raises(BotError, match="give each bot one of its own"):
            await replica.join()


async def _not_at_all(_replica: Replica) -> None:
    """Leave nothing: the process has died."""


async def test_a_full_disk_keeps_no_replica_from_coming_back(
    replicas: Replicas, ana: Person
) -> None:
    """Its name cannot be noted then: that is for a quick start, and for nothing else."""
    async with replicas.one() as one:
        await one.leads()
        note = one.desk.settings.data / "replica"
        note.unlink()
        note.mkdir()  # nothing can be written there
        await one.desk.base.database.run("DELETE FROM leases")
        ana.says(FACTORIES)
        assert "40家" in (await replicas.said(ana))[0]
