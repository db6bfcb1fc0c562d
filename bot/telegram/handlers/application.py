"""Which update goes to which handler?

Everything that the bot can do, in order, on one screen. The terminal chat and the tests build the
same application. Invariant: handlers see new messages only, but for the one that is for edits.
"""

import logging
import re
from dataclasses import dataclass, replace
from importlib import import_module

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.cards.reply import Reply
from bot.delivery.allowance import Allowance
from bot.delivery.handling import current
from bot.delivery.pace import FREE, Limits, Pace
from bot.delivery.standing import Standing
from bot.records.refusals import Refusal
from bot.service.desk import Desk
from bot.telegram.capabilities import Capabilities
from bot.telegram.commands import COMMANDS, CommandRow
from bot.telegram.connection import Connection
from bot.telegram.context import ALLOWANCE, CAPABILITIES, DESK, PACE, SIEVE, App, Context, Data
from bot.telegram.handlers import (
    about,
    add,
    admission,
    articles,
    ask,
    browse,
    deletion,
    feedback,
    group_settings,
    guest,
    handoff,
    inline,
    kept_answers,
    membership,
    preferences,
    privacy,
    read,
    study,
    subscriptions,
    unanswered,
)
from bot.telegram.handlers.admin_only import admin_only
from bot.telegram.handlers.allowance import BUTTON_COST, TYPING_COST, within_allowance
from bot.telegram.inbox import may_pass
from bot.telegram.menus import present
from bot.telegram.rate_limiter import Limiter
from bot.telegram.requests import CommandHandler as Answering
from bot.telegram.requests import Handler, PressHandler, Words, for_command, for_press, out_of_date
from bot.telegram.sending import send
from bot.telegram.sieve import Sieve

log = logging.getLogger(__name__)

NEW = filters.UpdateType.MESSAGE
GUEST = filters.UpdateType.GUEST_MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
PRIVATE = filters.ChatType.PRIVATE
HELP_WORDS = filters.Regex(r"(?i)^\W*(帮助|幫助|说明|說明|help)\W*$")  # commands cannot be Chinese
# What people send that is no words; what Telegram tells by itself is none of it.
WORDLESS = (
    filters.ANIMATION
    | filters.AUDIO
    | filters.CONTACT
    | filters.Dice.ALL
    | filters.LOCATION
    | filters.PHOTO
    | filters.POLL
    | filters.Sticker.ALL
    | filters.VENUE
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.VOICE
)
WORDS = filters.TEXT | filters.CAPTION
A_LINK = filters.Regex(r"(?i)https?://\S") | filters.CaptionRegex(r"(?i)https?://\S")

NO_LIMIT = 1e9  # questions a minute of who tries the bot in a terminal

UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
]


def build(desk: Desk, request: BaseRequest | None = None) -> App:
    """Return the application for a desk; a request class other than HTTP makes it local.

    Where several may serve from the database, it may act as long as it has a lease.
    """
    if request is None and desk.records.shared:
        desk = replace(desk, standing=Standing(desk.settings.lease_seconds))

    async def remember(refusal: Refusal) -> None:
        await desk.records.refusals.put(refusal, desk.now())

    def note_date(made: float) -> None:
        desk.figures.ahead = desk.now() - made

    capabilities, sieve = Capabilities(remember), Sieve(desk.settings.admins, desk.figures)
    pace = Pace(_limits(desk) if request is None else FREE)
    application: App = (
        ApplicationBuilder()
        .token(desk.settings.token)
        .base_url(f"{desk.settings.bot_api_url}/bot")
        .base_file_url(f"{desk.settings.bot_api_url}/file/bot")
        .context_types(ContextTypes(context=Context, bot_data=Data, chat_data=Data, user_data=Data))
        .rate_limiter(Limiter(pace, desk.figures, capabilities, desk.standing, desk.uses))
        .job_queue(None)
        .request(request or Connection())
        .get_updates_request(request or Connection(sieve.sift, note_date))
        .build()
    )
    application.bot_data[DESK] = desk
    application.bot_data[CAPABILITIES] = capabilities
    application.bot_data[SIEVE] = sieve
    a_minute = desk.settings.questions_per_minute if request is None else NO_LIMIT
    application.bot_data[ALLOWANCE] = Allowance(a_minute)
    application.bot_data[PACE] = pace
    _add_handlers(application)
    return application


def _limits(desk: Desk) -> Limits:
    return replace(desk.limits, a_second=desk.settings.messages_per_second)


def _add_handlers(application: App) -> None:
    application.add_handler(TypeHandler(Update, admission.on_update), admission.BEFORE_ALL)
    for row in COMMANDS:
        application.add_handler(CommandHandler(row.name, command_handler(row), filters=NEW))
    _add_messages(application)
    for button in BUTTONS:
        application.add_handler(CallbackQueryHandler(_button_handler(button), button.pattern))
    application.add_handler(InlineQueryHandler(within_allowance(inline.on_query, TYPING_COST)))
    application.add_handler(
        ChatMemberHandler(membership.on_change, ChatMemberHandler.MY_CHAT_MEMBER)
    )
    application.add_error_handler(on_error)


def command_handler(row: CommandRow) -> Handler:
    """Return the handler of updates for a command: `on_<command>` in the row's file."""
    module = import_module(f"bot.telegram.handlers.{row.file}")
    answering: Answering = getattr(module, f"on_{row.name}")
    handler = for_command(answering)
    if row.is_for_admins:
        handler = admin_only(handler)
    return within_allowance(handler) if row.is_counted else handler


def _add_messages(application: App) -> None:
    on_help = within_allowance(for_command(about.on_help))
    on_unknown, on_guest = within_allowance(about.on_unknown), within_allowance(guest.on_guest)
    for what, handler in (
        (NEW & PRIVATE & HELP_WORDS, on_help),
        (NEW & PRIVATE & filters.COMMAND, on_unknown),
        (NEW & PRIVATE & filters.Document.ALL, add.on_document),
        (NEW & PRIVATE & A_LINK, add.on_link),
        (NEW & WORDS, ask.on_text),
        (NEW & filters.REPLY & ~filters.TEXT, ask.on_other),
        (NEW & PRIVATE & WORDLESS, on_unknown),
        (filters.StatusUpdate.MIGRATE, ask.on_migration),
        (EDITED & WORDS, ask.on_edit),
        (GUEST & filters.TEXT, on_guest),
    ):
        application.add_handler(MessageHandler(what, handler))


@dataclass(frozen=True, slots=True)
class ButtonRow:
    """Buttons of a form, what handles them, and what is said to those that mean nothing now."""

    form: re.Pattern[str]
    handler: PressHandler
    refusal: Words = out_of_date
    is_for_admins: bool = False
    is_counted: bool = True
    takes_the_rest: bool = False  # whatever no other row takes

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What python-telegram-bot looks for: the form, or nothing in particular."""
        return None if self.takes_the_rest else self.form


BUTTONS = (
    ButtonRow(add.DATA, add.on_button, add.out_of_date, is_counted=False),
    ButtonRow(preferences.DATA, preferences.on_button),
    ButtonRow(group_settings.DATA, group_settings.on_button),
    ButtonRow(articles.DATA, articles.on_button, study.out_of_date),
    ButtonRow(read.DATA, read.on_button),
    ButtonRow(study.DATA, study.on_button, study.out_of_date),
    ButtonRow(feedback.DATA, feedback.on_button),
    ButtonRow(deletion.DATA, deletion.on_button),
    ButtonRow(handoff.DATA, handoff.on_button),
    ButtonRow(subscriptions.DATA, subscriptions.on_button, subscriptions.out_of_date),
    ButtonRow(privacy.DATA, privacy.on_button, privacy.not_yours),
    ButtonRow(unanswered.DATA, unanswered.on_button, unanswered.out_of_date, is_for_admins=True),
    ButtonRow(
        kept_answers.DATA, kept_answers.on_button, kept_answers.out_of_date, is_for_admins=True
    ),
    ButtonRow(browse.DATA, browse.on_button, takes_the_rest=True),
)


def _button_handler(row: ButtonRow) -> Handler:
    handler = for_press(row.form, row.handler, row.refusal)
    if row.is_for_admins:
        handler = admin_only(handler)
    return within_allowance(handler, BUTTON_COST) if row.is_counted else handler


async def on_error(update: object, context: Context) -> None:
    """Deal with what Telegram or the network threw, in one place; what may pass is the inbox's."""
    error = context.error
    current().error = error
    match error:
        case _ if error is not None and may_pass(error):
            log.debug("to be tried again: %s", error)
        case Forbidden():
            log.info("a chat cannot be written to any more: %s", error)
        case BadRequest() | ChatMigrated():
            log.warning("Telegram did not take an answer: %s", error)
        case _:
            log.error("an update could not be handled", exc_info=error)
            await _apologise(update, context)


async def _apologise(update: object, context: Context) -> None:
    if isinstance(update, Update) and update.message and update.message.chat.type == "private":
        say = context.session(update).say
        try:
            await send(update.message, Reply(say("Something went wrong. Try again, please.")))
        except TelegramError:
            log.warning("nor could the apology be sent")


async def set_menu(application: App) -> None:
    """Set what Telegram shows of the bot; it serves without that, too."""
    try:
        await present(application.bot, application.bot_data[DESK])
    except Exception as error:  # noqa: BLE001 - a comfort must not end what serves
        log.warning("menus could not be set, the next start tries again: %r", error)
