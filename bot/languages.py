"""Which languages does the bot speak?

One table: the settings, the choices of people and groups, the menus, the messages and their tests
are made from it. A language is a row here and a `.po` file, whose head has the plural rule.
Invariant: buttons name a language by its place in the table, so a new one goes to the end.
"""

from dataclasses import dataclass

Language = str
"""The code of one of the languages of the table (IETF)."""


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language: its code, its own name, and the catalogue of its messages in `bot/locale`.

    `apps` are the codes of apps that speak it: all parts of one of them stand in the app's own.
    Where several rows fit, the first one counts.
    """

    code: Language
    own_name: str
    catalogue: str
    apps: tuple[str, ...]


ENGLISH: Language = "en"  # the messages in the code, and the language of whoever speaks no other
TABLE = (
    LanguageRow("zh-Hant", "繁體中文", "zh_Hant.po", ("yue", "zh-hant", "zh-tw", "zh-hk", "zh-mo")),
    LanguageRow("zh-Hans", "简体中文", "zh_Hans.po", ("zh",)),
    LanguageRow(ENGLISH, "English", "", ("en",)),
)

LANGUAGES: tuple[Language, ...] = tuple(row.code for row in TABLE)
OWN_NAMES: dict[Language, str] = {row.code: row.own_name for row in TABLE}
CATALOGUES: dict[Language, str] = {row.code: row.catalogue for row in TABLE if row.catalogue}


def language_of(code: str | None, default: Language) -> Language:
    """Return the language for a client's language code (IETF), or the default without one.

    >>> [language_of(c, "zh-Hant") for c in ("zh-hans", "zh-TW", "zh", "en-GB", "fr", None)]
    ['zh-Hans', 'zh-Hant', 'zh-Hans', 'en', 'en', 'zh-Hant']
    """
    if not code:
        return default
    main, *rest = code.lower().replace("_", "-").split("-")
    fitting = (row.code for row in TABLE if any(_fits(app, main, rest) for app in row.apps))
    return next(fitting, ENGLISH)


def main_codes(default: Language) -> dict[str, Language]:
    """Return the language for each code without a script or country; the default where it fits.

    >>> main_codes("en"), main_codes("zh-Hant")
    ({'zh': 'zh-Hans', 'en': 'en'}, {'zh': 'zh-Hant', 'en': 'en'})
    """
    mains = dict.fromkeys(code.partition("-")[0] for code in LANGUAGES)
    own = default.partition("-")[0]
    return {main: default if main == own else language_of(main, default) for main in mains}


def _fits(app: str, main: str, rest: list[str]) -> bool:
    first, *others = app.split("-")
    return first == main and set(others) <= set(rest)
