from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.file_names import safe_stem


@given(st.text())
def test_any_title_gives_a_name_for_any_system(title: str) -> None:
    """No separators, dots, blanks or signs; never empty, never too long, the same once more."""
    stem = safe_stem(title)
    assert stem
    assert stem.replace("-", "").replace("_", "").isalnum() or not stem.isascii()
    assert not set(stem) & set('/\\:*?"<>|. \t\n\0')
    assert len(stem.encode()) <= 190
    assert safe_stem(stem) == stem


def test_reserved_names_are_avoided() -> None:
    """Windows cannot have a file that is called CON, whatever its ending."""
    assert safe_stem("CON") == "_CON"
