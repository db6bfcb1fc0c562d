from tests.knowledge.conftest import Ask


def test_what_begins_with_the_number_comes_first(ask_numbered: Ask) -> None:
    """Whatever else mentions it; each passage is considered once."""
    answer = ask_numbered("北渡渡口管理办法第三条")
    assert answer.citations[0].quote.startswith("第三条")
    assert len(set(answer.ranking)) == len(answer.ranking)


def test_without_such_a_passage_nothing_is_sure(ask_numbered: Ask) -> None:
    """The document has no such number, so what comes closest is no answer."""
    answer = ask_numbered("北渡渡口管理办法第九十九条说什么")
    assert answer.confidence < 0.5
