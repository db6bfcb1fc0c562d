import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.web.json_ld import read_json_ld

JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@graph", "author", "name", "url"]), inner)
    ),
    max_leaves=10,
)


@pytest.mark.parametrize(
    "described",
    [
        {"@type": "NewsArticle", "author": {"name": "Ann Lee"}},
        [{"@type": "WebSite"}, {"@type": ["Thing", "Article"], "author": "Ann Lee"}],
        {"@graph": [{"@type": "BlogPosting", "author": [{"@type": "Person", "name": "Ann Lee"}]}]},
    ],
)
def test_the_article_is_found_wherever_it_stands(described: object) -> None:
    """Alone, in a list or in a graph; with an author who is a text, an object or a list."""
    assert read_json_ld([json.dumps(described)])["author"] == "Ann Lee"


@pytest.mark.parametrize("script", ["", "{", "[" * 100_000, '{"@type": "Person"}', " " * 300_000])
def test_anything_else_is_passed_over(script: str) -> None:
    """What is no JSON or describes no article gives no fields and no error."""
    assert read_json_ld([script]) == {}


@given(JSON)
def test_any_description_gives_texts(described: object) -> None:
    """Every field is a text, whatever the page wrote there."""
    fields = read_json_ld([json.dumps({"@type": "Article", "author": described, "url": described})])
    assert all(isinstance(value, str) for value in fields.values())
