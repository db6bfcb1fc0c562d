from benchmarks.law_words import ENGLISH, HAN, spelled_in_chinese
from knowledge.language.numerals import spelled_out


def test_a_spelled_number_is_read_again() -> None:
    """What the benchmark writes is what the product reads."""
    assert all(spelled_out(spelled_in_chinese(n)) == str(n) for n in range(1, 1000))


def test_every_template_can_be_filled() -> None:
    """No template names a word that there is none of."""
    for language in (HAN, ENGLISH):
        words = {name: choices[0] for name, choices in language.words.items()}
        for template in language.articles:
            assert template.format(other="1", another="2", days=3, **words)
