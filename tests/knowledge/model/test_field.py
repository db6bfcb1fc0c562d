from types import MappingProxyType

from knowledge.model.article import Article, FieldName, Span
from knowledge.model.field import Field, quoted_fields
from tests.knowledge.conftest import article

BYLINE = "2022年03月05日 | 來源:人民網"
PRINTED = article(
    "藍牙道釘",
    f"　{BYLINE}",
    "正文。",
    author="馬作鵬",
    source="人民網",
    places=MappingProxyType({"source": Span(24, 27)}),
)


def field(one: Article, name: FieldName) -> Field | None:
    """Return a field of an article as it prints it."""
    return next((found for found in quoted_fields(one) if found.name == name), None)


def test_a_printed_field_is_quoted_in_its_line() -> None:
    """A reader sees the byline as the article prints it, without margins, the value marked."""
    found = field(PRINTED, "source")
    assert found is not None
    assert found.quote == BYLINE
    assert found.quote == PRINTED.text[found.start : found.end]
    assert found.highlight.of(found.quote) == "人民網"


def test_a_field_in_the_last_line_is_quoted() -> None:
    """The last line needs no end."""
    text = "一\n責編:唐小麗"
    places: MappingProxyType[FieldName, Span] = MappingProxyType({"editors": Span(5, 8)})
    one = article(places=places, editors=("唐小麗",))
    ended = type(one)(one.id, one.title, text, (), editors=one.editors, places=places)
    assert field(ended, "editors") == Field("editors", "責編:唐小麗", Span(3, 6), 2, 8)


def test_a_field_that_the_text_does_not_print_is_quoted_as_it_is() -> None:
    """The author in a JSONL file stands nowhere in the text."""
    assert field(PRINTED, "author") == Field("author", "馬作鵬", Span(0, 3), 0, 0)


def test_editors_are_named_together() -> None:
    """Several editors are one answer."""
    found = field(article("正文。", editors=("唐小麗", "軒召強")), "editors")
    assert found is not None
    assert found.quote == "唐小麗、軒召強"


def test_a_field_that_the_article_lacks_is_none() -> None:
    """What is not known is not answered."""
    names: tuple[FieldName, ...] = ("url", "published", "editors")
    assert [field(PRINTED, name) for name in names] == [None] * 3
