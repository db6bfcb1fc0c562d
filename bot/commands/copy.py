"""`copy`: how does everything move from a file to a server, or back?"""

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack

from bot.commands.progress import ProgressBar
from bot.delivery.lease import lease
from bot.settings import Settings, database_of
from knowledge import copy_everything


async def copy(options: argparse.Namespace, settings: Settings) -> int:
    """Copy the database from one address to another while no bot serves, and say what it has."""
    source, target = database_of(options.source), database_of(options.target)
    bar = ProgressBar(sys.stderr)
    async with AsyncExitStack() as stack:
        if await asyncio.to_thread(settings.data.exists):
            await stack.enter_async_context(lease(settings.data, standby=False))
        rows = await copy_everything(source, target, bar)
    bar.end()
    found = ", ".join(f"{count} {table}" for table, count in rows.items() if count)
    sys.stdout.write(f"{target}: {found}\n")
    return 0
