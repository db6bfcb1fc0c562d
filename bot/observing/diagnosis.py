"""Is everything as it should be, and if not, what is to be done?

Invariant: a finding that is not fine says its remedy; looking changes nothing, and nothing that is
looked at can keep the rest from being looked at.
"""

import shutil
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

from telegram import Bot, Chat, ChatMember
from telegram.error import InvalidToken, TelegramError

from bot.messages import Messages, messages
from bot.service.desk import Desk
from bot.settings import Settings
from knowledge import KnowledgeError, PostgresUrl

State = Literal["fine", "doubtful", "broken"]
MARKS: dict[State, str] = {"fine": "✓", "doubtful": "!", "broken": "✗"}

LEAST_FREE = 200_000_000  # bytes on the disk: a reload writes beside what is live
MOST_AHEAD = 60.0  # seconds that two clocks may be apart: answers carry theirs in whole seconds
LONG_QUEUE = 100  # updates: more than some seconds' work
MEGABYTE = 1_000_000
MINUTES = len("2026-01-02T03:04")  # of a moment in ISO 8601
OTHERS = stat.S_IRWXG | stat.S_IRWXO  # rights that nobody else needs to the data folder
READERS = {"trafilatura": "html", "pypdf": "pdf", "docx": "docx", "feedparser": "feeds"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at: how it is, in words, with the remedy where there is one."""

    state: State
    words: str

    def __str__(self) -> str:
        return f"{MARKS[self.state]} {self.words}"


async def of_everything(desk: Desk, bot: Bot | None) -> list[Finding]:
    """Look at all that can be looked at from a shell, in English; there is no bot without token."""
    say, settings = messages("en"), desk.settings
    if bot:
        found = await of_telegram(bot, say)
    else:
        words = say("YOUJU_TELEGRAM_TOKEN is not set: `run` chats in the terminal.")
        found = [Finding("doubtful", words)]
    return [
        *found,
        *await of_server(desk, say),
        *await of_articles(desk, say),
        *await of_replicas(desk, say),
        *await of_people(desk, say),
        *of_machine(settings, say),
    ]


async def of_telegram(bot: Bot, say: Messages) -> list[Finding]:
    """Look at the token and at what BotFather was told of the bot."""
    try:
        me, hook = await bot.get_me(), await bot.get_webhook_info()
    except InvalidToken:
        remedy = say("Telegram does not know the token: copy it again from @BotFather.")
        return [Finding("broken", remedy)]
    except TelegramError as error:
        words = say("Telegram cannot be reached ({problem}).", problem=error.message)
        return [Finding("broken", words)]
    name = me.username or me.first_name
    found = [Finding("fine", say("Telegram knows the bot as @{name}.", name=name))]
    if me.can_read_all_group_messages:
        found.append(Finding("fine", say("Privacy mode is off: it hears mentions in groups.")))
    else:
        words = say(
            "Privacy mode is on: in groups it hears /ask and replies only. @BotFather, /setprivacy "
            "changes that."
        )
        found.append(Finding("doubtful", words))
    if not me.supports_inline_queries:
        words = say("Inline mode is off: @BotFather, /setinline turns it on.")
        found.append(Finding("doubtful", words))
    if hook.last_error_message:
        words = say("The webhook failed last: {problem}", problem=hook.last_error_message)
        found.append(Finding("broken", words))
    waiting = say.count(
        "{number} update waits at Telegram.",
        "{number} updates wait at Telegram.",
        hook.pending_update_count,
    )
    return [*found, Finding("fine", waiting)]


async def of_server(desk: Desk, say: Messages) -> list[Finding]:
    """Look at what the server of the Bot API has refused as unknown since the bot was started."""
    try:
        refused = await desk.records.refusals.all()
    except KnowledgeError as error:
        return [Finding("broken", str(error))]
    if not refused:
        return []
    words = say(
        "The server of the Bot API does not know: {names}. The bot does without; a newer server, "
        "or Telegram's own, would take it.",
        names=", ".join(map(str, refused)),
    )
    return [Finding("doubtful", words)]


async def of_traffic(desk: Desk, say: Messages) -> list[Finding]:
    """Look at what came in and is not done, and how often Telegram said that it is too much."""
    waiting, figures = await desk.records.inbox.count(), desk.figures
    queue = say.count(
        "{number} update is being dealt with.", "{number} updates are being dealt with.", waiting
    )
    waits = say.count(
        "Since the start Telegram asked to wait {number} time, {seconds} s in all.",
        "Since the start Telegram asked to wait {number} times, {seconds} s in all.",
        figures.flood_waits,
        seconds=round(figures.flood_seconds),
    )
    long = waiting >= LONG_QUEUE
    found = [Finding("doubtful" if long else "fine", queue), Finding("fine", waits)]
    if abs(figures.ahead) > MOST_AHEAD:
        words = say(
            "This computer's clock is {seconds} s away from Telegram's: have it set by the "
            "network.",
            seconds=round(abs(figures.ahead)),
        )
        found.append(Finding("doubtful", words))
    return found


async def of_chat(bot: Bot, chat: Chat, say: Messages) -> list[Finding]:
    """Look at what the bot may do in a group."""
    if chat.type == chat.PRIVATE:
        return []
    member = await bot.get_chat_member(chat.id, bot.id)
    if member.status in {ChatMember.ADMINISTRATOR, ChatMember.OWNER}:
        return [Finding("fine", say("It is an administrator here and hears everything."))]
    if member.status == ChatMember.RESTRICTED:
        words = say("It is restricted here: let it write messages.")
        return [Finding("broken", words)]
    return [Finding("fine", say("It is an ordinary member here."))]


async def of_articles(desk: Desk, say: Messages) -> list[Finding]:
    """Look at the articles, the database and the index."""
    try:
        articles, passages = await desk.base.catalogue.counts()
        (latest, *_) = [*await desk.base.library.versions(1), None]
        damage = await desk.base.library.damage()
        await desk.base.ask("?")
    except KnowledgeError as error:
        return [Finding("broken", str(error))]
    found = []
    if articles:
        words = say.count(
            "{number} article with {passages} passages has been read.",
            "{number} articles with {passages} passages have been read.",
            articles,
            passages=passages,
        )
        found.append(Finding("fine", words))
    else:
        words = say(
            "There are no articles: put some into {folder}, then /reload.",
            folder=desk.settings.articles,
        )
        found.append(Finding("broken", words))
    if latest:
        at = latest.at[:MINUTES].replace("T", " ")
        words = say("Version {version}, live since {at} UTC.", version=latest.version, at=at)
        found.append(Finding("fine", words))
    if damage:
        found.append(Finding("broken", _of_damage(desk.settings, damage, say)))
    return found


def _of_damage(settings: Settings, damage: str, say: Messages) -> str:
    if isinstance(settings.database, PostgresUrl):
        return say(
            "The database is damaged ({problem}): stop the bot, and restore it on its server.",
            problem=damage,
        )
    return say(
        "The database is damaged ({problem}): stop the bot, keep a copy of the data folder, "
        "then `python -m bot restore FILE` puts a backup back.",
        problem=damage,
    )


async def of_replicas(desk: Desk, say: Messages) -> list[Finding]:
    """Look at who serves from the database, where several may, and at this one among them."""
    if not desk.records.shared:
        return []
    try:
        seen = await desk.records.replicas.seen()
        version = await desk.base.catalogue.version()
    except KnowledgeError as error:
        return [Finding("broken", str(error))]
    count = say.count(
        "{number} replica serves from the database.",
        "{number} replicas serve from the database.",
        len(seen.replicas),
    )
    found = [Finding("fine", count)]
    if seen.replicas and not seen.leader:
        words = say(
            "None of them leads, so letters and news wait: one takes over within {seconds} s, else "
            "look at their logs.",
            seconds=round(desk.settings.lease_seconds),
        )
        found.append(Finding("doubtful", words))
    return found if desk.standing.alone else [*found, *_of_this_one(desk, version, say)]


def _of_this_one(desk: Desk, version: int, say: Messages) -> list[Finding]:
    """Look at this process among those that serve."""
    if not desk.standing.may_act:
        words = say(
            "This one has not reached the database lately and says nothing until it does: look at "
            "the network between them."
        )
        return [Finding("broken", words)]
    if desk.standing.leads:
        found = [Finding("fine", say("This one leads: it sends letters and news."))]
    else:
        found = [Finding("fine", say("This one follows: another one sends letters and news."))]
    if (answering := desk.base.library.answering()) < version:
        words = say(
            "This one answers from version {old}, the database has {new}: it follows by itself; if "
            "that lasts, look at its disk and its log.",
            old=answering,
            new=version,
        )
        found.append(Finding("doubtful", words))
    return found


async def of_people(desk: Desk, say: Messages) -> list[Finding]:
    """Look at what waits to be sent or to be answered."""
    letters = await desk.records.outbox.waiting()
    handed = await desk.records.handoffs.open_count()
    sending = say.count(
        "{number} message waits to be sent.", "{number} messages wait to be sent.", letters
    )
    waiting = say.count(
        "{number} question waits for a person.", "{number} questions wait for a person.", handed
    )
    found = [Finding("fine", sending)]
    found.append(Finding("doubtful" if handed else "fine", waiting))
    if not desk.settings.helpers:
        words = say("YOUJU_ADMINS is not set: nobody can /reload or be asked.")
        found.append(Finding("doubtful", words))
    return found


def of_machine(settings: Settings, say: Messages) -> list[Finding]:
    """Look at the disk, the data folder and the libraries."""
    free = shutil.disk_usage(settings.data).free
    words = say("{number} MB free on the disk.", number=free // MEGABYTE)
    found = [Finding("fine" if free >= LEAST_FREE else "broken", words)]
    if settings.data.stat().st_mode & OTHERS:
        words = say(
            "Others on this computer can look into {folder}: chmod 700 it.", folder=settings.data
        )
        found.append(Finding("doubtful", words))
    missing = [extra for library, extra in READERS.items() if find_spec(library) is None]
    if missing:
        words = say(
            "Not installed: {extras}. Files of these kinds are rejected.", extras=", ".join(missing)
        )
        found.append(Finding("doubtful", words))
    return found


def worst(found: Sequence[Finding]) -> State:
    """Return how bad the worst of some findings is.

    >>> worst([Finding("fine", ""), Finding("broken", ""), Finding("doubtful", "")])
    'broken'
    """
    return max((one.state for one in found), key=list(MARKS).index, default="fine")
