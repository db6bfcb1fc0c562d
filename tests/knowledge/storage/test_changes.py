import dataclasses
from types import MappingProxyType

import pytest

from knowledge.model.article import Article
from knowledge.model.version import Changes, Move, ReadFile
from knowledge.reading.drafts import drafted
from tests.knowledge.storage.examples import FULL, TEA


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(FULL, title="改"),
        dataclasses.replace(FULL, text=FULL.text.replace("路邊", "路旁")),
        dataclasses.replace(FULL, author=None),
        dataclasses.replace(FULL, source=None),
        dataclasses.replace(FULL, editors=()),
        dataclasses.replace(FULL, published=None),
        dataclasses.replace(FULL, url=None),
        dataclasses.replace(FULL, language=None),
        dataclasses.replace(FULL, places=MappingProxyType({})),
        dataclasses.replace(FULL, blocks=FULL.blocks[1:]),
    ],
)
def test_everything_that_a_reader_can_see_is_in_the_digest(other: Article) -> None:
    """A reload notices a change of any field, of the text and of its blocks."""
    assert drafted(other).digest != drafted(FULL).digest


def test_where_an_article_stands_is_not_in_the_digest() -> None:
    """An article that only moved has not changed."""
    assert drafted(dataclasses.replace(FULL, file="b", line=7)).digest == drafted(FULL).digest


def test_what_no_reader_can_see_makes_no_version() -> None:
    """A file that was read again, or an article that moved, shows nothing new."""
    moved = (Move(1, "full", "other.txt", 9),)
    assert not Changes(files=(ReadFile("a", "", "d", "r"),), moved=moved).shows
    assert Changes(put=(drafted(TEA),)).shows
    assert Changes(removed=(1,)).shows
