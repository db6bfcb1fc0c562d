from bot.observing.start import Start


def test_each_kind_of_work_is_told_in_plain_words() -> None:
    """What is done, and how far it is; of work that nobody has thought of, too."""
    start, said = Start(), []
    for what in ("reading", "checking", "indexing", "polishing"):
        start(what, 3, 7)
        said.append(start.as_json())
    assert said == [
        {"ready": False, "articles": "are being read: 3 of 7 files"},
        {"ready": False, "articles": "are being checked: 3 of 7 golden questions"},
        {"ready": False, "index": "is being made: 3 of 7 passages"},
        {"ready": False, "articles": "are being prepared: 3 of 7"},
    ]


def test_the_beginning_and_the_end() -> None:
    """Before any work the database is opened; a bot that stops is not one that starts."""
    start = Start()
    assert start.as_json() == {"ready": False, "database": "is being opened"}
    start.stops()
    assert start.as_json() == {"ready": False, "bot": "is stopping"}
