from bot.languages import CATALOGUES, LANGUAGES, OWN_NAMES, TABLE, language_of
from bot.messages import LOCALE


def test_languages_of_clients() -> None:
    """The client's code chooses the language; without one the operator's choice counts."""
    codes = {"zh-hant": "zh-Hant", "zh_TW": "zh-Hant", "zh-HK": "zh-Hant", "yue": "zh-Hant"}
    codes |= {"zh-hans": "zh-Hans", "zh-cn": "zh-Hans", "zh": "zh-Hans", "en-US": "en", "de": "en"}
    assert {code: language_of(code, "zh-Hant") for code in codes} == codes
    assert [language_of(code, "zh-Hans") for code in (None, "")] == ["zh-Hans", "zh-Hans"]


def test_a_language_is_a_row_and_a_file() -> None:
    """Everything else follows: no catalogue lies there that no row names."""
    assert {path.name for path in LOCALE.glob("*.po")} == set(CATALOGUES.values())
    assert [row.code for row in TABLE if not row.catalogue] == ["en"]
    assert set(OWN_NAMES) == set(LANGUAGES)
    assert all(language_of(code, "en") == code for code in LANGUAGES)
