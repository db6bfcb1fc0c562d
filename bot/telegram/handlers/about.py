"""Who is this bot, what has it read, and what does it remember?"""

from collections.abc import Mapping

from telegram import Update

from bot.cards.links import group_link
from bot.cards.reply import Button, Composition, Reply
from bot.messages import Messages
from bot.telegram import sending
from bot.telegram.context import Context
from knowledge import KnowledgeBase

GROUP_COMMANDS = frozenset("ask quote summary articles help about privacy".split())
EASY_COMMANDS = frozenset("ask read easy language help".split())


async def on_start(update: Update, context: Context) -> None:
    """Say hello, and how to ask."""
    message, say = update.message, context.say(update)
    if message is None:
        return
    if message.chat.type != message.chat.PRIVATE:
        await _send(update, Reply(_how_to_ask_here(say)))
        return
    text = Composition().add(say("Youju: answers with the articles' own words."), "bold")
    how = easy_steps(say) if context.manner(update) == "easy" else _how_to_ask(say)
    text.add("\n\n" + how + "\n\n" + await what_was_read(context.desk.base, say))
    added = Button(say("Add me to a group"), url=group_link(context.bot.username))
    await _send(update, text.reply((added,)))


async def on_help(update: Update, context: Context) -> None:
    """Say how to ask, and list the commands."""
    say, message = context.say(update), update.message
    if message and message.chat.type != message.chat.PRIVATE:
        text = Composition().add(_how_to_ask_here(say)).add("\n")
        _add_commands(text, group_commands(say) | group_admin_commands(say))
    elif context.manner(update) == "easy":
        text = Composition().add(easy_steps(say)).add("\n")
        _add_commands(text, easy_commands(say))
    else:
        text = Composition().add(_how_to_ask(say)).add("\n")
        _add_commands(text, commands(say))
        _add_commands(text, admin_commands(say) if context.is_admin(update) else {})
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
    version = await context.desk.base.catalogue.version()
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
        "read": say("read an article, page by page"),
        "summary": say("an article in its own sentences"),
        "outline": say("the headings of an article"),
        "keywords": say("what an article is about"),
        "quote": say("quote of the day"),
        "language": say("繁體, 简体 or English"),
        "easy": say("easy or full answers"),
        "articles": say("what has been read"),
        "article": say("about one article"),
        "subscribe": say("subscribe to new articles"),
        "help": say("how to ask"),
        "about": say("about this bot"),
        "privacy": say("what is remembered"),
        "mydata": say("get a copy of your data"),
        "forget": say("delete your data"),
    }


def easy_commands(say: Messages) -> dict[str, str]:
    """Return the few commands for whoever reads with difficulty."""
    return {name: words for name, words in commands(say).items() if name in EASY_COMMANDS}


def group_commands(say: Messages) -> dict[str, str]:
    """Return the commands that make sense in a group."""
    return {name: words for name, words in commands(say).items() if name in GROUP_COMMANDS}


def group_admin_commands(say: Messages) -> dict[str, str]:
    """Return the commands that only administrators of a group may use there."""
    return {"settings": say("this group's settings (its administrators)")}


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


def easy_steps(say: Messages) -> str:
    """Return how to ask, for whoever reads with difficulty."""
    return say("1. Write your question.\n2. Send it.\n3. Read the answer.")


def _add_commands(text: Composition, listed: Mapping[str, str]) -> None:
    text.add("".join(f"\n/{name} – {words}" for name, words in listed.items()))


def _how_to_ask_here(say: Messages) -> str:
    return say(
        "Write /ask and your question here, mention me, or reply to me. I answer with the "
        "articles' own words."
    )


def _how_to_ask(say: Messages) -> str:
    return say(
        "Here, just write your question; in groups write /ask and the question, mention me or "
        "reply to me. Traditional or Simplified Chinese, English, pinyin, a wrong character here "
        "and there: all fine. If the articles do not say, I say so."
    )


async def what_was_read(base: KnowledgeBase, say: Messages) -> str:
    """Say how many articles and passages there are."""
    articles, passages = await base.catalogue.counts()
    return say.count(
        "{number} article with {passages} passages has been read.",
        "{number} articles with {passages} passages have been read.",
        articles,
        passages=passages,
    )


async def _send(update: Update, reply: Reply) -> None:
    if update.message:
        await sending.send(update.message, reply)
