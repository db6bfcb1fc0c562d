"""What was asked, how was it answered, and what was cited?

Invariant: counts only; nobody's number leaves the database, and people are told apart by a digest
that nothing else carries.
"""

import asyncio
import json
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from bot.records.turns import ASKED
from bot.records.unanswered import Asked, gathered
from knowledge.storage import Database

DAY_SECONDS = 86_400.0
MOST_ROWS = 200_000  # questions that are counted, the latest
MOST_COMPARED = 2000  # of them that are compared with each other

Titles = Callable[[Iterable[str]], Awaitable[Mapping[str, str]]]
"""Returns the titles of the articles of some passages, by the passages' keys."""


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions of a day (UTC) had which outcome."""

    day: date
    answered: int = 0
    related: int = 0
    unanswered: int = 0

    @property
    def questions(self) -> int:
        """All of them."""
        return self.answered + self.related + self.unanswered


@dataclass(frozen=True, slots=True)
class Statistics:
    """What was asked on some days, one after another; the most asked and cited with how often."""

    days: tuple[Day, ...]
    people: int
    asked: tuple[tuple[str, int], ...]
    cited: tuple[tuple[str, int], ...]

    @property
    def total(self) -> Day:
        """The outcomes of all days together, as of the last."""
        return Day(
            self.days[-1].day,
            sum(day.answered for day in self.days),
            sum(day.related for day in self.days),
            sum(day.unanswered for day in self.days),
        )


async def statistics(
    database: Database, now: float, days: int, most: int, titles: Titles
) -> Statistics:
    """Return what was asked on so many days up to a moment, and the most asked and cited."""
    last = datetime.fromtimestamp(now, UTC).date()
    first = last - timedelta(days=days - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp()
    rows = await database.many_rows(
        "SELECT at, verdict, person, question, passages, turn FROM turns "
        f"WHERE at >= ? AND at <= ? AND question <> '' AND {ASKED} ORDER BY at DESC LIMIT ?",
        (since, now, MOST_ROWS),
    )
    outcomes = Counter((datetime.fromtimestamp(row[0], UTC).date(), row[1]) for row in rows)
    told = [first + timedelta(days=number) for number in range(days)]
    questions = [Asked(row[5], row[2], row[0], row[3]) for row in rows[:MOST_COMPARED]]
    groups = await asyncio.to_thread(gathered, questions)
    keys = Counter(key for row in rows if row[1] == "answered" for key in json.loads(row[4])[:1])
    return Statistics(
        tuple(
            Day(day, *(outcomes[day, one] for one in ("answered", "related", "unanswered")))
            for day in told
        ),
        _people(row[2] for row in rows),
        tuple((group.latest.question, group.times) for group in groups[:most]),
        await _titles(keys, titles, most),
    )


def _people(persons: Iterable[str]) -> int:
    salt = secrets.token_bytes(16)
    digests = (blake2b(person.encode(), key=salt, digest_size=8).digest() for person in persons)
    return len(set(digests))


async def _titles(keys: Counter[str], titles: Titles, most: int) -> tuple[tuple[str, int], ...]:
    counted: Counter[str] = Counter()
    for key, title in (await titles(keys)).items():
        counted[title] += keys[key]
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ordered[:most])
