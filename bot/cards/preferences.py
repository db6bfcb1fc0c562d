"""How do the choices of a person read: a language, easy answers?

Invariant: each language is offered by its own name, and what holds now is marked.
"""

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.help import easy_steps
from bot.cards.reply import Button, Composition, Reply
from bot.languages import LANGUAGES, OWN_NAMES
from bot.messages import Messages
from bot.records.preferences import Preference


def render_languages(preference: Preference, say: Messages) -> Reply:
    """Return the message that offers the languages, each by its own name."""
    text = Composition().add(say("In which language shall I speak?"), "bold")
    text.add("\n\n" + say("The articles' own words always stay as they are."))
    names = [say("As my Telegram app"), *(OWN_NAMES[language] for language in LANGUAGES)]
    buttons = [
        _choice(name, number, chosen=preference.language == ("", *LANGUAGES)[number])
        for number, name in enumerate(names)
    ]
    return text.reply(*((button,) for button in buttons), (_easy_button(preference, say),))


def render_easy(preference: Preference, say: Messages) -> Reply:
    """Return the message that tells whether answers are easy, and switches it."""
    easy = preference.easy
    words = (
        say("Answers are easy now: one sentence each.") if easy else say("Answers are in full now.")
    )
    text = Composition().add(words, "bold")
    text.add("\n\n" + easy_steps(say) if easy else "")
    return text.reply((_easy_button(preference, say),))


def _easy_button(preference: Preference, say: Messages) -> Button:
    label = say("Full answers") if preference.easy else say("Easy answers")
    return Button(label, f"{BUTTONS_FORM}:easy:{0 if preference.easy else 1}")


def _choice(label: str, number: int, *, chosen: bool) -> Button:
    return Button(f"✓ {label}" if chosen else label, f"{BUTTONS_FORM}:language:{number}")
