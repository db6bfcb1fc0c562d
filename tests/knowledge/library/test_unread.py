from knowledge.library.unread import unread


def test_kinds_are_told_with_their_number_and_remedy() -> None:
    """Those of most files first; what stands beside articles is none."""
    names = ["a.doc", "深/b.DOC", "c.wps", "page_files/x.css", "d.xyz", "e.md.removed", "README"]
    assert [str(one) for one in unread(names)] == [
        ".doc 2 (save as .docx)",
        ".wps 1 (save as .docx)",
        ".xyz 1",
    ]
