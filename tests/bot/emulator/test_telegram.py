import pytest

from bot.emulator import ApiError, Person, Telegram


async def test_only_its_token_opens_it(telegram: Telegram) -> None:
    """A call with another token is a 401, and so is a download."""
    with pytest.raises(ApiError, match="401 Unauthorized"):
        await telegram.call("1:other", "getMe", {})
    with pytest.raises(ApiError, match="401 Unauthorized"):
        telegram.download("1:other", "documents/file_1.md")


async def test_observation_is_a_copy(telegram: Telegram, ana: Person) -> None:
    """Changing what was observed changes nothing in Telegram."""
    ana.says("一")
    telegram.messages(ana)[0]["text"] = "二"
    assert telegram.messages(ana)[0]["text"] == "一"
    assert telegram.replies(ana) == []
    parameters = {"chat_id": ana.id, "text": "答"}
    result = await telegram.call(telegram.token, "sendMessage", parameters)
    assert isinstance(result, dict)
    result["text"] = "別的"
    assert telegram.replies(ana)[0]["text"] == "答"


def test_group_has_an_owner(telegram: Telegram, ana: Person) -> None:
    """A group without a named owner gets one, and it takes no update to found it."""
    room = telegram.group("讀書會", members=[ana])
    assert sorted(room.chat.roles.values()) == ["creator", "member", "member"]
    assert telegram.take() == []


def test_ids_are_told_apart(telegram: Telegram) -> None:
    """Basic groups, supergroups and channels have ids of their own kind."""
    basic = [telegram.group("a", basic=True).id, telegram.group("b", basic=True).id]
    large = [telegram.group("c").id, telegram.channel("d").id]
    assert len({*basic, *large}) == 4
    assert all(str(number).startswith("-100") for number in large)
    assert not any(str(number).startswith("-100") for number in basic)
