import pytest

from knowledge.language.irregular_forms import basic_form, place_of
from knowledge.language.tokens import stem


@pytest.mark.parametrize(
    ("form", "basic"), [("went", "go"), ("written", "write"), ("people", "person"), ("ran", "run")]
)
def test_an_irregular_form_leads_to_its_word(form: str, basic: str) -> None:
    """The stemmer would not bring them together."""
    assert stem(form) != stem(basic)
    assert basic_form(form) == basic


def test_an_adjective_leads_to_its_place() -> None:
    """What dictionaries have of Europe is more than of European."""
    assert (place_of("european"), place_of("dutch"), place_of("old")) == (
        "europe",
        "netherlands",
        None,
    )
