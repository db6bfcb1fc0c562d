from knowledge.indexing.port import Candidates, joined
from knowledge.indexing.profile import end_to_end, profile


def test_what_was_found_twice_stands_one_behind_the_other() -> None:
    """Passages, scores, profiles and places stay together; nothing more adds nothing."""
    one, two = (
        Candidates([row], [float(row)], end_to_end([profile(text)]), [text])
        for row, text in ((1, "路燈亮了。"), (2, "Electric lamps."))
    )
    both = joined(one, two)
    assert (both.passages, both.scores) == ([1, 2], [1.0, 2.0])
    assert both.documents == ["路燈亮了。", "Electric lamps."]
    whole = end_to_end([profile("路燈亮了。"), profile("Electric lamps.")])
    assert [a.tolist() for a in both.profiles] == [b.tolist() for b in whole]
    assert joined(one, None) is one
