"""What can be done from a shell?

Invariant: answers go to stdout, progress and problems to stderr; the exit code is 0 when all went
well, 1 for a problem the user can mend (one sentence on stderr), 2 for wrong usage.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot import settings
from bot.commands.add import add_articles as add_command
from bot.commands.ask import ask as ask_command
from bot.commands.evaluate import evaluate as evaluate_command
from bot.commands.reload import reload as reload_command
from bot.commands.run import chat as chat_command
from bot.commands.run import run as run_command
from bot.errors import BotError
from bot.logs import set_up
from bot.settings import Settings
from knowledge import KnowledgeError

Command = Callable[[argparse.Namespace, Settings], Awaitable[int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        chosen = settings.load()
        set_up(chosen.log_level, chosen.token)
        return asyncio.run(_run(command, options, chosen))
    except (BotError, KnowledgeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


async def _run(command: Command, options: argparse.Namespace, chosen: Settings) -> int:
    return await command(options, chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="youju", description="Answers questions with the articles' own words, with citations."
    )
    parts = parser.add_subparsers(required=True, metavar="COMMAND")

    run = parts.add_parser("run", help="serve Telegram, or chat here if no token is set")
    run.set_defaults(command=run_command)

    chat = parts.add_parser("chat", help="try the bot in this terminal, without Telegram")
    chat.set_defaults(command=chat_command)

    ask = parts.add_parser("ask", help="answer a question, or many")
    ask.set_defaults(command=ask_command)
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="the question")
    what.add_argument(
        "--jsonl", action="store_true", help='answer {"id", "question"} lines from stdin'
    )
    ask.add_argument("--after", metavar="QUESTION", help="the question asked just before")
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")

    reload = parts.add_parser("reload", help="read the articles again, or some files")
    reload.set_defaults(command=reload_command)
    reload.add_argument("paths", nargs="*", type=Path, metavar="FOLDER|FILE")
    reload.add_argument("--json", action="store_true", help="print the report as JSON")

    add = parts.add_parser("add", help="add articles from files, web pages or a feed")
    add.set_defaults(command=add_command)
    where = add.add_mutually_exclusive_group(required=True)
    # A positional of many needs a default to be one of a choice.
    where.add_argument("sources", nargs="*", default=[], metavar="FILE|URL")
    where.add_argument("--feed", metavar="URL", help="add the new items of an RSS or Atom feed")
    add.add_argument("--json", action="store_true", help="print the report as JSON")

    evaluate = parts.add_parser("eval", help="measure the answers to known questions")
    evaluate.set_defaults(command=evaluate_command)
    evaluate.add_argument("--articles", type=Path, required=True, metavar="JSONL|FOLDER")
    evaluate.add_argument("--questions", type=Path, required=True, metavar="JSONL")
    evaluate.add_argument("--json", action="store_true", help="print the numbers as JSON")
    return parser
