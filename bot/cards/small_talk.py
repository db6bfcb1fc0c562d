"""How does the bot reply to a greeting, to thanks, to "who are you?"?

Invariant: a sentence or two of our own and a few questions to try; nothing that looks like an
answer of the articles, and no button.
"""

from collections.abc import Sequence

from bot.cards.help import what_was_read
from bot.cards.reply import Composition, Reply, shortened
from bot.messages import Messages
from knowledge import Intent

LONGEST_EXAMPLE = 200  # units


def render_small_talk(
    intent: Intent, examples: Sequence[str], read: tuple[int, int], say: Messages
) -> Reply:
    """Return the reply to small talk; `read` is how many articles and passages there are."""
    text = Composition().add(_said(intent, say))
    if intent in {Intent.IDENTITY, Intent.ABILITIES}:
        text.add("\n" + what_was_read(*read, say))
    if examples:
        text.add("\n\n" + say("You can ask, for example:"))
    for example in examples:
        text.add(f"\n• {shortened(' '.join(example.split()), LONGEST_EXAMPLE)}")
    return text.reply()


def _said(intent: Intent, say: Messages) -> str:
    match intent:
        case Intent.GREETING:
            return say("Hello! What would you like to know?")
        case Intent.THANKS:
            return say("You're welcome! Ask me whenever you like.")
        case Intent.GOODBYE:
            return say("Goodbye! I'm here whenever you have a question.")
        case Intent.IDENTITY:
            return say(
                "I'm Youju, a bot. I answer questions with the articles' own words and make "
                "nothing up."
            )
        case Intent.ABILITIES:
            return say(
                "Ask me something, and I look for the sentence in the articles that answers it and "
                "say where it stands. Ask what an article is about, and I show its main points. "
                "/help lists the rest."
            )
        case _:
            return say("All right! I'm here for questions about the articles.")
