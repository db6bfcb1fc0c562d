"""Who is this bot, what has it read, and what does it remember?"""

from telegram import Update

from bot import sending
from bot.context import Context
from bot.conversation import opening
from bot.messages import Messages
from bot.reply import Composition, Reply
from knowledge import KnowledgeBase


async def on_start(update: Update, context: Context) -> None:
    """Say hello, and how to ask; or open the passage that a link names."""
    if context.args and await opening.opened(context.args[0], update, context):
        return
    say = context.say(update)
    text = Composition().add(say("Youju: answers with the articles' own words."), "bold")
    text.add("\n\n" + _how_to_ask(say) + "\n\n" + await what_was_read(context.desk.base, say))
    await _send(update, text.reply())


async def on_help(update: Update, context: Context) -> None:
    """Say how to ask, and list the commands."""
    say = context.say(update)
    text = Composition().add(_how_to_ask(say)).add("\n\n")
    text.add("\n".join(f"/{name} – {words}" for name, words in commands(say).items()))
    if context.is_admin(update):
        admins = admin_commands(say).items()
        text.add("".join(f"\n/{name} – {words}" for name, words in admins))
    await _send(update, text.reply())


async def on_about(update: Update, context: Context) -> None:
    """Say what this is and which articles it knows."""
    say = context.say(update)
    text = Composition().add(say("About Youju (有據)"), "bold")
    about = say(
        "Every answer is a passage of the articles, word for word, with its place. Nothing is "
        "generated, and no question leaves this computer but for Telegram itself."
    )
    text.add("\n\n" + about + "\n\n" + await what_was_read(context.desk.base, say))
    version = await context.desk.base.articles.version()
    text.add("\n" + say("Knowledge version {version}.", version=version))
    await _send(update, text.reply())


async def on_unknown(update: Update, context: Context) -> None:
    """Point to /help in a private chat; groups never hear of a command that is not ours."""
    say = context.say(update)
    await _send(update, Reply(say("I don't know this command. /help lists those I know.")))


def commands(say: Messages) -> dict[str, str]:
    """Return the commands that everyone may use, with what they do, for menus and help."""
    return {
        "ask": say("ask a question"),
        "articles": say("what has been read"),
        "article": say("about one article"),
        "subscribe": say("subscribe to new articles"),
        "help": say("how to ask"),
        "about": say("about this bot"),
        "privacy": say("what is remembered"),
        "mydata": say("get a copy of your data"),
        "forget": say("delete your data"),
    }


def admin_commands(say: Messages) -> dict[str, str]:
    """Return the commands that only admins may use, with what they do."""
    return {
        "add": say("add a page; or send me a link or a file (admins)"),
        "reload": say("read the articles again (admins)"),
        "stats": say("what is asked, as a picture (admins)"),
        "doctor": say("is everything as it should be? (admins)"),
        "ban": say("ignore somebody (admins)"),
        "unban": say("answer somebody again (admins)"),
        "unanswered": say("what was not answered (admins)"),
        "versions": say("what was live when (admins)"),
        "rollback": say("go back to the version before (admins)"),
    }


def _how_to_ask(say: Messages) -> str:
    return say(
        "Here, just write your question; in groups write /ask and the question, mention me or "
        "reply to me. Traditional or Simplified Chinese, English, pinyin, a wrong character here "
        "and there: all fine. If the articles do not say, I say so."
    )


async def what_was_read(base: KnowledgeBase, say: Messages) -> str:
    """Say how many articles and passages there are."""
    articles, passages = await base.articles.counts()
    return say.count(
        "{number} article with {passages} passages has been read.",
        "{number} articles with {passages} passages have been read.",
        articles,
        passages=passages,
    )


async def _send(update: Update, reply: Reply) -> None:
    if update.message:
        await sending.send(update.message, reply)
