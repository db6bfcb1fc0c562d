"""How do the greeting, the ways to ask and what was read sound?

Invariant: who reads with difficulty is told in three short steps.
"""

from collections.abc import Mapping

from bot.cards.links import group_link
from bot.cards.reply import Button, Composition, Reply
from bot.messages import Messages


def render_greeting(how: str, read: str, bot: str, say: Messages) -> Reply:
    """Return the message that greets a person alone with the bot."""
    text = Composition().add(say("Youju: answers with the articles' own words."), "bold")
    text.add("\n\n" + how + "\n\n" + read)
    return text.reply((Button(say("Add me to a group"), url=group_link(bot)),))


def render_help(how: str, *listed: Mapping[str, str]) -> Reply:
    """Return the message that says how to ask and lists commands with what they do."""
    text = Composition().add(how).add("\n")
    for commands in listed:
        text.add("".join(f"\n/{name} – {words}" for name, words in commands.items()))
    return text.reply()


def render_about(read: str, version: int, say: Messages) -> Reply:
    """Return the message that says what this is and which articles it knows."""
    text = Composition().add(say("About Youju (有據)"), "bold")
    about = say(
        "Every answer is a passage of the articles, word for word, with its place. Nothing is "
        "generated, and no question leaves this computer but for Telegram itself."
    )
    text.add("\n\n" + about + "\n\n" + read)
    text.add("\n" + say("Knowledge version {version}.", version=version))
    return text.reply()


def easy_steps(say: Messages) -> str:
    """Return how to ask, for whoever reads with difficulty."""
    return say("1. Write your question.\n2. Send it.\n3. Read the answer.")


def how_to_ask(say: Messages) -> str:
    """Return how to ask alone with the bot."""
    return say(
        "Here, just write your question; in groups write /ask and the question, mention me or "
        "reply to me. Traditional or Simplified Chinese, English, pinyin, a wrong character here "
        "and there: all fine. If the articles do not say, I say so. Forward me a text, and I show "
        "where they say the same and what differs."
    )


def how_to_ask_here(say: Messages) -> str:
    """Return how to ask in a group."""
    return say(
        "Write /ask and your question here, mention me, or reply to me. I answer with the "
        "articles' own words."
    )


def what_was_read(articles: int, passages: int, say: Messages) -> str:
    """Say how many articles and passages there are."""
    return say.count(
        "{number} article with {passages} passages has been read.",
        "{number} articles with {passages} passages have been read.",
        articles,
        passages=passages,
    )
