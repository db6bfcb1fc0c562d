"""`run` and `chat`: how does the bot start to talk?"""

import argparse
import logging
import sys

from bot.commands.opening import opened
from bot.settings import Settings

# Telegram's library takes half a second to load, which `ask` need not wait for: it is imported by
# the functions that use it.


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve Telegram, or chat in the terminal if no token is set."""
    if not settings.token:
        sys.stderr.write("YOUJU_TELEGRAM_TOKEN is not set: this is a chat in the terminal.\n")
        return await chat(options, settings)
    from bot.service.desk import Desk  # noqa: PLC0415 - see above
    from bot.serving import answering_probes, serve  # noqa: PLC0415 - see above

    async with answering_probes(settings) as endpoint:
        told = [endpoint.start] if endpoint else []
        async with opened(settings, *told, fresh=True) as base:
            await serve(Desk(base, settings), endpoint)
    return 0


async def chat(_options: argparse.Namespace, settings: Settings) -> int:
    """Chat in the terminal with the bot's own handlers."""
    from bot.service.desk import Desk  # noqa: PLC0415 - see above
    from bot.terminal.chat import chat as talk  # noqa: PLC0415 - see above

    if settings.log_level == "INFO":  # the default: events would stand between what is said
        logging.getLogger("bot").setLevel(logging.WARNING)
    async with opened(settings, fresh=True) as base:
        await talk(Desk(base, settings), sys.stdin, sys.stdout)
    return 0
