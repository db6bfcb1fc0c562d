"""Which update goes to which handler?

Everything that the bot can do, in order, on one screen. The terminal chat and the tests build the
same application. Invariant: handlers see new messages only, but for the one that is for edits.
"""

import logging
from dataclasses import replace

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
from bot.service.desk import Desk
from bot.telegram.context import ALLOWANCE, DESK, App, Context, Data
from bot.telegram.handlers import about as introducing
from bot.telegram.handlers import add as adding
from bot.telegram.handlers import admission, inline, privacy, unanswered, versions
from bot.telegram.handlers import articles as shelf
from bot.telegram.handlers import ask as asking
from bot.telegram.handlers import ban as banning
from bot.telegram.handlers import browse as browsing
from bot.telegram.handlers import deletion as taking_back
from bot.telegram.handlers import doctor as examining
from bot.telegram.handlers import feedback as voicing
from bot.telegram.handlers import group_settings as governing
from bot.telegram.handlers import guest as guesting
from bot.telegram.handlers import handoff as handing
from bot.telegram.handlers import kept_answers as keeping
from bot.telegram.handlers import membership as joining
from bot.telegram.handlers import preferences as preferring
from bot.telegram.handlers import read as reading
from bot.telegram.handlers import reload as reloading
from bot.telegram.handlers import start as opening
from bot.telegram.handlers import stats as counting
from bot.telegram.handlers import study as studying
from bot.telegram.handlers import subscriptions as subscribing
from bot.telegram.handlers.admin_only import reserved
from bot.telegram.handlers.allowed import BUTTON_COST as PRESS
from bot.telegram.handlers.allowed import TYPING_COST as TYPING
from bot.telegram.handlers.allowed import limited
from bot.telegram.inbox import may_pass
from bot.telegram.menus import present
from bot.telegram.rate_limiter import Limiter
from bot.telegram.sending import send

log = logging.getLogger(__name__)

NEW = filters.UpdateType.MESSAGE
GUEST = filters.UpdateType.GUEST_MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
PRIVATE = filters.ChatType.PRIVATE
HELP_WORDS = filters.Regex(r"(?i)^\W*(帮助|幫助|说明|說明|help)\W*$")  # commands cannot be Chinese
ONE_LINK = filters.Regex(r"(?i)^\s*https?://\S+\s*$")

READ_SECONDS = 15.0  # for an answer of Telegram: what was given up too soon may be sent twice

MOST_CONNECTIONS = 16  # to Telegram: each call looks at all of them; 64 cost a third of the answers
CONNECTION_SECONDS = 10.0  # that a call may wait for one
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
    """Return the application for a desk; a request class other than HTTP makes it local."""
    builder = (
        ApplicationBuilder()
        .token(desk.settings.token)
        .base_url(f"{desk.settings.bot_api_url}/bot")
        .base_file_url(f"{desk.settings.bot_api_url}/file/bot")
        .context_types(ContextTypes(context=Context, bot_data=Data, chat_data=Data, user_data=Data))
        .rate_limiter(Limiter(Pace(_limits(desk) if request is None else FREE), desk.figures))
        .job_queue(None)
    )
    if request:
        builder = builder.request(request).get_updates_request(request)
    else:
        builder = (
            builder.read_timeout(READ_SECONDS)
            .connection_pool_size(MOST_CONNECTIONS)
            .pool_timeout(CONNECTION_SECONDS)
        )
    application: App = builder.build()
    application.bot_data[DESK] = desk
    a_minute = desk.settings.questions_per_minute if request is None else NO_LIMIT
    application.bot_data[ALLOWANCE] = Allowance(a_minute)
    _add_handlers(application)
    return application


def _limits(desk: Desk) -> Limits:
    return replace(desk.limits, a_second=desk.settings.messages_per_second)


def _add_handlers(application: App) -> None:
    application.add_handler(TypeHandler(Update, admission.on_update), admission.BEFORE_ALL)
    _add_commands(application)
    _add_messages(application)
    _add_buttons(application)
    application.add_handler(InlineQueryHandler(limited(inline.on_query, TYPING)))
    application.add_handler(ChatMemberHandler(joining.on_change, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(on_error)


def _add_commands(application: App) -> None:
    application.add_handler(CommandHandler("ask", asking.on_ask, filters=NEW))
    for command, handler in {
        "start": opening.on_start,
        "help": introducing.on_help,
        "language": preferring.on_language,
        "easy": preferring.on_easy,
        "settings": governing.on_settings,
        "read": reading.on_read,
        "outline": reading.on_outline,
        "keywords": studying.on_keywords,
        "summary": studying.on_summary,
        "quote": studying.on_quote,
        "articles": shelf.on_articles,
        "article": shelf.on_article,
        "about": introducing.on_about,
        "privacy": privacy.on_privacy,
        "mydata": privacy.on_my_data,
        "forget": privacy.on_forget,
        "subscribe": subscribing.on_subscribe,
        "unsubscribe": subscribing.on_unsubscribe,
        "add": reserved(adding.on_add),
        "reload": reserved(reloading.on_reload),
        "versions": reserved(versions.on_versions),
        "rollback": reserved(versions.on_rollback),
        "stats": reserved(counting.on_stats),
        "doctor": reserved(examining.on_doctor),
        "ban": reserved(banning.on_ban),
        "unban": reserved(banning.on_unban),
        "unanswered": reserved(unanswered.on_unanswered),
    }.items():
        application.add_handler(CommandHandler(command, limited(handler), filters=NEW))


def _add_messages(application: App) -> None:
    on_help, on_unknown = limited(introducing.on_help), limited(introducing.on_unknown)
    application.add_handler(MessageHandler(NEW & PRIVATE & HELP_WORDS, on_help))
    application.add_handler(MessageHandler(NEW & PRIVATE & filters.COMMAND, on_unknown))
    application.add_handler(
        MessageHandler(NEW & PRIVATE & filters.Document.ALL, adding.on_document)
    )
    application.add_handler(MessageHandler(NEW & PRIVATE & ONE_LINK, adding.on_link))
    application.add_handler(MessageHandler(NEW & filters.TEXT, asking.on_text))
    application.add_handler(MessageHandler(NEW & filters.REPLY & ~filters.TEXT, asking.on_other))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, asking.on_migration))
    application.add_handler(MessageHandler(EDITED & filters.TEXT, asking.on_edit))
    application.add_handler(MessageHandler(GUEST & filters.TEXT, limited(guesting.on_guest)))


def _add_buttons(application: App) -> None:
    application.add_handler(CallbackQueryHandler(adding.on_button, adding.DATA))
    for form, on_button in {
        preferring.DATA: preferring.on_button,
        governing.DATA: governing.on_button,
        shelf.DATA: shelf.on_button,
        reading.DATA: reading.on_button,
        studying.DATA: studying.on_button,
        voicing.DATA: voicing.on_button,
        taking_back.DATA: taking_back.on_button,
        handing.DATA: handing.on_button,
        subscribing.DATA: subscribing.on_button,
        privacy.DATA: privacy.on_button,
        unanswered.DATA: reserved(unanswered.on_button),
        keeping.DATA: reserved(keeping.on_button),
    }.items():
        application.add_handler(CallbackQueryHandler(limited(on_button, PRESS), form))
    application.add_handler(CallbackQueryHandler(limited(browsing.on_button, PRESS)))


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
        say = context.say(update)
        try:
            await send(update.message, Reply(say("Something went wrong. Try again, please.")))
        except TelegramError:
            log.warning("nor could the apology be sent")


async def set_menu(application: App) -> None:
    """Set what Telegram shows of the bot; it serves without that, too."""
    try:
        await present(application.bot, application.bot_data[DESK])
    except TelegramError as error:
        log.warning("menus could not be set, the next start tries again: %s", error)
