from knowledge.library.unread import BETTER, unread
from knowledge.reading import suffixes


def test_kinds_are_told_with_their_number_and_remedy() -> None:
    """Those of most files first; what stands beside articles is none."""
    names = ["a.doc", "深/b.DOC", "c.wps", "page_files/x.css", "d.xyz", "e.md.removed", "README"]
    assert [str(one) for one in unread(names)] == [
        ".doc 2 (save as .docx)",
        ".wps 1 (save as .docx)",
        ".xyz 1",
    ]


def test_what_is_proposed_is_read() -> None:
    """And what is read is not proposed to be saved as something else."""
    others = {ending for endings in BETTER.values() for ending in endings.split()}
    assert not others & suffixes()
