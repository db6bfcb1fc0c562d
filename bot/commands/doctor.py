"""`doctor`: is everything on this machine as it should be?"""

import argparse
import sys
from dataclasses import asdict

from bot.commands.opening import opened
from bot.commands.output import print_json
from bot.messages import messages
from bot.settings import Settings
from knowledge import DamagedError, StoreError

BEGINS_ANEW = ". `run` keeps it under another name and begins anew with what can be read of it"


async def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Print what is fine and what to mend; return 1 if something is broken."""
    from bot.observing import diagnosis  # noqa: PLC0415 - Telegram's library takes half a second to load
    from bot.service.desk import Desk  # noqa: PLC0415 - as above
    from bot.telegram.connection import opened_bot  # noqa: PLC0415 - as above

    try:
        async with opened(settings, fresh=False) as base, opened_bot(settings) as bot:
            found = await diagnosis.of_everything(Desk(base, settings), bot)
    except StoreError as error:  # nothing can be asked of it
        words = f"{error}{BEGINS_ANEW if isinstance(error, DamagedError) else ''}"
        found = [diagnosis.Finding("broken", words)]
        found += diagnosis.of_machine(settings, messages("en"))
    if options.json:
        print_json([asdict(one) for one in found])
    else:
        sys.stdout.writelines(f"{one}\n" for one in found)
    return int(diagnosis.worst(found) == "broken")
