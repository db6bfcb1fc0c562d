from bot.cards.links import (
    HELP,
    LANGUAGE,
    TO_PASSAGE,
    TO_READING,
    TO_REASON,
    WELCOME,
    group_link,
    message_link,
    permalink,
    reading_link,
)

KEY = "5a0c13e98d6fa7b4c2d1"


def test_every_payload_names_one_thing() -> None:
    """What one kind of link carries is never taken for another's."""
    forms = (TO_PASSAGE, TO_READING, TO_REASON)
    payloads = (permalink("b", KEY), reading_link("b", KEY), "=v17")
    for link, form in zip(payloads, forms, strict=True):
        payload = link.partition("=")[2]
        assert [bool(other.fullmatch(payload)) for other in forms].count(True) == 1
        assert form.fullmatch(payload)
    for word in (HELP, LANGUAGE, WELCOME):
        assert not any(form.fullmatch(word) for form in forms)


def test_group_link() -> None:
    """The link into a group lets the person choose the group."""
    assert group_link("youju_bot") == "https://t.me/youju_bot?startgroup=hello"


def test_messages_without_links() -> None:
    """A message of a basic group or a private chat has no address."""
    assert message_link(-4001, None, 17, None) is None
    assert message_link(1001, None, 17, None) is None
    assert message_link(-1001000000001, None, 17, 5) == "https://t.me/c/1000000001/5/17"
