"""What does a process load before it bears others, so that none of them has to?

All that a bot loads at its start, for a first reload and for first questions. Invariant: no thread
and no other process of ours is left, for a child would have neither.
"""

import asyncio
import gc
from pathlib import Path

import bot.serving
import bot.terminal.chat  # noqa: F401 - as the one above: loaded when it is needed first
from knowledge import Folder, KnowledgeBase
from knowledge.reading.readers import shared

SEEDS = Path(__file__).parents[2] / "seeds"
QUESTIONS = ("上海將新增多少家智能工廠？", "Who built the factories?")


def load(data: Path) -> None:
    """Load everything, with a data folder for it."""
    asyncio.run(_read_and_ask(data))
    shared().close()
    gc.freeze()  # or a child would copy all of it to look for what is not needed any more


async def _read_and_ask(data: Path) -> None:
    async with await KnowledgeBase.open(data) as base:
        await base.reload(Folder(SEEDS))
        for question in QUESTIONS:
            await base.ask(question)
