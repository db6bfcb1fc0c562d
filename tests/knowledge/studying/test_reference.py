import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.answer import Source
from knowledge.studying.reference import LONGEST_REFERENCE, reference

CASES = Path(__file__).parents[2] / "cases" / "references.jsonl"
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
)
def test_golden_references(case: dict[str, str]) -> None:
    """Chinese articles are cited by GB/T 7714, others by APA, and each case says why so."""
    fields = [case[name] for name in ("title", "author", "source", "published", "url")]
    assert reference(Source("a", *fields), DAY) == case["reference"], case["why"]


TEXT = st.one_of(st.none(), st.text(max_size=60), st.just("據" * 400), st.just("😀" * 400))


@given(st.text(min_size=1, max_size=400), TEXT, TEXT, TEXT, TEXT)
def test_a_reference_can_always_be_copied(
    title: str, author: str | None, source: str | None, published: str | None, url: str | None
) -> None:
    """Whatever an article says of itself, its reference fits a button."""
    made = reference(Source("a", title, author, source, published, url), DAY)
    assert 1 <= len(made.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_REFERENCE
