from tests.knowledge.conftest import Ask


def test_what_lists_things_comes_first(ask_seeds: Ask) -> None:
    """Of the passages about districts, one that names some comes first, and several are shown."""
    answer = ask_seeds("有哪些區在做數字化轉型？")
    assert any(name in answer.citations[0].quote for name in ("浦東新區", "青浦", "靜安"))
    assert len(answer.citations) > 1


def test_where_no_list_is_wanted_the_order_stays(ask_seeds: Ask) -> None:
    """The same words without *which ones* are asked about one thing."""
    answer = ask_seeds("靜安區怎麼治理共享單車？")
    assert "藍牙道釘" in answer.citations[0].quote
