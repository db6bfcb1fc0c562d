import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from knowledge import Compared, DifferenceKind, Folder, KnowledgeBase, Scope
from knowledge.comparing import comparing
from knowledge.comparing.alignment import Run, aligned
from knowledge.comparing.comparing import LONGEST, MOST_OF_SENTENCE, MOST_SHOWN, SHORTEST
from knowledge.language.folding import fold
from tests.knowledge.conftest import CASES, SEEDS

FORWARDED = [
    json.loads(line) for line in (CASES / "forwarded.jsonl").read_text("utf-8").split("\n") if line
]


@pytest.fixture
async def base(base: KnowledgeBase, tmp_path: Path) -> KnowledgeBase:
    """Return a knowledge base of the sample and of the articles that the cases are made of."""
    folder = shutil.copytree(SEEDS, tmp_path / "forwarded")
    shutil.copy(CASES / "library" / "library.jsonl", folder)
    await base.reload(Folder(folder))
    return base


def marked(compared: Compared) -> Iterator[tuple[str, str, str]]:
    """Yield the kind and the words of both of what differs from the first passage and matters."""
    first = compared.comparisons[0]
    for one in first.differences:
        if one.kind is not DifferenceKind.OTHER:
            said, written = one.said.of(compared.text), one.written.of(first.passage.quote)
            yield one.kind.value, fold(said), fold(written)


async def test_what_was_rewritten_is_found_and_what_is_foreign_told(base: KnowledgeBase) -> None:
    """Each line of `forwarded.jsonl`: its passage comes first, with what differs, or none does."""
    for case in FORWARDED:
        compared = await base.compare(case["text"])
        if not case["words"]:
            assert not compared.comparisons, case["text"]
            continue
        assert case["words"] in compared.comparisons[0].passage.quote, case["why"]
        differs = list(marked(compared))
        assert len(differs) == len(case["differs"]), (case["text"], differs)
        for (kind, said, written), expected in zip(differs, case["differs"], strict=True):
            assert kind == expected[0]
            assert fold(expected[1]) in said
            assert fold(expected[2]) in written


async def test_every_passage_is_wholly_itself(base: KnowledgeBase) -> None:
    """A passage that is passed on as it stands is 100 % alike, and first, in either script."""
    async for article in base.catalogue.articles():
        for block in article.blocks:
            text = block.span.of(article.text)
            if block.kind == "paragraph" and len(text) > 12:
                first = (await base.compare(text)).comparisons[0]
                assert first.share == 1.0, text
                assert first.differences == ()
                assert (await base.compare(fold(text))).comparisons[0] == first


async def test_spans_lie_in_their_texts(base: KnowledgeBase) -> None:
    """What is written is a span of the quote, differences lie inside it, shares between 0 and 1."""
    for case in FORWARDED:
        compared = await base.compare(case["text"])
        for one in compared.comparisons:
            assert 0 < one.share <= compared.share <= 1
            assert 0 <= one.written.start < one.written.end <= len(one.passage.quote)
            for difference in one.differences:
                assert one.written.start <= difference.written.start
                assert difference.written.end <= one.written.end
                assert difference.said.end <= len(case["text"])


async def test_what_lies_outside_a_scope_says_nothing(base: KnowledgeBase) -> None:
    """Only the articles that can be seen are compared."""
    text = "望安跨海大橋全長5.3公里，於2019年12月1日通車。"
    assert (await base.compare(text)).comparisons
    assert not (await base.within(Scope(("harbour",))).compare(text)).comparisons


@pytest.mark.parametrize(
    "text", ["", " \n", "。！？", "https://example.org", "🚢" * 50, "的" * 9000]
)
async def test_nothing_to_compare(base: KnowledgeBase, text: str) -> None:
    """Signs, addresses and single words are said by no article."""
    compared = await base.compare(text)
    assert (compared.comparisons, compared.share) == ((), 0.0)


async def test_of_a_very_long_text_the_beginning_counts(base: KnowledgeBase) -> None:
    """What stands behind so many characters is not looked at."""
    foreign = "今天的天氣很好，公園裡有很多人。\n" * 600
    text = "望安跨海大橋全長5.3公里，於2019年12月1日通車。"
    assert len(foreign) > LONGEST
    assert (await base.compare(text + foreign)).comparisons
    assert not (await base.compare(foreign + text)).comparisons


async def test_work_grows_with_the_text_alone(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that was made to be slow looks for a sentence in a few passages, and reads a few."""
    calls: Counter[str] = Counter()

    def counted(sentence: str, passage: str, places: Sequence[range]) -> tuple[Run, ...]:
        calls[sentence] += 1
        return aligned(sentence, passage, places)

    monkeypatch.setattr(comparing, "aligned", counted)
    text = "全線共有二十六座車站。望安跨海大橋於今年通車。" * 400
    assert len((await base.compare(text)).comparisons) <= MOST_SHOWN
    whole = [sentence for sentence in calls if len(sentence) > SHORTEST]
    sentences = 2 * LONGEST // len("全線共有二十六座車站。望安跨海大橋於今年通車。") + 2
    assert sum(calls[one] for one in whole) <= sentences * MOST_OF_SENTENCE


async def test_what_is_written_has_its_signs(base: KnowledgeBase) -> None:
    """A quotation mark before it and the full stop behind it belong to what is quoted."""
    text = "以數字化改革引領全面深化改革"
    first = (await base.compare(text)).comparisons[0]
    assert first.written.of(first.passage.quote) == f"“{text}”。"
