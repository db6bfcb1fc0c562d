"""Which update goes to which handler?

Everything that the bot can do, in order, on one screen. The terminal chat and the tests build the
same application. Invariant: handlers see new messages only, but for the one that is for edits.
"""

import logging

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.context import DESK, App, Context, Data, Desk
from bot.conversation import (
    adding,
    asking,
    browsing,
    governing,
    guesting,
    inline,
    introducing,
    opening,
    preferring,
    reading,
    reloading,
    shelf,
    studying,
    taking_back,
    versions,
    voicing,
)
from bot.flood import Patience
from bot.menus import present
from bot.ordering import ChatByChat
from bot.reply import Reply
from bot.sending import send

log = logging.getLogger(__name__)

NEW = filters.UpdateType.MESSAGE
GUEST = filters.UpdateType.GUEST_MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
PRIVATE = filters.ChatType.PRIVATE
HELP_WORDS = filters.Regex(r"(?i)^\W*(帮助|幫助|说明|說明|help)\W*$")  # commands cannot be Chinese
ONE_LINK = filters.Regex(r"(?i)^\s*https?://\S+\s*$")

UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
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
        .concurrent_updates(ChatByChat(desk.settings.handler_seconds))
        .rate_limiter(Patience())
        .job_queue(None)
    )
    if request:
        builder = builder.request(request).get_updates_request(request)
    application: App = builder.build()
    application.bot_data[DESK] = desk
    _add_handlers(application)
    return application


def _add_handlers(application: App) -> None:
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
        "ask": asking.on_ask,
        "articles": shelf.on_articles,
        "article": shelf.on_article,
        "about": introducing.on_about,
        "privacy": introducing.on_privacy,
        "add": adding.on_add,
        "reload": reloading.on_reload,
        "versions": versions.on_versions,
        "rollback": versions.on_rollback,
    }.items():
        application.add_handler(CommandHandler(command, handler, filters=NEW))
    application.add_handler(MessageHandler(NEW & PRIVATE & HELP_WORDS, introducing.on_help))
    application.add_handler(MessageHandler(NEW & PRIVATE & filters.COMMAND, introducing.on_unknown))
    application.add_handler(
        MessageHandler(NEW & PRIVATE & filters.Document.ALL, adding.on_document)
    )
    application.add_handler(MessageHandler(NEW & PRIVATE & ONE_LINK, adding.on_link))
    application.add_handler(MessageHandler(NEW & filters.TEXT, asking.on_text))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, asking.on_migration))
    application.add_handler(MessageHandler(EDITED & filters.TEXT, asking.on_edit))
    application.add_handler(MessageHandler(GUEST & filters.TEXT, guesting.on_guest))
    application.add_handler(InlineQueryHandler(inline.on_query))
    application.add_handler(CallbackQueryHandler(adding.on_button, adding.DATA))
    application.add_handler(CallbackQueryHandler(preferring.on_button, preferring.DATA))
    application.add_handler(CallbackQueryHandler(governing.on_button, governing.DATA))
    application.add_handler(CallbackQueryHandler(shelf.on_button, shelf.DATA))
    application.add_handler(CallbackQueryHandler(reading.on_button, reading.DATA))
    application.add_handler(CallbackQueryHandler(studying.on_button, studying.DATA))
    application.add_handler(CallbackQueryHandler(voicing.on_button, voicing.DATA))
    application.add_handler(CallbackQueryHandler(taking_back.on_button, taking_back.DATA))
    application.add_handler(CallbackQueryHandler(browsing.on_button))
    application.add_error_handler(on_error)


async def on_error(update: object, context: Context) -> None:
    """Deal with what Telegram or the network threw, in one place."""
    error = context.error
    match error:
        case Forbidden():
            log.info("a chat cannot be written to any more: %s", error)
        case BadRequest() | NetworkError() | ChatMigrated():
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
