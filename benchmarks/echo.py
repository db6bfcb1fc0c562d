"""What is the least that a bot does? It says what it heard: python-telegram-bot as it comes.

`python -m benchmarks.echo BASE_URL TOKEN` polls until it is told to stop.
"""

import os
import sys

os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say a message again."""
    if update.message:
        await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Run the bot."""
    base_url, token = sys.argv[1:]
    application = ApplicationBuilder().token(token).base_url(base_url).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
