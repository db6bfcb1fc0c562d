from pathlib import Path

import pytest

from benchmarks.corpus import SENTENCES, Corpus, filtered, joined, made, sentences, written
from benchmarks.sets import QuestionSet
from tests.benchmarks.conftest import HARBOUR, MILLS


def test_a_corpus_is_what_was_written(tmp_path: Path) -> None:
    """It can be walked through as often as wanted."""
    corpus = written(tmp_path / "c.jsonl", HARBOUR)
    assert tuple(corpus) == tuple(corpus) == HARBOUR
    assert len(corpus) == len(HARBOUR)


def test_peers_index_title_and_text() -> None:
    """As this project does."""
    assert MILLS[0].whole.startswith("Mills\nThe oldest mill")


def test_corpora_are_joined_and_filtered(sets: list[QuestionSet], tmp_path: Path) -> None:
    """Joining keeps the order; filtering keeps what is to be kept."""
    whole = joined(tmp_path / "all.jsonl", [one.corpus for one in sets])
    assert tuple(whole) == HARBOUR + MILLS
    kept = filtered(tmp_path / "kept.jsonl", whole, lambda p: p.title == "青屿")
    assert [p.id for p in kept] == ["h3", "h4"]


def made_bytes(sets: list[QuestionSet], folder: Path, seed: int) -> bytes:
    """Return the file of twenty made passages."""
    return made(folder / "made.jsonl", [one.corpus for one in sets], 20, seed).file.read_bytes()


def test_the_same_seed_makes_the_same_corpus(sets: list[QuestionSet], tmp_path: Path) -> None:
    """Byte for byte; another seed makes another one."""
    assert made_bytes(sets, tmp_path, 1) == made_bytes(sets, tmp_path, 1)
    assert made_bytes(sets, tmp_path, 1) != made_bytes(sets, tmp_path, 2)


def test_a_larger_corpus_begins_as_a_smaller_one(sets: list[QuestionSet], tmp_path: Path) -> None:
    """The number of passages changes nothing but their number."""
    corpora = [one.corpus for one in sets]
    small = made(tmp_path / "small.jsonl", corpora, 5, 1).file.read_bytes()
    assert made_bytes(sets, tmp_path, 1).startswith(small)


def test_made_passages_are_sentences_of_one_set(sets: list[QuestionSet], tmp_path: Path) -> None:
    """Three to six of them, verbatim, under a title of that set; ids differ."""
    passages = tuple(made(tmp_path / "made.jsonl", [one.corpus for one in sets], 50, 1))
    assert len({passage.id for passage in passages}) == 50
    shelves = [[s for p in source for s in sentences(p.text)] for source in (HARBOUR, MILLS)]
    titles = [{p.title for p in source} for source in (HARBOUR, MILLS)]
    for passage in passages:
        drawn = sentences(passage.text)
        which = 0 if passage.title in titles[0] else 1
        assert passage.title in titles[which]
        assert SENTENCES[0] <= len(drawn) <= SENTENCES[1]
        assert set(drawn) <= set(shelves[which])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("灯塔建于1902年。塔高大约三十一米！", ["灯塔建于1902年。", "塔高大约三十一米！"]),
        ("It cost 2.5 million. The canal froze.", ["It cost 2.5 million.", "The canal froze."]),
        ("Yes. It has four wooden sails.", ["It has four wooden sails."]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    """Not in a number; what is too short is none."""
    assert sentences(text) == expected


def test_an_empty_corpus_has_no_passages(tmp_path: Path) -> None:
    """And can be walked through all the same."""
    assert tuple(written(tmp_path / "c.jsonl", ())) == ()
    assert len(Corpus(tmp_path / "c.jsonl")) == 0
