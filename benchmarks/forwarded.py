"""Does it find what a forwarded text says, and tell what is from elsewhere?

`python -m benchmarks forwarded` compares the texts of `tests/cases/forwarded.jsonl`, then rewritten
paragraphs of the sample and of the cases' articles (cut, reordered, in the other script, with other
numbers, between foreign sentences), then each paragraph with all articles but its own, and times
texts of Telegram's longest over 5,000 made passages. Invariant: the seed alone decides what is
rewritten; nothing of it is anybody else's text.
"""

import asyncio
import json
import random
import re
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC

from benchmarks.numbers import percentile
from benchmarks.progress import tell
from benchmarks.reload import made, write_files
from benchmarks.sets import SEED
from knowledge import Compared, DifferenceKind, Folder, KnowledgeBase, Scope
from knowledge.language.folding import fold
from knowledge.language.sentences import sentences

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
LONGEST_MESSAGE, A_FEW_SENTENCES = 4096, 400  # characters
MOST_JOINED = 80  # paragraphs: more than the longest message has
MADE_ARTICLES = 500  # of ten passages
TIMED = 40  # texts of each length
FEWEST_CHARACTERS = 20  # of a paragraph that is rewritten: shorter ones are headings

_NUMBER = re.compile(r"(?<![\d.,A-Za-z])[1-9]\d{0,3}(?![\d.,A-Za-z])")
_FOREIGN = "昨天傍晚街角的麵包店排了很長的隊。\n", "\n孩子們在操場上放風箏，笑得很開心。"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A paragraph that was rewritten, and the numbers that were changed: as said, as written."""

    kind: str
    text: str
    paragraph: str
    numbers: tuple[tuple[str, str], ...] = ()


def lines() -> Iterator[str]:
    """Yield what is measured, line by line."""
    result: list[str] = []
    asyncio.run(_measured(result.append))
    yield from result


def rewritten(paragraph: str, chance: random.Random) -> Iterator[Rewritten]:
    """Yield a paragraph in the ways in which it is passed on."""
    spans = [span.of(paragraph) for span in sentences(paragraph)]
    if len(spans) > 1:
        kept = max(1, len(spans) // 2)
        yield Rewritten("cut to half of its sentences", "".join(spans[:kept]), paragraph)
        yield Rewritten("sentences reordered", "\n".join(reversed(spans)), paragraph)
    clauses = re.split(r"(?<=[，,、])", paragraph)
    if len(clauses) > 3:  # noqa: PLR2004 - else too little is left
        left = chance.randrange(1, len(clauses) - 1)
        cut = "".join(clauses[:left] + clauses[left + 1 :])
        yield Rewritten("a clause left out", cut, paragraph)
    other = "t2s" if fold(paragraph) != paragraph else "s2t"
    yield Rewritten("the other script", OpenCC(other).convert(paragraph), paragraph)
    yield Rewritten("between foreign sentences", paragraph.join(_FOREIGN), paragraph)
    changed: list[tuple[str, str]] = []

    def another(match: re.Match[str]) -> str:
        changed.append((str(int(match[0]) + chance.randint(1, 8)), match[0]))
        return changed[-1][0]

    text = _NUMBER.sub(another, paragraph)
    if changed:
        yield Rewritten("numbers changed", text, paragraph, tuple(changed))


def numbers_told(compared: Compared) -> list[tuple[str, str]]:
    """Return the numbers that differ from the first passage: as said, as written."""
    first = compared.comparisons[0]
    return [
        (one.said.of(compared.text), one.written.of(first.passage.quote))
        for one in first.differences
        if one.kind is DifferenceKind.NUMBER
    ]


def is_right(compared: Compared, differs: list[list[str]]) -> bool:
    """Tell whether what differs and matters is what a case says, no more and no less."""
    first = compared.comparisons[0]
    found = [
        (one.kind.value, one.said.of(compared.text), one.written.of(first.passage.quote))
        for one in first.differences
        if one.kind is not DifferenceKind.OTHER
    ]
    return len(found) == len(differs) and all(
        kind == expected[0] and fold(expected[1]) in fold(said) and fold(expected[2]) in fold(other)
        for (kind, said, other), expected in zip(found, differs, strict=True)
    )


async def _measured(say: Callable[[str], None]) -> None:
    async with _opened(_sample) as base:
        tell("cases")
        await _of_cases(base, say)
        tell("rewritten paragraphs")
        await _of_rewritten(base, say)
        tell("paragraphs from elsewhere")
        await _of_foreign(base, say)
    async with _opened(_many) as base:
        tell("times")
        await _of_times(base, say)


@asynccontextmanager
async def _opened(write: Callable[[Path], None]) -> AsyncIterator[KnowledgeBase]:
    with tempfile.TemporaryDirectory(prefix="youju-forwarded-") as home:
        folder = Path(home) / "articles"
        folder.mkdir()
        write(folder)
        async with await KnowledgeBase.open(Path(home) / "data") as base:
            await base.reload(Folder(folder))
            yield base


def _sample(folder: Path) -> None:
    for file in (*(ROOT / "seeds").iterdir(), CASES / "library" / "library.jsonl"):
        shutil.copy(file, folder)
    for file in (CASES / "summaries").iterdir():
        shutil.copy(file, folder)


def _many(folder: Path) -> None:
    _sample(folder)
    write_files(folder, MADE_ARTICLES, SEED)


async def _of_cases(base: KnowledgeBase, say: Callable[[str], None]) -> None:
    rows = [json.loads(row) for row in (CASES / "forwarded.jsonl").read_text("utf-8").splitlines()]
    found = [(row, await base.compare(row["text"])) for row in rows]
    ours = [(row, compared) for row, compared in found if row["words"]]
    first = [
        (row, compared)
        for row, compared in ours
        if compared.comparisons and row["words"] in compared.comparisons[0].passage.quote
    ]
    right = sum(is_right(compared, row["differs"]) for row, compared in first)
    told = [compared for row, compared in found if not row["words"] and not compared.comparisons]
    say(f"cases: first {len(first)} of {len(ours)}, differences right {right} of {len(ours)}")
    say(f"cases from elsewhere: told {len(told)} of {len(found) - len(ours)}")


async def _of_rewritten(base: KnowledgeBase, say: Callable[[str], None]) -> None:
    chance = random.Random(SEED)
    shares: dict[str, list[float]] = {}
    right = changed = 0
    for paragraph, _ in await _paragraphs(base):
        for one in rewritten(paragraph, chance):
            compared = await base.compare(one.text)
            best = compared.comparisons[0] if compared.comparisons else None
            is_first = best and best.passage.quote.strip() == paragraph.strip()
            shares.setdefault(one.kind, []).append(best.share if best and is_first else 0.0)
            if one.numbers:
                changed += 1
                right += bool(best) and numbers_told(compared) == list(one.numbers)
    for kind, found in shares.items():
        first = sum(share > 0 for share in found)
        say(f"{kind}: first {first} of {len(found)}, share {min(found):.2f} or more")
    say(f"numbers changed: each told, and no other, in {right} of {changed}")


async def _of_foreign(base: KnowledgeBase, say: Callable[[str], None]) -> None:
    found = await _paragraphs(base)
    ids = sorted({article for _, article in found})
    shares = []
    for paragraph, article in found:
        others = base.within(Scope(tuple(one for one in ids if one != article)))
        shares.append((await others.compare(paragraph)).share)
    told = sum(share == 0 for share in shares)
    most = f"share {max(shares):.2f} at most"
    say(f"paragraphs of other articles: told {told} of {len(shares)}, {most}")


async def _paragraphs(base: KnowledgeBase) -> list[tuple[str, str]]:
    """Return the paragraphs of the articles with the articles' ids."""
    return [
        (block.span.of(article.text), article.id)
        async for article in base.catalogue.articles()
        for block in article.blocks
        if block.kind == "paragraph" and block.span.end - block.span.start >= FEWEST_CHARACTERS
    ]


async def _of_times(base: KnowledgeBase, say: Callable[[str], None]) -> None:
    chance = random.Random(SEED)
    told = [p for _, paragraphs in made(MADE_ARTICLES, SEED) for p in paragraphs]
    _, passages = await base.catalogue.counts()
    for length in (LONGEST_MESSAGE, A_FEW_SENTENCES):
        times, work = [], []
        for _ in range(TIMED + 1):
            text = "\n".join(chance.sample(told, min(len(told), MOST_JOINED)))[:length]
            started, worked = time.perf_counter(), time.process_time()
            await base.compare(text)
            times.append(1000 * (time.perf_counter() - started))
            work.append(1000 * (time.process_time() - worked))
        p50, p95 = (percentile(times[1:], percent) for percent in (50, 95))
        core = f"of a core {percentile(work[1:], 50):.1f} and {percentile(work[1:], 95):.1f} ms"
        over = f"{length} characters over {passages:,} passages"
        say(f"{over}: p50 {p50:.1f}, p95 {p95:.1f} ms, {core}, the first of all {times[0]:.1f} ms")
