"""Does it answer the way people ask?

`python -m benchmarks people --articles FOLDER --questions FILE` asks questions of all kinds. A line
has `kind`, `question`, perhaps `after` (the questions before) and `expect`, a pattern that the
first citation's quote or its article must hold. Without one nothing may be *answered*, small talk
has neither quote nor refusal, and a summary quotes three sentences.
Invariant: questions are asked exactly as readers ask them.
"""

import asyncio
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sets import DataError
from knowledge import Answer, Folder, KnowledgeBase, Verdict

SMALL_TALK, SUMMARY = "smalltalk", "summary"
SENTENCES = 3  # of a summary, at least


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as people ask it, and what is known of its answer."""

    kind: str
    question: str
    after: tuple[str, ...]
    expect: str | None


def lines(articles: Path, questions: Path) -> Iterator[str]:
    """Yield a line for each wrong answer, then how many are right of each kind."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one, answer in asyncio.run(_answers(articles, read(questions))):
        asked[one.kind] += 1
        right[one.kind] += is_right(one, answer)
        if not is_right(one, answer):
            first = next(iter(answer.citations), None)
            quote = first.highlight.of(first.quote) if first else "–"
            sure = f"{answer.verdict.value}, {answer.confidence:.2f}"
            yield f"{one.kind}: {one.question} ({sure}): {' '.join(quote.split())[:80]}"
    for kind, count in asked.items():
        yield f"{kind} {right[kind]} of {count}"
    yield f"all {right.total()} of {asked.total()}"


def read(file: Path) -> list[Asked]:
    """Return the questions of a file; raise DataError where a line is none."""
    found: list[Asked] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            after = tuple(row.get("after", ()))
            found.append(Asked(row["kind"], row["question"], after, row.get("expect")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(f"{file}:{number}: not a question: {error}") from error
    return found


def is_right(one: Asked, answer: Answer) -> bool:
    """Tell whether an answer is what is known to be right."""
    if one.kind == SMALL_TALK:
        return answer.intent.is_small_talk and not answer.citations
    if one.kind == SUMMARY:
        return len({c.highlight.of(c.quote) for c in answer.citations}) >= SENTENCES
    if one.expect is None:
        return answer.verdict is not Verdict.ANSWERED
    first = next(iter(answer.citations), None)
    if first is None:
        return False
    article = first.article
    fields = (article.title, article.author, article.source, article.published)
    shown = "\n".join(filter(None, (first.quote, *fields)))
    return re.search(one.expect, shown) is not None


async def _answers(articles: Path, asked: list[Asked]) -> list[tuple[Asked, Answer]]:
    with tempfile.TemporaryDirectory(prefix="youju-people-") as data:
        async with await KnowledgeBase.open(Path(data)) as base:
            await base.reload(Folder(articles))
            return [(one, await base.ask(one.question, one.after)) for one in asked]
