import asyncio

import pytest

from bot.emulator import Person, Room, Telegram
from bot.service.desk import Desk
from bot.telegram.handlers import chat_action
from knowledge import Answer, KnowledgeBase
from tests.bot.conftest import Talk

FACTORIES = "上海將新增多少家智能工廠？"


@pytest.fixture
def gate(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Return what lets questions be answered, which take so long until then."""
    monkeypatch.setattr(chat_action, "LONG_SECONDS", 0.01)
    gate, ask = asyncio.Event(), KnowledgeBase.ask

    async def slow(base: KnowledgeBase, question: str, *words: str, **more: object) -> Answer:
        await gate.wait()
        return await ask(base, question, *words, **more)  # type: ignore[arg-type] # passed on

    monkeypatch.setattr(type(desk.base), "ask", slow)
    return gate


async def test_eyes_while_it_takes_long(
    talk: Talk, telegram: Telegram, ana: Person, room: Room, gate: asyncio.Event
) -> None:
    """In a group the question is looked at meanwhile, and no longer when its answer is there."""
    asked = ana.says(f"/ask {FACTORIES}", chat=room)
    await telegram.wait_for("setMessageReaction")
    assert telegram.reactions(asked) == ["👀"]
    gate.set()
    assert len(await talk(asked)) == 1
    assert telegram.reactions(asked) == []


async def test_typing_alone_with_the_reader(
    talk: Talk, telegram: Telegram, ana: Person, gate: asyncio.Event
) -> None:
    """In a private chat the bot is seen typing."""
    asked = ana.says(FACTORIES)
    await telegram.wait_for("sendChatAction")
    gate.set()
    assert len(await talk(asked)) == 1
    assert telegram.calls_of("setMessageReaction") == []


async def test_a_group_without_reactions(
    talk: Talk, telegram: Telegram, ana: Person, room: Room, gate: asyncio.Event
) -> None:
    """Where reactions are not allowed the answer comes all the same."""
    telegram.fail("setMessageReaction", 400, "Bad Request: REACTION_INVALID", times=2)
    asked = ana.says(f"/ask {FACTORIES}", chat=room)
    await telegram.wait_for("setMessageReaction")
    gate.set()
    assert len(await talk(asked)) == 1


async def test_a_quick_answer_shows_nothing(
    talk: Talk, telegram: Telegram, ana: Person, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signs are for waiting; who need not wait sees none."""
    monkeypatch.setattr(chat_action, "LONG_SECONDS", 60.0)
    assert len(await talk(ana.says(f"/ask {FACTORIES}", chat=room))) == 1
    assert telegram.calls_of("setMessageReaction") == []
