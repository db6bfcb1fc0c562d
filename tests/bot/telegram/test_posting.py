import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.cards.letters import packed
from bot.cards.reply import Reply
from bot.emulator import Person, Room, Telegram
from bot.records.outbox import Letter
from bot.service.desk import Desk
from bot.telegram import posting
from bot.telegram.posting import keep_posting
from tests.bot.conftest import Talk, running
from tests.patience import patience


class Post:
    """The outbox with somebody who keeps sending, and the letters that were refused."""

    def __init__(self, talk: Talk, desk: Desk) -> None:
        self.refused: list[str] = []
        self.talk, self._desk = talk, desk
        self._task = self._start()

    def _start(self) -> asyncio.Task[None]:
        return asyncio.create_task(keep_posting(self._desk, self.talk.application.bot, self._hear))

    async def _hear(self, letter: Letter, _desk: Desk) -> None:
        self.refused.append(letter.key)

    async def put(self, *letters: Letter) -> None:
        """Store letters and let the sender know."""
        await self._desk.records.outbox.put(*letters)
        self._desk.mail.set()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for something to have happened."""
        async with patience():
            while not done():  # noqa: ASYNC110 - what is waited for is on Telegram's side
                await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Stop sending, as a restart would."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task


@pytest.fixture
async def talk(desk: Desk, telegram: Telegram) -> AsyncIterator[Talk]:
    """Yield the running bot without a sender of its own."""
    async with running(desk, telegram, posting=False) as talk:
        yield talk


@pytest.fixture
async def post(talk: Talk, desk: Desk) -> AsyncIterator[Post]:
    """Yield a running sender beside the running bot."""
    post = Post(talk, desk)
    yield post
    await post.stop()


def letter(
    key: str, chat: int, *, once: bool = False, thread: str = "", answers: str = ""
) -> Letter:
    """Return a letter that says its key."""
    return Letter(key, 0.0, str(chat), packed(Reply(key)), thread, answers, once)


async def test_letters_arrive_in_order(post: Post, telegram: Telegram, ana: Person) -> None:
    """Each once, as they were written."""
    await post.put(*(letter(f"n{i}", ana.id) for i in range(3)))
    await post.talk.delivered()
    assert [m["text"] for m in telegram.replies(ana)] == ["n0", "n1", "n2"]


async def test_a_letter_finds_its_topic_and_question(
    post: Post, telegram: Telegram, ana: Person, room: Room
) -> None:
    """It comes as a reply to the question, in the topic where that was asked."""
    room.opens_topic("數字化")
    thread = str(room.topics["數字化"])
    asked = ana.says("你好", chat=room, thread="數字化")
    assert asked.message
    question = str(asked.message["message_id"])
    await post.put(letter("a", room.id, thread=thread, answers=question))
    await post.talk.delivered()
    message = telegram.replies(room)[-1]
    assert message["message_thread_id"] == int(thread)
    assert message["reply_to_message"]["message_id"] == int(question)


async def test_who_blocked_the_bot_is_given_up(post: Post, desk: Desk, ana: Person) -> None:
    """The letter is refused for good and whoever wrote it is told."""
    ana.blocks_bot()
    await post.put(letter("a", ana.id))
    await post.until(lambda: post.refused == ["a"])
    assert await desk.records.outbox.waiting() == 0


async def test_a_busy_telegram_is_asked_again(
    post: Post, telegram: Telegram, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a 502 the letter waits, and then it arrives once."""
    monkeypatch.setattr(posting, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(posting, "LOOK_SECONDS", 0.01)
    telegram.fail("sendMessage", 502, "Bad Gateway", times=2)
    await post.put(letter("a", ana.id))
    await post.talk.delivered()
    assert len(telegram.calls_of("sendMessage")) == 3
    assert [m["text"] for m in telegram.replies(ana)] == ["a"]


async def test_a_group_that_moved_is_followed(
    post: Post, telegram: Telegram, ana: Person, boss: Person
) -> None:
    """What was on its way to a basic group reaches the supergroup."""
    group = telegram.group("舊群", members=[ana, boss], basic=True)
    old = group.migrates()
    await post.put(letter("a", old))
    await post.talk.delivered()
    assert [m["text"] for m in telegram.replies(group)] == ["a"]


async def test_a_restart_sends_what_was_left(
    post: Post, talk: Talk, telegram: Telegram, desk: Desk, ana: Person
) -> None:
    """Also what the last process was sending when it died, but for what must not come twice."""
    await post.stop()
    await desk.records.outbox.put(letter("reply", ana.id), letter("news", ana.id, once=True))
    (reply,) = await desk.records.outbox.next(1.0, 9)
    await desk.records.outbox.sending(reply.letter)
    again = Post(talk, desk)
    await talk.delivered()
    await again.stop()
    assert [m["text"] for m in telegram.replies(ana)] == ["reply", "news"]


async def test_a_letter_that_cannot_be_read_any_more_blocks_no_other(
    post: Post, telegram: Telegram, ana: Person
) -> None:
    """It is left out, with its error in the log; the next one of the chat arrives."""
    broken = replace(letter("broken", ana.id), body="{")
    await post.put(broken, letter("whole", ana.id))
    await post.until(lambda: bool(telegram.replies(ana)))
    assert [one["text"] for one in telegram.replies(ana)] == ["whole"]
