from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.markdown.other_front_matter import json_values, toml_values


def test_one_line_that_is_no_toml_costs_itself() -> None:
    """The other lines are read, and the number of the wrong one is told."""
    values, wrong = toml_values('title = "甲"\nauthor = 林\n\n[params]\nx = 1\n')
    assert values == {"title": "甲"}
    assert [line for line, _ in wrong] == [1]


def test_tables_of_toml_are_mappings() -> None:
    """An author may be a table, and what Hugo keeps in params is beside the rest."""
    values, _ = toml_values('[author]\nname = "林"\n[params]\nsource = "晚报"\n')
    assert values["author"] == {"name": "林"}
    assert values["source"] == "晚报"


def test_json_ends_where_its_brace_does() -> None:
    """What stands behind the object is the body."""
    assert json_values('{"title": "甲"}\n本文') == ({"title": "甲"}, 14)
    assert json_values("[1]") is None
    assert json_values('{"a": ' + "[" * 60_000) is None


@given(st.text(alphabet=st.sampled_from("ab=[]{}\"'.#\n 12-:"), max_size=80))
def test_any_toml_is_read_or_told(written: str) -> None:
    """Whatever stands there, it is values and numbers of lines."""
    values, wrong = toml_values(written)
    assert all(isinstance(key, str) for key in values)
    assert all(0 <= line <= written.count("\n") for line, _ in wrong)
