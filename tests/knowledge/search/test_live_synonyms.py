from pathlib import Path

from knowledge.search.live_synonyms import LiveSynonyms, offered
from knowledge.search.synonyms import FILE, default_synonyms


def test_without_a_file_our_own_list_counts(tmp_path: Path) -> None:
    """Neither a missing file nor a missing folder is a problem."""
    assert offered(tmp_path).synonyms == offered(tmp_path / "gone").synonyms == default_synonyms()
    assert LiveSynonyms(tmp_path).now().text is None


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Another charset or a folder of that name is a problem with its remedy, and nothing else."""
    (tmp_path / FILE).write_bytes("手機, 行動電話".encode("big5"))
    assert "UTF-8" in offered(tmp_path).problems[0].problem
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert "cannot be read" in offered(tmp_path).problems[0].problem


def test_a_file_that_cannot_be_read_leaves_what_counted(tmp_path: Path) -> None:
    """A slip in saving does not take the operator's words away."""
    (tmp_path / FILE).write_text("茶, 茗", "utf-8")
    before = offered(tmp_path)
    (tmp_path / FILE).write_bytes("茶, 茗, 荈".encode("big5", "replace"))
    after = offered(tmp_path, before)
    assert (after.text, after.synonyms) == (before.text, before.synonyms)
    assert after.problems


def test_what_is_put_counts_in_every_process(tmp_path: Path) -> None:
    """The next question of another process sees the new words, and that they are gone again."""
    mine, other = LiveSynonyms(tmp_path), LiveSynonyms(tmp_path)
    assert other.now().text is None
    mine.put("茶, 茗")
    assert set(other.now().synonyms.of("茶")) == {"茗"}
    assert LiveSynonyms(tmp_path).now().text == "茶, 茗"
    mine.put(None)
    assert other.now().synonyms == default_synonyms()
