"""A person chooses a language, or answers that are easy to read: how?

Invariant: a choice is of the person who presses and is made in a private chat, where nobody else's
messages change with it; it is stored before it is said.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.links import LANGUAGE, start_link
from bot.cards.reply import Button, Composition, Reply
from bot.messages import LANGUAGES, OWN_NAMES
from bot.records.preferences import Preference
from bot.telegram import sending
from bot.telegram.context import Context
from bot.telegram.handlers.about import easy_steps
from bot.telegram.menus import set_persons_menu

DATA = re.compile(rf"{BUTTONS_FORM}:(language|easy):(\d)")
CLIENTS = 0  # the number of "as my Telegram app"; the languages follow from 1 on

Render = Callable[[Update, Context], Reply]


async def on_language(update: Update, context: Context) -> None:
    """Offer the languages, in a private chat."""
    await _offer(update, context, render_languages)


async def on_easy(update: Update, context: Context) -> None:
    """Switch easy answers on or off, in a private chat."""
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    if message.chat.type == message.chat.PRIVATE:
        preference = context.preference(update)
        await _store(replace(preference, easy=not preference.easy), update, context)
    await _offer(update, context, render_easy)


async def on_button(update: Update, context: Context) -> None:
    """Make a choice, and show it in the language that holds from now on."""
    query = update.callback_query
    if query is None:
        return
    render = await _chosen(query, update, context)
    if render is None or not isinstance(query.message, Message):
        say = context.say(update)
        await sending.acknowledge(query, say("This button is out of date. Ask again, please."))
        return
    reply = render(update, context)
    await sending.edit(context.bot, query.message.chat_id, query.message.message_id, reply)
    await sending.acknowledge(query)


async def _chosen(query: CallbackQuery, update: Update, context: Context) -> Render | None:
    """Store the choice of a button; return what shows it, or None if it is none of ours."""
    match, message = DATA.fullmatch(query.data or ""), query.message
    private = isinstance(message, Message) and message.chat.type == message.chat.PRIVATE
    if match is None or not private:
        return None
    preference, number = context.preference(update), int(match[2])
    if match[1] == "easy":
        await _store(replace(preference, easy=number > 0), update, context)
        return render_easy
    if number > len(LANGUAGES):
        return None
    chosen = ("", *LANGUAGES)[number]
    await _store(replace(preference, language=chosen), update, context)
    return render_languages


def render_languages(update: Update, context: Context) -> Reply:
    """Return the message that offers the languages, each by its own name."""
    say, chosen = context.say(update), context.preference(update).language
    text = Composition().add(say("In which language shall I speak?"), "bold")
    text.add("\n\n" + say("The articles' own words always stay as they are."))
    names = [say("As my Telegram app"), *(OWN_NAMES[language] for language in LANGUAGES)]
    buttons = [
        _choice(name, "language", number, chosen=chosen == ("", *LANGUAGES)[number])
        for number, name in enumerate(names)
    ]
    return text.reply(*((button,) for button in buttons), (_easy_button(update, context),))


def render_easy(update: Update, context: Context) -> Reply:
    """Return the message that tells whether answers are easy, and switches it."""
    say, easy = context.say(update), context.preference(update).easy
    words = (
        say("Answers are easy now: one sentence each.") if easy else say("Answers are in full now.")
    )
    text = Composition().add(words, "bold")
    text.add("\n\n" + easy_steps(say) if easy else "")
    return text.reply((_easy_button(update, context),))


async def _offer(update: Update, context: Context, render: Render) -> None:
    message = update.message
    if message is None:
        return
    if message.chat.type == message.chat.PRIVATE:
        await sending.send(message, render(update, context))
        return
    say = context.say(update)
    link = start_link(context.bot.username, LANGUAGE)
    words = say("Your own language is chosen in a private chat; the group's with /settings.")
    button = Button(say("Open the private chat"), url=link)
    await sending.send(message, Reply(words, buttons=((button,),)))


async def _store(preference: Preference, update: Update, context: Context) -> None:
    user = update.effective_user
    if user is None:
        return
    await context.desk.records.preferences.put(str(user.id), preference)
    await context.remember(update)
    await set_persons_menu(context.bot, context.desk, user.id)


def _easy_button(update: Update, context: Context) -> Button:
    say, easy = context.say(update), context.preference(update).easy
    label = say("Full answers") if easy else say("Easy answers")
    return Button(label, f"{BUTTONS_FORM}:easy:{0 if easy else 1}")


def _choice(label: str, what: str, number: int, *, chosen: bool) -> Button:
    return Button(f"✓ {label}" if chosen else label, f"{BUTTONS_FORM}:{what}:{number}")
