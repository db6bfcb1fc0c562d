from knowledge.language.folding import fold
from knowledge.language.places import place_names


def test_places_are_known_in_either_script() -> None:
    """They are folded, as the words of a question are."""
    assert {fold(name) for name in ("深圳", "靜安區", "臺灣")} <= place_names()


def test_other_words_are_no_places() -> None:
    """Not even those that the dictionary takes for places, nor single characters."""
    assert not {"城市", "东西", "路灯", "上"} & place_names()
