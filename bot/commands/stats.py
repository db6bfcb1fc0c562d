"""`stats`: what was asked, and how was it answered?"""

import argparse
import asyncio
import sys
import time
from dataclasses import asdict
from pathlib import Path

from bot.cards.picture import LISTED, draw
from bot.commands.opening import opened
from bot.commands.output import print_json
from bot.messages import messages
from bot.records.records import Records
from bot.settings import Settings


async def stats(options: argparse.Namespace, settings: Settings) -> int:
    """Print the numbers, and write the picture if a file is named."""
    async with opened(settings, fresh=False) as base:
        found = await Records.beside(base).statistics(
            time.time(), settings.retention_days, LISTED, base.catalogue.titles_of
        )
    picture: Path | None = options.picture
    if picture:
        png = await asyncio.to_thread(draw, found, messages(settings.language))
        await asyncio.to_thread(picture.write_bytes, png)
    if options.json:
        days = [asdict(day) | {"day": day.day.isoformat()} for day in found.days]
        print_json(asdict(found) | {"days": days})
        return 0
    total = found.total
    sys.stdout.write(
        f"{found.days[0].day} – {found.days[-1].day}: {total.questions} questions, "
        f"{found.people} people\n"
        f"{total.answered} answered, {total.related} related, {total.unanswered} not answered\n"
    )
    for heading, rows in (("most asked", found.asked), ("most cited", found.cited)):
        sys.stdout.writelines(f"{heading}: {number} × {words}\n" for words, number in rows)
    return 0
