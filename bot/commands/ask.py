"""`ask`: what do the articles answer, to one question or to a file of them?"""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from bot.cards.answer import ALONE, render_answer
from bot.cards.reading import CHOICES, render_choices, render_summary
from bot.cards.reply import Reply
from bot.cards.small_talk import render_small_talk
from bot.commands.opening import opened
from bot.commands.output import print_json
from bot.messages import messages
from bot.settings import Settings
from bot.terminal.wrapping import width_of
from knowledge import Answer, Intent, KnowledgeBase, answer_json


async def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or one a line of stdin."""
    async with opened(settings, fresh=False) as base:
        if options.jsonl:
            return await _answer_lines(base, sys.stdin)
        answer = await base.ask(options.question, options.after)
        if options.json:
            print_json(answer_json(answer))
            return 0
        reply = await _rendered(answer, base, settings)
    from bot.terminal.screen import Screen  # noqa: PLC0415 - loads Telegram's library

    screen = Screen(styled=sys.stdout.isatty(), width=lambda: width_of(sys.stdout))
    sys.stdout.write(screen.reply(reply) + "\n")
    return 0


async def _rendered(answer: Answer, base: KnowledgeBase, settings: Settings) -> Reply:
    say, intent = messages(settings.language), answer.intent
    if intent.is_small_talk:
        counts = await base.catalogue.counts()
        return render_small_talk(intent, await base.examples(), counts, say)
    if intent is Intent.SUMMARY:
        first = next(iter(answer.citations), None)
        item = await base.catalogue.item(first.article.id) if first else None
        if item:
            return render_summary(item, answer.citations, say, ALONE)
        items = await base.catalogue.page(CHOICES, 0)
        return render_choices(items, "summary", say)
    return render_answer(answer, 0, say, settings.contact)


async def _answer_lines(base: KnowledgeBase, lines: Iterable[str]) -> int:
    """Print one answer a question, in order; tell of lines that are none and go on."""
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _row(line)
        if row is None:
            sys.stderr.write(
                f'line {number}: not a question: write {{"id": "…", "question": "…"}} on one line\n'
            )
            code = 1
            continue
        answer = await base.ask(row["question"], _after(row.get("after")))
        print_json({"id": row.get("id"), **answer_json(answer)})
    return code


def _after(given: object) -> list[str]:
    """Return the questions before: one, or several with the last one last."""
    return list(map(str, given)) if isinstance(given, list) else [str(given)] if given else []


def _row(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and isinstance(row.get("question"), str) else None
