import pytest

from knowledge.storage.postgres.statements import translated, values


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("a = ? AND b IN (?,?)", "a = %s AND b IN (%s,%s)"),
        ("a LIKE 'news:%' AND b = ?", "a LIKE 'news:%%' AND b = %s"),
        ("a = 'it''s ?' OR b = ?", "a = 'it''s ?' OR b = %s"),
        ('"what?" = ?', '"what?" = %s'),
        ("5 % ?", "5 %% %s"),
    ],
)
def test_a_value_has_its_sign(sql: str, said: str) -> None:
    """What stands in quotes is text, whatever it looks like."""
    assert translated(sql) == said


def test_every_character_keeps_its_place() -> None:
    """PostgreSQL has no NUL: what takes its place is one character, too, so offsets still hold."""
    (text,) = values(["燈\0亮"])
    assert text == "燈\N{REPLACEMENT CHARACTER}亮"
    assert text.index("亮") == "燈\0亮".index("亮")


def test_other_values_stay() -> None:
    """Bytes may hold anything."""
    assert values([b"\0", 1, 2.5, None]) == [b"\0", 1, 2.5, None]
    assert values([True]) == [1]
