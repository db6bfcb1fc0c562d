"""Which articles are there, and what can be done with one?

Invariant: anybody may look; exporting and removing are for admins in a private chat, and removing
asks first. A button carries an article's number, which a reload does not take from it.
"""

import re

from telegram import Message, Update

from bot.cards.article import LISTED, render_article, render_found, render_list, render_removal
from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import LONGEST_TEXT, Reply, shortened
from bot.messages import Messages
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.about import what_was_read
from bot.telegram.handlers.reload import render_report
from knowledge import MOST_FOUND, Article, KnowledgeError, markdown_of, safe_stem

DATA = re.compile(rf"{BUTTONS_FORM}:(list|article|export|remove|really):(\d{{1,18}})")
FOR_ADMINS = {"export", "remove", "really"}


async def on_articles(update: Update, context: Context) -> None:
    """Show the first page of the list."""
    if update.message:
        await sending.send(update.message, await _page(0, context, context.say(update)))


async def on_article(update: Update, context: Context) -> None:
    """Show the article whose id, place in the list or title was given."""
    message = update.message
    if message is None:
        return
    say, words = context.say(update), " ".join(context.args or ())
    if not words:
        hint = say("Write the title of an article, or its number in /articles, after /article.")
        await sending.send(message, Reply(hint))
        return
    items = [
        item
        for article in await context.desk.base.catalogue.find(words)
        if (item := await context.desk.base.catalogue.item(article))
    ]
    if len(items) == 1:
        reply = await _card(items[0].number, update, context)
    else:
        reply = render_found(items, say) if 1 < len(items) <= MOST_FOUND else None
    await sending.send(message, reply or Reply(say("No article of that name. /articles has all.")))


async def on_button(update: Update, context: Context) -> None:
    """Turn the page, show an article, or do what an admin wants with it."""
    query = update.callback_query
    if query is None:
        return
    say, message = context.say(update), query.message
    match = DATA.fullmatch(query.data or "")
    done = False
    if match and isinstance(message, Message) and _may(match[1], update, context):
        done = await ACTIONS[match[1]](int(match[2]), message, update, context)
    alert = None if done else say("This button is out of date. /articles has all articles.")
    await sending.acknowledge(query, alert)


async def _turn(start: int, message: Message, update: Update, context: Context) -> bool:
    await _edit(message, await _page(start, context, context.say(update)), context)
    return True


async def _show(number: int, message: Message, update: Update, context: Context) -> bool:
    card = await _card(number, update, context)
    if card:
        await _edit(message, card, context)
    return card is not None


async def _export(number: int, message: Message, _: Update, context: Context) -> bool:
    found = await context.desk.base.catalogue.numbered(number)
    if found:
        article = found[1]
        content = markdown_of(article).encode("utf-8", "surrogatepass")
        await sending.send_file(message, f"{safe_stem(article.title)}.md", content)
    return found is not None


async def _ask(number: int, message: Message, update: Update, context: Context) -> bool:
    found = await context.desk.base.catalogue.numbered(number)
    if found:
        await _edit(message, render_removal(*found, context.say(update)), context)
    return found is not None


async def _remove(number: int, message: Message, update: Update, context: Context) -> bool:
    say, found = context.say(update), await context.desk.base.catalogue.numbered(number)
    if found:
        await _edit(message, Reply(say("Removing …")), context)
        context.in_background(_removed(found[1], message, update, context), update)
    return found is not None


async def _removed(article: Article, message: Message, update: Update, context: Context) -> None:
    desk, say = context.desk, context.say(update)
    who = str(update.effective_user.id) if update.effective_user else ""
    try:
        report = await desk.base.editor.remove(desk.settings.articles, article, who=who)
        reply = render_report(report, say)
    except KnowledgeError as error:
        words = say("The articles stay as they were: {problem}", problem=error)
        reply = Reply(shortened(words, LONGEST_TEXT))
    await _edit(message, reply, context)


ACTIONS = {"list": _turn, "article": _show, "export": _export, "remove": _ask, "really": _remove}


async def _page(start: int, context: Context, say: Messages) -> Reply:
    base = context.desk.base
    total, _ = await base.catalogue.counts()
    start = max(0, min(start, (total - 1) // LISTED * LISTED))  # the list may be shorter by now
    items = await base.catalogue.page(LISTED, start)
    return render_list(items, start, total, await what_was_read(base, say), say)


async def _card(number: int, update: Update, context: Context) -> Reply | None:
    found = await context.desk.base.catalogue.numbered(number)
    if found is None:
        return None
    for_admin, chat = _may("remove", update, context), update.effective_chat
    readable = chat is not None and chat.type == chat.PRIVATE
    say = context.say(update)
    return render_article(*found, say, for_admin=for_admin, readable=readable)


def _may(action: str, update: Update, context: Context) -> bool:
    chat = update.effective_chat
    private = chat is not None and chat.type == chat.PRIVATE
    return action not in FOR_ADMINS or (private and context.is_from_admin(update))


async def _edit(message: Message, reply: Reply, context: Context) -> None:
    await sending.edit(context.bot, message.chat_id, message.message_id, reply)
