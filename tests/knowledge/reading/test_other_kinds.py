from knowledge.reading import read_file, suffixes
from knowledge.reading.other_kinds import BETTER


def test_what_is_proposed_is_read() -> None:
    """And what is read is not proposed to be saved as something else."""
    others = {ending for endings in BETTER.values() for ending in endings.split()}
    assert not others & suffixes()


def test_whoever_sends_such_a_file_is_told() -> None:
    """The kind to save it as, or all that are read."""
    (known,) = read_file(b"x", "a.DOC").problems
    (unknown,) = read_file(b"x", "a.exe").problems
    assert str(known) == "a.DOC: files of its kind are not read; save it as .docx"
    assert "save it as one of these: .csv, .docx, " in str(unknown)
