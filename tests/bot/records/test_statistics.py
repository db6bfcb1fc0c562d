from datetime import date

import pytest

from bot.records.records import Records
from bot.records.turns import Place, Turn
from knowledge import Folder, KnowledgeBase
from tests.bot.records.test_records import SEEDS

NOW = 1_750_000_000.0  # 2025-06-15 15:06:40 UTC
DAY = 86_400.0


@pytest.fixture
async def base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Return a base with the sample article."""
    base = await KnowledgeBase.open(tmp_path_factory.mktemp("data"))
    await base.reload(Folder(SEEDS))
    return base


async def ask(base: KnowledgeBase, at: float, person: str, question: str) -> None:
    """Ask, and remember it."""
    answer = await base.ask(question)
    keys = tuple(one.passage for one in answer.citations if one.passage)
    place = Place("1", "", person, f"{person}-{at}")
    await Records.beside(base).turns.put(Turn(place, at, question, (), answer.verdict.value, keys))


async def test_questions_are_counted_by_day_and_outcome(base: KnowledgeBase) -> None:
    """With how many people asked, what they asked most, and what was cited."""
    await ask(base, NOW, "1", "浙江省的數字化改革元年是哪一年？")
    await ask(base, NOW - DAY, "1", "浙江省数字化改革元年是哪一年")
    await ask(base, NOW - DAY, "2", "如何重設密碼 xyzzy？")
    await ask(base, NOW - 9 * DAY, "3", "太久以前 xyzzy")
    found = await Records.beside(base).statistics(NOW, 3, 5, base.catalogue.titles_of)
    await base.close()
    assert [day.day for day in found.days] == [date(2025, 6, day) for day in (13, 14, 15)]
    assert [(d.answered, d.related, d.unanswered) for d in found.days] == [
        (0, 0, 0),
        (1, 0, 1),
        (1, 0, 0),
    ]
    assert (found.people, found.total.questions) == (2, 3)
    assert found.asked[0] == ("浙江省的數字化改革元年是哪一年？", 2)
    assert [number for _, number in found.cited] == [2]


async def test_nothing_was_asked(base: KnowledgeBase) -> None:
    """There are days all the same, without questions."""
    found = await Records.beside(base).statistics(NOW, 2, 5, base.catalogue.titles_of)
    await base.close()
    assert (found.total.questions, found.people, found.asked, found.cited) == (0, 0, (), ())
