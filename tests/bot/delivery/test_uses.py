from bot.delivery.uses import Uses
from bot.records.uses import Use

ASKED = Use("question", "5", "")


def test_what_was_noted_is_taken_once() -> None:
    """What could not be told comes first the next time."""
    uses = Uses(alone=False)
    uses.note(ASKED)
    taken = uses.take()
    assert (taken, uses.take()) == ([ASKED], [])
    later = Use("message", "", "-7")
    uses.note(later)
    uses.put_back(taken)
    assert uses.take() == [ASKED, later]


def test_alone_nothing_is_kept() -> None:
    """There is nobody to tell."""
    uses = Uses(alone=True)
    uses.note(ASKED)
    assert uses.take() == []
