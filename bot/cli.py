"""What can be done from a shell?

Invariant: answers go to stdout, progress and problems to stderr; the exit code is 0 when all went
well, 1 for a problem the user can mend (one sentence on stderr), 2 for wrong usage.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from bot import settings
from bot.commands.add import add_articles as add_command
from bot.commands.ask import ask as ask_command
from bot.commands.backup import backup as backup_command
from bot.commands.backup import export as export_command
from bot.commands.backup import restore as restore_command
from bot.commands.copy import copy as copy_command
from bot.commands.doctor import doctor as doctor_command
from bot.commands.evaluate import evaluate as evaluate_command
from bot.commands.refresh import refresh as refresh_command
from bot.commands.reload import reload as reload_command
from bot.commands.run import chat as chat_command
from bot.commands.run import run as run_command
from bot.commands.stats import stats as stats_command
from bot.commands.versions import rollback as rollback_command
from bot.commands.versions import versions as versions_command
from bot.errors import BotError
from bot.logs import set_up
from bot.settings import Settings
from knowledge import ArticlesMissingError, KnowledgeError, PostgresUrl, StoreError

Command = Callable[[argparse.Namespace, Settings], Awaitable[int]]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        chosen = settings.load()
        set_up(chosen.log_level, chosen.secrets, chosen.log_format)
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(_run(command, options, chosen))
    except (BotError, KnowledgeError) as error:
        sys.stderr.write(f"{error}{hint(error)}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def hint(error: Exception) -> str:
    """Return the variable that an error's remedy is about, in brackets; '' if there is none."""
    if isinstance(error, ArticlesMissingError):
        return f" ({settings.variable('articles')})"
    if not isinstance(error, StoreError):
        return ""
    if PostgresUrl.is_one(str(error)):
        return f" ({settings.variable('database_url')})"
    return f" ({settings.variable('data')})" if "name another" in str(error) else ""


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the event loop: uvloop where it is installed."""
    if find_spec("uvloop") is None:
        return None
    import uvloop  # noqa: PLC0415 - an extra

    return uvloop.new_event_loop


async def _run(command: Command, options: argparse.Namespace, chosen: Settings) -> int:
    return await command(options, chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="youju", description="Answers questions with the articles' own words, with citations."
    )
    parts = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (_add_talking, _add_articles, _add_keeping, _add_looking):
        add(parts)
    return parser


def _add_talking(parts: Commands) -> None:
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
    ask.add_argument(
        "--after",
        action="append",
        metavar="QUESTION",
        help="the question asked just before; more of them, the last one last",
    )
    ask.add_argument("--json", action="store_true", help="print the answer as JSON")


def _add_articles(parts: Commands) -> None:
    reload = parts.add_parser("reload", help="read the articles again, or some files")
    reload.set_defaults(command=reload_command)
    reload.add_argument("paths", nargs="*", type=Path, metavar="FOLDER|FILE")
    reload.add_argument("--json", action="store_true", help="print the report as JSON")
    reload.add_argument(
        "--force", action="store_true", help="whatever golden questions or a rollback hold back"
    )

    refresh = parts.add_parser("refresh", help="look again at the pages and feeds that were added")
    refresh.set_defaults(command=refresh_command)
    refresh.add_argument("--json", action="store_true", help="print the report as JSON")

    versions = parts.add_parser("versions", help="list the last knowledge versions")
    versions.set_defaults(command=versions_command)
    versions.add_argument("--json", action="store_true", help="print them as JSON")

    rollback = parts.add_parser("rollback", help="go back to the version before the live one")
    rollback.set_defaults(command=rollback_command)
    rollback.add_argument("version", nargs="?", type=int, help="or to this one, if it is kept")
    rollback.add_argument("--json", action="store_true", help="print the new version as JSON")

    add = parts.add_parser("add", help="add articles from files, web pages or a feed")
    add.set_defaults(command=add_command)
    where = add.add_mutually_exclusive_group(required=True)
    # A positional of many needs a default to be one of a choice.
    where.add_argument("sources", nargs="*", default=[], metavar="FILE|URL")
    where.add_argument("--feed", metavar="URL", help="add the new items of an RSS or Atom feed")
    add.add_argument("--json", action="store_true", help="print the report as JSON")


def _add_keeping(parts: Commands) -> None:
    backup = parts.add_parser("backup", help="write database and articles to one file")
    backup.set_defaults(command=backup_command)
    backup.add_argument("file", type=Path, metavar="FILE.zip")

    restore = parts.add_parser("restore", help="put a backup in the place of what is there")
    restore.set_defaults(command=restore_command)
    restore.add_argument("file", type=Path, metavar="FILE.zip")

    copy = parts.add_parser("copy", help="copy the database from a file to a server, or back")
    copy.set_defaults(command=copy_command)
    form = "sqlite:///FILE|postgresql://…"
    copy.add_argument("source", metavar="FROM", help=f"{form}; passwords stand in ~/.pgpass")
    copy.add_argument("target", metavar="TO", help=f"{form}, with nothing in it yet")

    export = parts.add_parser("export", help="write the live articles as Markdown and JSONL")
    export.set_defaults(command=export_command)
    export.add_argument("folder", type=Path, metavar="FOLDER")


def _add_looking(parts: Commands) -> None:
    doctor = parts.add_parser("doctor", help="look whether everything is as it should be")
    doctor.set_defaults(command=doctor_command)
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")

    stats = parts.add_parser("stats", help="count what was asked and how it was answered")
    stats.set_defaults(command=stats_command)
    stats.add_argument("--picture", type=Path, metavar="FILE.png", help="draw it, too")
    stats.add_argument("--json", action="store_true", help="print the numbers as JSON")

    evaluate = parts.add_parser("eval", help="measure the answers to known questions")
    evaluate.set_defaults(command=evaluate_command)
    evaluate.add_argument(
        "--articles",
        type=Path,
        nargs="+",
        metavar="JSONL|FOLDER",
        help="instead of the live articles: a folder, or files",
    )
    evaluate.add_argument(
        "--questions", type=Path, metavar="JSONL", help="instead of the golden ones beside them"
    )
    evaluate.add_argument("--json", action="store_true", help="print the numbers as JSON")
