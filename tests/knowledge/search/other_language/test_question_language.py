from pathlib import Path

import pytest

from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import Snapshot
from knowledge.indexing.schema import State
from knowledge.model.answer import Translated
from knowledge.search.other_language.question_language import Between, between
from tests.knowledge.conftest import article, indexed

CHINESE = ("電車在春天通車。", "用APP辦理的人有兩千。", "車站是新的。")
ENGLISH = ("The tram opened in spring.", "Trams stop at the harbour.", "A station is new.")
TO_CHINESE, TO_ENGLISH = Translated("en", "zh"), Translated("zh", "en")


def snapshot(folder: Path, *paragraphs: str) -> Snapshot:
    """Return the index of an article of paragraphs."""
    index = KeywordIndex.create(folder / "index", State("rules", 0))
    with index.writing(State("rules", 1)) as writing:
        writing.add(map(entry, indexed(article(*paragraphs, title=""))))
    return index.snapshot()


def test_passages_are_counted_by_language(tmp_path: Path) -> None:
    """English words in a Chinese passage do not make it English."""
    assert snapshot(tmp_path, *CHINESE, *ENGLISH, "42").languages() == (3, 3)


@pytest.mark.parametrize(
    ("paragraphs", "question", "expected"),
    [
        (CHINESE, "When did the tram open?", Between(TO_CHINESE, mixed=False)),
        (CHINESE, "電車什麼時候通車？", None),
        (CHINESE, "2022?", None),
        (ENGLISH, "電車什麼時候通車？", Between(TO_ENGLISH, mixed=False)),
        (ENGLISH, "APP 是什么", Between(TO_ENGLISH, mixed=False)),
        (ENGLISH, "When did the tram open?", None),
        (CHINESE + ENGLISH, "When did the tram open?", Between(TO_CHINESE, mixed=True)),
        (CHINESE * 4 + ENGLISH[:1], "When did the tram open?", Between(TO_CHINESE, mixed=False)),
        (CHINESE[:1] + ENGLISH * 20, "When did the tram open?", None),
        ((), "When did the tram open?", None),
    ],
)
def test_a_question_may_be_in_another_language(
    tmp_path: Path, paragraphs: tuple[str, ...], question: str, expected: Between | None
) -> None:
    """Only where some articles are in that other language; a few in its own make none mixed."""
    assert between(question, snapshot(tmp_path, *paragraphs)) == expected
