from knowledge.language.cedict import Entry, entries
from knowledge.language.folding import fold


def entries_of(*words: str) -> list[Entry]:
    """Return the entries of some words, in the order of the dictionary."""
    folded = set(map(fold, words))
    return [entry for entry in entries() if entry.word in folded]


def test_words_have_meanings_and_names_are_told() -> None:
    """Either script leads to the same folded word; a name is written with a capital sound."""
    assert [(e.meanings, e.is_name) for e in entries_of("華沙")] == [(("Warsaw",), True)]
    assert entries_of("监管") == entries_of("監管")
    assert not entries_of("監管")[0].is_name


def test_what_a_dictionary_says_about_a_word_is_no_meaning() -> None:
    """Measure words, variants and references to other entries mean nothing in a sentence."""
    meanings = {meaning for entry in entries_of("手機", "公交") for meaning in entry.meanings}
    assert "cell phone" in meanings
    assert not {m for m in meanings if m.startswith(("CL:", "abbr.")) or "[" in m}
