"""What does the bot say, in the reader's language?

Messages stand in the code in English and in `bot/locale/*.po` in the other languages, which any
translator's tool can edit; Babel reads them as they are. Invariant: every message of the code is in
every catalogue, with the same placeholders (a test holds it). Quotes are never translated.
"""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.languages import CATALOGUES, LANGUAGES, Language

LOCALE = Path(__file__).parent / "locale"


class Messages:
    """The messages in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._translations = _translations(language)

    def __call__(self, message: str, **values: object) -> str:
        """Return a message with its placeholders filled."""
        return self._translations.gettext(message).format(**values)

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the message for a number of things; `{number}` is filled too."""
        return self._translations.ngettext(one, many, number).format(number=number, **values)


@cache
def messages(language: Language) -> Messages:
    """Return the messages in a language."""
    return Messages(language)


def spoken(language: str, default: Language) -> Messages:
    """Return the messages in a language that was stored, or in the default if it is none of ours.

    >>> spoken("zh-Hans", "en").language, spoken("tlh", "en").language
    ('zh-Hans', 'en')
    """
    return messages(next((one for one in LANGUAGES if one == language), default))


def _translations(language: Language) -> gettext.NullTranslations:
    if language not in CATALOGUES:
        return gettext.NullTranslations()
    with (LOCALE / CATALOGUES[language]).open("rb") as file:
        catalogue = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
