"""Many people ask at once, or so many a second: when are they answered?

The emulated Telegram and the people in it are a process of their own, so that what they take of the
processor is not the bot's. `python -m benchmarks.crowd` prints the address of the Bot API, then
reads orders from stdin, one JSON object a line, and answers each with one. Invariant: the time of
an answer counts from when the update is there for the bot until its sendMessage has arrived.
"""

import asyncio
import json
import sys
import time
from collections import defaultdict, deque
from typing import Any

from bot.emulator import Event, Person, Telegram
from bot.emulator.server import serve

QUESTIONS = (
    "上海將新增多少家智能工廠？",
    "浙江省的數字化改革元年是哪一年？",
    "蓝牙道钉离停车框几米",
    "shanghai shuzihua zhuanxing",
    "如何重設密碼 xyzzy?",
)
PATIENCE_SECONDS = 120.0  # for the last answer


class Crowd:
    """People in a Telegram, and when each of their questions was answered."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._people: list[Person] = []
        self._asked: dict[int | None, deque[float]] = defaultdict(deque)
        self._taken: list[float] = []
        self._missing = 0
        self._most = 2000  # who ask in turn
        self._doubled = 0
        self._answered = asyncio.Event()
        telegram.subscribe(self._on_event)

    async def at_once(self, count: int) -> dict[str, Any]:
        """Have so many people ask at the same time; return answers a second and latencies."""
        people = self._crowd(count)
        started = self._begin(count)
        for number, person in enumerate(people):
            self._ask(number, person)
        await self._all_answered()
        return {**self._told(), "rate": count / (time.perf_counter() - started)}

    async def steadily(self, a_second: float, seconds: float) -> dict[str, Any]:
        """Have so many people a second ask for some time; return the latencies."""
        count = int(a_second * seconds)
        people = self._crowd(min(count, self._most))
        started = self._begin(count)
        for number in range(count):
            await asyncio.sleep(max(0.0, started + number / a_second - time.perf_counter()))
            self._ask(number, people[number % len(people)])
        await self._all_answered()
        self._forget()
        return self._told()

    async def flooded(self, count: int, a_second: float, seconds: float) -> dict[str, Any]:
        """Have one person send so many messages at once; return the latencies of others."""
        somebody = self._telegram.person("Eve", language_code="en", started=True)
        for _ in range(count):
            somebody.says(QUESTIONS[0])
        return await self.steadily(a_second, seconds)

    def askers(self, count: int) -> dict[str, Any]:
        """Have no more than so many people ask in turn."""
        self._most = count
        return {}

    def doubled(self) -> dict[str, Any]:
        """Return how many messages came to somebody who had no question open."""
        return {"doubled": self._doubled}

    def _crowd(self, count: int) -> list[Person]:
        while len(self._people) < count:
            name = f"P{len(self._people)}"
            self._people.append(self._telegram.person(name, language_code="zh-hant", started=True))
        return self._people[:count]

    def _begin(self, count: int) -> float:
        self._taken, self._missing = [], count
        self._answered.clear()
        return time.perf_counter()

    def _ask(self, number: int, person: Person) -> None:
        self._asked[person.id].append(time.perf_counter())
        person.says(QUESTIONS[number % len(QUESTIONS)])

    def _on_event(self, event: Event) -> None:
        if event.kind == "sent" and self._asked[event.chat_id]:
            self._taken.append(time.perf_counter() - self._asked[event.chat_id].popleft())
            self._missing -= 1
            if not self._missing:
                self._answered.set()
        elif event.kind == "sent":
            self._doubled += 1

    async def _all_answered(self) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._answered.wait()

    def _forget(self) -> None:
        """Let go of what was said: the bot's memory is measured, not this one's."""
        self._telegram.calls.clear()
        for person in self._people:
            person.chat.messages.clear()

    def _told(self) -> dict[str, Any]:
        return {"milliseconds": [1000 * seconds for seconds in self._taken]}


async def main() -> None:
    """Serve the emulator and do what stdin orders."""
    telegram = Telegram(username="youju_bot")
    async with serve(telegram) as base_url:
        _tell({"base_url": base_url, "token": telegram.token})
        crowd = Crowd(telegram)
        while line := await asyncio.to_thread(sys.stdin.readline):
            order = json.loads(line)
            match order.pop("do"):
                case "wait":
                    await telegram.wait_for_poller(within=PATIENCE_SECONDS)
                    _tell({})
                case "wait_for_webhook":
                    await telegram.wait_for("setWebhook", within=PATIENCE_SECONDS)
                    _tell({})
                case "wait_for_menus":  # what a bot sets once it receives
                    await telegram.wait_for(
                        "getMyCommands", order["count"], within=PATIENCE_SECONDS
                    )
                    _tell({})
                case "askers":
                    _tell(crowd.askers(**order))
                case "doubled":
                    _tell(crowd.doubled())
                case "at_once":
                    _tell(await crowd.at_once(**order))
                case "steadily":
                    _tell(await crowd.steadily(**order))
                case "flooded":
                    _tell(await crowd.flooded(**order))


def _tell(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
