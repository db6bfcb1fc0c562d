"""What does a reload cost, and what do those who ask meanwhile notice of it?

`python -m benchmarks reload` makes its own articles from a seeded vocabulary, so it needs no data.
Invariant: a question arrives when its time has come, whether the one before was answered or not,
and its latency counts from then: waiting in line is not hidden.
"""

import asyncio
import json
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.numbers import percentile
from benchmarks.progress import tell
from benchmarks.sets import SEED
from bot.records.records import Records
from bot.records.turns import Place, Turn
from knowledge import Answer, Folder, KnowledgeBase, Report

PARAGRAPHS, SENTENCES = 10, 3  # of an article, of a paragraph
FOLDERS = 100
EVERY_SECONDS = (
    0.05  # between two questions: twenty a second is more than Telegram lets one bot say
)
IDLE_SECONDS = 30.0
WARMING = 20  # questions that are not counted

THINGS = (
    "單車 車站 道釘 路燈 社區 居民 醫院 診所 工廠 船塢 港口 渡輪 燈塔 茶園 春茶 果園 稻田 河道 "
    "橋樑 公園 圖書館 學校 市場 郵局 電車 票價 時刻 路線 志願者 颱風 雨量 氣溫 水庫 電網 博物館 "
    "劇場 球場 泳池 山路 隧道"
).split()
DEEDS = "增加 減少 改善 公布 檢查 安裝 關閉 開放 討論 決定 維修 擴建 遷移 試行 登記 補助".split()


@dataclass(slots=True)
class Latencies:
    """Seconds from when a question came until it was answered and remembered, and failures."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    def told(self) -> str:
        """Return what can be said of them."""
        p50, p95, p99 = (1000 * percentile(self.seconds, p) for p in (50, 95, 99))
        worst = 1000 * max(self.seconds)
        times = f"p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f}, worst {worst:.1f} ms"
        return f"{len(self.seconds)} questions, {self.failed} failed: {times}"


def lines(articles: int) -> Iterator[str]:
    """Yield what is measured, line by line."""
    with tempfile.TemporaryDirectory(prefix="youju-reload-") as folder:
        home = Path(folder)
        for measure in (_of_files, _of_lines):
            result: list[str] = []
            asyncio.run(measure(home / measure.__name__, articles, result.append))
            yield from result


async def _of_files(home: Path, articles: int, say: Callable[[str], None]) -> None:
    """Measure a folder of files, with questions."""
    shelf = Folder(home / "articles")
    write_files(shelf.path, articles, SEED)
    async with await KnowledgeBase.open(home / "data") as base:
        await _timed(say, "files: the first reload", base.reload(shelf))
        await _timed(say, "files: unchanged", base.reload(shelf))
        await _timed(say, "files: unchanged again", base.reload(shelf))
        changed = next(shelf.path.rglob("*.md"))
        changed.write_text(changed.read_text("utf-8") + "\n\n另外一句話。\n", "utf-8")
        await _timed(say, "files: one changed", base.reload(shelf))
        await ask_until(base, asyncio.sleep(WARMING * EVERY_SECONDS))
        idle = await ask_until(base, asyncio.sleep(IDLE_SECONDS))
        say(f"idle: {idle.told()}")
        write_files(shelf.path, articles, SEED + 1)
        busy = await ask_until(base, _timed(say, "files: all changed", base.reload(shelf)))
        say(f"during that reload: {busy.told()}")
        ratio = percentile(busy.seconds, 99) / percentile(idle.seconds, 99)
        say(f"p99 during the reload is {ratio:.1f} times that of idle")
        await _timed(say, "rollback of all", base.roll_back())
        held = await ask_until(base, asyncio.sleep(WARMING * EVERY_SECONDS))
        say(f"after it: {held.told()}")


async def _of_lines(home: Path, articles: int, say: Callable[[str], None]) -> None:
    """Measure one file of lines."""
    shelf = Folder(home / "articles")
    shelf.path.mkdir(parents=True)
    file = shelf.path / "all.jsonl"
    rows = [
        {"id": str(number), "title": title, "text": "\n\n".join(paragraphs)}
        for number, (title, paragraphs) in enumerate(made(articles, SEED))
    ]
    _write_lines(file, rows)
    async with await KnowledgeBase.open(home / "data") as base:
        await _timed(say, "lines: the first reload", base.reload(shelf))
        await _timed(say, "lines: unchanged", base.reload(shelf))
        rows[articles // 2]["text"] += "\n\n另外一句話。"
        _write_lines(file, rows)
        await _timed(say, "lines: one changed", base.reload(shelf))


async def ask_until(base: KnowledgeBase, work: Awaitable[object]) -> Latencies:
    """Ask at a steady pace until some work is done; return how long the answers took."""
    chance, latencies = random.Random(SEED), Latencies()
    asked: list[asyncio.Future[None]] = []
    task = asyncio.ensure_future(work)
    start = time.perf_counter()
    while not task.done():
        due = start + len(asked) * EVERY_SECONDS
        question = f"哪裡的{chance.choice(THINGS)}{chance.choice(DEEDS)}{chance.choice(THINGS)}"
        asked.append(asyncio.ensure_future(_ask(base, question, due, len(asked), latencies)))
        await asyncio.sleep(max(0.0, due + EVERY_SECONDS - time.perf_counter()))
    await asyncio.gather(*asked)
    await task
    return latencies


async def _ask(
    base: KnowledgeBase, question: str, due: float, number: int, latencies: Latencies
) -> None:
    """Ask and remember a question as the bot does; count from when it was due."""
    try:
        answer = await base.ask(question)
        await Records.beside(base).turns.put(_turn(question, number, answer))
    except Exception:  # noqa: BLE001 - any failure counts, whatever it is
        latencies.failed += 1
    latencies.seconds.append(time.perf_counter() - due)


def _turn(question: str, number: int, answer: Answer) -> Turn:
    keys = tuple(citation.passage for citation in answer.citations)
    place = Place("1", "", "1", str(number))
    return Turn(place, time.time(), question, (), answer.verdict.value, keys)


async def _timed(say: Callable[[str], None], what: str, work: Awaitable[Report | object]) -> None:
    tell(what)
    started = time.perf_counter()
    done = await work
    seconds = time.perf_counter() - started
    passages = (
        f" ({done.articles:,} articles, {done.passages:,} passages)"
        if isinstance(done, Report)
        else ""
    )
    say(f"{what}: {seconds:.2f} s{passages}")


def write_files(folder: Path, articles: int, seed: int) -> None:
    """Write articles as Markdown files in folders."""
    for number, (title, paragraphs) in enumerate(made(articles, seed)):
        file = folder / f"{number % FOLDERS:02d}" / f"{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {title}\n\n" + "\n\n".join(paragraphs) + "\n", "utf-8")


def _write_lines(file: Path, rows: list[dict[str, str]]) -> None:
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


def made(articles: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the titles and paragraphs of made articles, the same ones for a seed."""
    chance = random.Random(seed)
    for number in range(articles):
        title = f"第{number}篇：{chance.choice(THINGS)}與{chance.choice(THINGS)}"
        yield (
            title,
            ["".join(_sentence(chance) for _ in range(SENTENCES)) for _ in range(PARAGRAPHS)],
        )


def _sentence(chance: random.Random) -> str:
    one, two, three = chance.sample(THINGS, 3)
    deed, other = chance.sample(DEEDS, 2)
    return f"{one}{deed}了{two}的{chance.randint(2, 9999)}處{three}，預計明年{other}。"
