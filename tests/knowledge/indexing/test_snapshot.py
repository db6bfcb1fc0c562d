from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.indexing.entry import entry
from knowledge.indexing.index import KeywordIndex
from knowledge.indexing.port import OTHERS_COUNT, IndexUnusableError
from knowledge.indexing.quotable import Quotable
from knowledge.indexing.schema import State
from knowledge.language.syllables import sound_of, sound_pair
from knowledge.model.answer import Source
from knowledge.model.article import Span
from knowledge.model.field import Field
from knowledge.model.passage import IndexedPassage, StoredPassage
from knowledge.model.query import Term
from knowledge.model.scope import Scope
from tests.knowledge.conftest import article, indexed
from tests.knowledge.indexing.conftest import RULES, fill, found
from tests.knowledge.passages import passage_of


def test_of_several_ways_to_say_something_the_best_counts(folder: Path) -> None:
    """Two ways to say one thing are no more than one, two things are; what nobody says is none."""
    snapshot = KeywordIndex(folder).snapshot()
    way, other = [Term("words", "蓝牙")], [Term("words", "路边")]

    def best(*words: list[list[Term]]) -> float:
        candidates = snapshot.candidates_of_any(words, 10)
        return candidates.scores[0] if candidates else 0.0

    one = best([way])
    assert best([way, other]) == pytest.approx((1 + OTHERS_COUNT) * one)
    assert best([way], [other]) == pytest.approx(2 * one)
    assert best([[*way, *other]]) == pytest.approx(2 * one)
    assert best() == best([[Term("words", "无")]]) == 0


@pytest.mark.parametrize(
    "term",
    [
        Term("words", "蓝牙"),
        Term("characters", "钉"),
        Term("pinyin", sound_pair(sound_of("dao"), sound_of("ding"))),
        Term("words", "路灯"),
    ],
)
def test_a_passage_is_found_by_each_field(folder: Path, term: Term) -> None:
    """Words, characters and sounds of the text and of the title lead to the passage."""
    assert 1 in found(KeywordIndex(folder), term)


@pytest.mark.parametrize(
    "term", [Term("stems", "lamp"), Term("trigrams", "#la"), Term("pairs", "electr_lamp")]
)
def test_latin_passages_are_found_by_stems_and_letters(tmp_path: Path, term: Term) -> None:
    """English has its own fields."""
    index = KeywordIndex.create(tmp_path / "index", State(RULES, 0))
    fill(index, indexed(article("Electric lamps.", title="x")), 1)
    assert found(index, term) == [1]


def test_more_shared_terms_come_first(folder: Path) -> None:
    """Of two passages, the one that holds both terms is better than the one that holds one."""
    assert found(KeywordIndex(folder), Term("words", "路灯"), Term("stems", "lamp")) == [2, 1]


def test_the_gain_of_a_term_weighs(folder: Path) -> None:
    """A guessed term counts less than one that was typed."""
    snapshot = KeywordIndex(folder).snapshot()
    typed, guessed = (snapshot.candidates([Term("words", "茶园", gain)], 1) for gain in (1.0, 0.5))
    assert typed
    assert guessed
    assert guessed.scores[0] == pytest.approx(typed.scores[0] / 2)


def test_no_more_candidates_than_wanted(folder: Path) -> None:
    """The limit holds, and no terms find nothing."""
    snapshot = KeywordIndex(folder).snapshot()
    one = snapshot.candidates([Term("characters", "路")], 1)
    assert one
    assert [len(values) for values in (one.passages, one.scores, one.profiles.segments_of)] == [
        1
    ] * 3
    assert snapshot.candidates([], 5) is None


def test_terms_are_counted(folder: Path) -> None:
    """The frequency of a term is the number of passages that have it."""
    snapshot = KeywordIndex(folder).snapshot()
    assert snapshot.frequencies([Term("characters", "路"), Term("characters", "船")]) == [2, 0]


def test_the_vocabulary_for_repairs_is_latin_words(folder: Path) -> None:
    """Chinese words, numbers and the state are nothing that a misspelled word could mean."""
    snapshot = KeywordIndex(folder).snapshot()
    assert snapshot.latin_words("l") == snapshot.latin_words("l") == ("lamp",)
    assert snapshot.latin_words("s") == snapshot.latin_words("蓝") == ()


@pytest.mark.parametrize("text", ['a" OR words:*', "(+-!){}[]^~*?:\\/", "", "\U0010ffff"])
def test_terms_are_no_query_language(folder: Path, text: str) -> None:
    """Whatever a term holds, it is looked up as it is."""
    assert found(KeywordIndex(folder), Term("words", text)) == []


def test_a_snapshot_stays_as_it_was(folder: Path) -> None:
    """A question that began before a commit goes on with what it saw."""
    index = KeywordIndex(folder)
    before = index.snapshot()
    with index.writing(State(RULES, 2)) as writing:
        writing.remove([2])
        writing.add([entry(passage_of(9, 3, "颱風來了。", "天氣", ""))])
    old = before.candidates([Term("words", "茶园")], 5)
    assert old
    assert old.passages == [3]
    assert before.state == State(RULES, 1)
    assert found(index, Term("words", "茶园")) == []
    assert found(index, Term("words", "台风")) == [9]
    assert index.snapshot().state == State(RULES, 2)
    assert index.snapshot().passages == 3


def test_candidates_of_some_articles(folder: Path) -> None:
    """Only passages of the articles that are named are found, with the scores that they have."""
    snapshot = KeywordIndex(folder).snapshot()
    terms = [Term("characters", "釘"), Term("characters", "茶")]
    everywhere = snapshot.candidates(terms, 10)
    assert everywhere is not None
    scores = dict(zip(everywhere.passages, everywhere.scores, strict=True))
    for there in (
        snapshot.candidates(terms, 10, Scope(("article-2", "gone"))),
        snapshot.candidates(terms, 10, Scope(("article-1", "article-2")), revision=2),
    ):
        assert there is not None
        assert list(there.passages) == [3]
        assert there.scores[0] == pytest.approx(scores[3])
    assert snapshot.candidates(terms, 10, Scope(("gone",))) is None
    assert snapshot.candidates(terms, 10, revision=99) is None


def test_candidates_of_a_folder(folder: Path) -> None:
    """A folder holds what lies in it and in its folders, and nothing that only begins like it."""
    index = KeywordIndex(folder)
    with index.writing(State("rules", 2)) as writing:
        for number, file in enumerate(("news/a.txt", "news/2022/b.txt", "newspaper/c.txt"), 50):
            writing.add(
                [entry(replace(passage_of(number, number, "颱風來了。", "天氣"), file=file))]
            )
    snapshot = index.snapshot()
    terms = [Term("characters", "颱"), Term("characters", "台")]

    def found(*folders: str) -> list[int]:
        candidates = snapshot.candidates(terms, 10, Scope((), folders))
        return sorted(candidates.passages) if candidates else []

    assert found("news") == [50, 51]
    assert found("news/2022") == [51]
    assert found("paper") == []


def test_what_is_quoted_is_what_was_stored(folder: Path) -> None:
    """A citation shows the passage to the last character, without another look anywhere."""
    index = KeywordIndex(folder)
    stored = StoredPassage(
        60, "k", '颱風𠮷來了。\n"x"', 3, 14, 2, "§", Source("a", "天", None, "s", None, "u")
    )
    fields = (Field("title", "《天》", Span(1, 2), 0, 3),)
    with index.writing(State("rules", 2)) as writing:
        writing.add([entry(IndexedPassage(60, stored, "a.txt", fields))])
    snapshot = index.snapshot()
    found = snapshot.candidates([Term("characters", "颱"), Term("characters", "台")], 10)
    assert found is not None
    assert snapshot.quotable(found.documents[0]) == Quotable(stored, fields)


def test_the_only_article_is_found(folder: Path) -> None:
    """Of a scope, or of all; none and several are none."""
    snapshot = KeywordIndex(folder).snapshot()
    assert snapshot.only_article() is None
    one = snapshot.only_article(Scope(("article-2",)))
    assert one is not None
    assert one.passage.article.id == "article-2"
    assert snapshot.only_article(Scope(("article-1", "article-2"))) is None
    assert snapshot.only_article(Scope(("gone",))) is None


@pytest.mark.parametrize("part", ["term", "idx", "store", "fieldnorm", "fast", "profiles"])
def test_damage_inside_a_file_is_unusable_or_harmless(folder: Path, part: str) -> None:
    """Whatever tantivy makes of damaged pages leaves as one kind of error."""
    for file in (*folder.glob(f"*.{part}"), *folder.glob(part)):
        content = file.read_bytes()
        kept = len(content) // 3
        file.write_bytes(content[:kept] + b"\xff" * kept + content[2 * kept :])
    terms = [Term("words", "蓝牙"), Term("characters", "路"), Term("stems", "lamp")]
    try:
        snapshot = KeywordIndex(folder).snapshot()
        snapshot.latin_words("l")
        snapshot.candidates(terms, 10)
        damaged = False
    except IndexUnusableError:
        damaged = True
    assert damaged or part in {"fieldnorm", "fast", "profiles"}  # numbers: any bytes are some
