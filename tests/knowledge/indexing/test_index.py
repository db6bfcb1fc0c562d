import shutil
from pathlib import Path

import pytest

from knowledge.indexing.index import KeywordIndex, distrust
from knowledge.indexing.port import IndexUnusableError
from knowledge.indexing.schema import State
from knowledge.model.query import Term
from tests.knowledge.indexing.conftest import RULES, fill, found


def _fail_while_writing(index: KeywordIndex) -> None:
    with index.writing(State(RULES, 2)) as writing:
        writing.remove([1, 2])
        raise RuntimeError


def test_a_new_index_is_empty_and_says_what_it_holds(tmp_path: Path) -> None:
    """The document that carries the state is no passage."""
    index = KeywordIndex.create(tmp_path / "index", State(RULES, 7))
    assert index.snapshot().state == State(RULES, 7)
    assert index.snapshot().passages == 0
    assert found(index, Term("words", "state"), Term("characters", "7")) == []


def test_creating_replaces_what_was_there(folder: Path) -> None:
    """A rebuilt index begins with nothing."""
    assert KeywordIndex.create(folder, State(RULES, 0)).snapshot().passages == 0


def test_an_index_outlives_the_process(folder: Path) -> None:
    """What was committed is there when the folder is opened again."""
    index = KeywordIndex(folder)
    assert index.snapshot().state == State(RULES, 1)
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


def test_an_index_that_is_not_trusted_is_unusable(folder: Path) -> None:
    """Every process sees that an index was given up, however often."""
    index = KeywordIndex(folder)
    distrust(folder)
    distrust(folder)
    with pytest.raises(IndexUnusableError):
        index.snapshot()
