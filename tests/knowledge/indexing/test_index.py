import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.indexing.entry import entry
from knowledge.indexing.index import OTHERS_COUNT, IndexUnusableError, KeywordIndex, State, distrust
from knowledge.indexing.quotable import Quotable
from knowledge.language.syllables import sound_of, sound_pair
from knowledge.model.answer import Source
from knowledge.model.article import Span
from knowledge.model.field import Field
from knowledge.model.passage import IndexedPassage, StoredPassage
from knowledge.model.query import Term
from knowledge.model.scope import Scope
from tests.knowledge.conftest import article, indexed
from tests.knowledge.passages import passage_of

RULES = "rules"
LAMP = article("藍牙道釘在路邊。", "The lamps are electric.", title="路燈")
TEA = article("春茶晚了十天。", title="茶園", id="tea")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an index that holds two articles as version 1."""
    index = KeywordIndex.create(tmp_path / "index", State(RULES, 0))
    fill(index, indexed(LAMP, TEA), 1)
    return tmp_path / "index"


def fill(index: KeywordIndex, entries: list[IndexedPassage], version: int) -> None:
    """Add passages and commit them as a version."""
    with index.writing(State(RULES, version)) as writing:
        writing.add(map(entry, entries))


def _fail_while_writing(index: KeywordIndex) -> None:
    with index.writing(State(RULES, 2)) as writing:
        writing.remove([1, 2])
        raise RuntimeError


def found(index: KeywordIndex, *terms: Term) -> list[int]:
    """Return the passages that the newest snapshot finds, best first."""
    candidates = index.snapshot().candidates(terms, 10)
    return list(candidates.passages) if candidates else []


def test_a_new_index_is_empty_and_says_what_it_holds(tmp_path: Path) -> None:
    """The document that carries the state is no passage."""
    index = KeywordIndex.create(tmp_path / "index", State(RULES, 7))
    assert index.snapshot().state == State(RULES, 7)
    assert index.snapshot().passages == 0
    assert found(index, Term("words", "state"), Term("characters", "7")) == []


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


def test_creating_replaces_what_was_there(folder: Path) -> None:
    """A rebuilt index begins with nothing."""
    assert KeywordIndex.create(folder, State(RULES, 0)).snapshot().passages == 0


def test_an_index_outlives_the_process(folder: Path) -> None:
    """What was committed is there when the folder is opened again."""
    index = KeywordIndex(folder)
    assert index.snapshot().state == State(RULES, 1)
    assert index.snapshot().passages == 3


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


def test_another_process_is_followed(folder: Path) -> None:
    """The next snapshot sees a commit that was made through another door."""
    mine, other = KeywordIndex(folder), KeywordIndex(folder)
    assert mine.snapshot().state.version == 1
    with other.writing(State(RULES, 2)) as writing:
        writing.remove([1])
    assert mine.snapshot().state.version == 2
    assert mine.snapshot().passages == 1


def test_a_change_that_fails_leaves_nothing(folder: Path) -> None:
    """An error while writing takes back what was added, and the next writer is not locked out."""
    index = KeywordIndex(folder)
    with pytest.raises(RuntimeError) as kept:
        _fail_while_writing(index)
    assert kept.tb  # an error that is kept keeps the writer's frame alive
    assert KeywordIndex(folder).snapshot().state == State(RULES, 1)
    assert KeywordIndex(folder).snapshot().passages == 3
    fill(index, [], 3)
    assert index.snapshot().state.version == 3


def test_what_a_killed_commit_left_is_not_in_the_way(folder: Path, tmp_path: Path) -> None:
    """Its files have the very names that the next commit wants; only the list was never written."""
    finished = tmp_path / "finished"
    shutil.copytree(folder, finished)
    _take_out(KeywordIndex(finished))
    before = {path.name for path in folder.iterdir()}
    left = [path for path in finished.iterdir() if path.name not in before]
    assert any(path.suffix == ".del" for path in left)
    for path in (*left, finished / ".managed.json"):
        shutil.copyfile(path, folder / path.name)
    index = KeywordIndex(folder)
    _take_out(index)
    assert index.snapshot().state == State(RULES, 2)
    assert index.snapshot().passages == 1


def _take_out(index: KeywordIndex) -> None:
    with index.writing(State(RULES, 2)) as writing:
        writing.remove([1])


def test_two_writers_do_not_meet(folder: Path) -> None:
    """A second writer is refused as a problem of the disk, not with an error of the library."""
    one, other = KeywordIndex(folder), KeywordIndex(folder)
    with (
        one.writing(State(RULES, 2)),
        pytest.raises(OSError, match="could not be written"),
        other.writing(State(RULES, 3)),
    ):
        pass
    assert KeywordIndex(folder).snapshot().state.version == 2


def test_a_missing_index_is_unusable(tmp_path: Path) -> None:
    """Neither a folder that is not there nor an empty one is an index."""
    (tmp_path / "empty").mkdir()
    for name in ("empty", "missing"):
        with pytest.raises(IndexUnusableError):
            KeywordIndex(tmp_path / name)


def test_an_index_without_state_is_unusable(tmp_path: Path) -> None:
    """An index that cannot say what it holds is not believed."""
    index = KeywordIndex.create(tmp_path / "index", State(RULES, 1))
    writer = index._index.writer()  # noqa: SLF001 - the public way always writes the state
    writer.delete_documents_by_term("key", "state")
    writer.commit()
    writer.wait_merging_threads()
    with pytest.raises(IndexUnusableError):
        KeywordIndex(tmp_path / "index")


@pytest.mark.parametrize("content", [b"", b"{}", b"\0garbage", b"[1]"])
def test_garbage_instead_of_the_list_of_files_is_unusable(folder: Path, content: bytes) -> None:
    """Damage to meta.json is noticed at opening and also while the index is open."""
    index = KeywordIndex(folder)
    (folder / "meta.json").unlink()
    (folder / "meta.json").write_bytes(content)
    with pytest.raises(IndexUnusableError):
        index.snapshot()
    with pytest.raises(IndexUnusableError):
        KeywordIndex(folder)


def test_an_index_that_vanished_is_unusable(folder: Path) -> None:
    """Files that are deleted while the index is open are missed by the next snapshot."""
    index = KeywordIndex(folder)
    for file in folder.iterdir():
        file.unlink()
    with pytest.raises(IndexUnusableError):
        index.snapshot()


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


def test_an_index_that_is_not_trusted_is_unusable(folder: Path) -> None:
    """Every process sees that an index was given up, however often."""
    index = KeywordIndex(folder)
    distrust(folder)
    distrust(folder)
    with pytest.raises(IndexUnusableError):
        index.snapshot()


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
