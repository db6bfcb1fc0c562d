import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import bot
from bot.languages import CATALOGUES, Language
from bot.messages import LOCALE, messages

Message = str | tuple[str, str]
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def messages_in_code() -> set[Message]:
    """Return every message that the code says."""
    found = extract_from_dir(
        str(Path(bot.__file__).parent),
        method_map=[("**.py", "python")],
        keywords={"say": None, "count": (1, 2)},
    )
    texts = (message for _, _, message, _, _ in found)
    return {(m[0], m[1]) if isinstance(m, tuple) else str(m) for m in texts}


@pytest.mark.parametrize("language", CATALOGUES)
def test_catalogues_are_complete(language: Language) -> None:
    """Every message of the code is translated in every catalogue, and nothing else is in it."""
    with (LOCALE / CATALOGUES[language]).open("rb") as file:
        catalogue = {message.id: message for message in read_po(file) if message.id}
    assert set(catalogue) == messages_in_code()
    for message in catalogue.values():
        assert all(message.string if isinstance(message.string, tuple) else [message.string])
        assert not message.fuzzy


@pytest.mark.parametrize("language", CATALOGUES)
def test_placeholders_are_kept(language: Language) -> None:
    """A translation has the placeholders of its message, so that filling them cannot fail."""
    with (LOCALE / CATALOGUES[language]).open("rb") as file:
        for message in read_po(file):
            if message.id:
                one = message.id if isinstance(message.id, str) else message.id[0]
                string_or_forms = message.string or ""
                forms = [string_or_forms] if isinstance(string_or_forms, str) else string_or_forms
                for string in forms:
                    assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(one))


def test_plural() -> None:
    """English tells one from many; Chinese has one form."""
    english = messages("en")
    assert english.count("{number} article", "{number} articles", 1) == "1 article"
    assert english.count("{number} article", "{number} articles", 2) == "2 articles"
    assert messages("zh-Hans").count("{number} article", "{number} articles", 2) == "2 篇文章"
