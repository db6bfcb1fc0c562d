from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import Snapshot
from knowledge.indexing.schema import State
from knowledge.model.query import Term
from knowledge.search.parser import parse_question
from knowledge.search.spelling import repaired
from tests.knowledge.conftest import article, indexed


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return an index of two English sentences and a Chinese one."""
    index = KeywordIndex.create(tmp_path_factory.mktemp("repair") / "index", State("rules", 0))
    with index.writing(State("rules", 1)) as writing:
        writing.add(
            map(entry, indexed(article("Every platform was extended.", "Trams stop.", "電車。")))
        )
    return index.snapshot()


def guesses(question: str, snapshot: Snapshot, after: Sequence[str] = ()) -> set[str]:
    """Return the words that repairing adds to a question."""
    query = parse_question(question, after)
    more = repaired(query, snapshot)
    assert more.terms[: len(query.terms)] == query.terms
    return {term.text for term in more.terms[len(query.terms) :]}


def test_an_unknown_word_gets_the_nearest_known_one(snapshot: Snapshot) -> None:
    """A slip finds the word of the articles, for less gain."""
    terms = repaired(parse_question("platfrom"), snapshot).terms
    assert {t for t in terms if t.guessed} == {
        Term("stems", "platform", 0.8, guessed=True),
    }


def test_a_known_word_is_never_repaired(snapshot: Snapshot) -> None:
    """Where the articles have the word, nothing else was meant; the query stays the same one."""
    query = parse_question("trams stop 電車")
    assert repaired(query, snapshot) is query


def test_a_repair_takes_nothing_away(snapshot: Snapshot) -> None:
    """What was typed is still searched for."""
    assert guesses("the platfrom of 電車", snapshot) == {"platform"}


def test_a_word_without_neighbours_stays_unknown(snapshot: Snapshot) -> None:
    """Nothing is guessed where nothing is near."""
    assert guesses("lighthouse", snapshot) == set()


def test_borrowed_words_are_not_repaired(snapshot: Snapshot) -> None:
    """The question before was answered already."""
    assert guesses("trams?", snapshot, after=["platfrom"]) == set()


def test_stems_are_compared(snapshot: Snapshot) -> None:
    """What is compared is the stem: a slip in extending finds extended."""
    assert guesses("exending", snapshot) == {"extend"}


def test_a_slip_that_hides_the_ending_is_undone(tmp_path: Path) -> None:
    """*populaion* is one slip from a word whose stem is far; stop words are never meant."""
    index = KeywordIndex.create(tmp_path / "index", State("rules", 0))
    with index.writing(State("rules", 1)) as writing:
        text = "The dynasty and its dynastic ways, a dynast, the population, what."
        writing.add(map(entry, indexed(article(text))))
    snapshot = index.snapshot()
    assert guesses("dynasyt", snapshot) == {"dynasti", "dynast"}
    assert guesses("populaion", snapshot) == {"popul"}
    assert guesses("whaat", snapshot) == set()
