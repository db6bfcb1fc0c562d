import pytest

from bot.emulator.world.errors import ApiError
from bot.emulator.world.keyboard import callback_data, inline_keyboard
from bot.emulator.world.state import Json


def markup(*rows: list[Json]) -> Json:
    """Return an inline keyboard."""
    return {"inline_keyboard": list(rows)}


def button(**action: object) -> Json:
    """Return a button that does something."""
    return {"text": "原文", **action}


@pytest.mark.parametrize(
    "good",
    [
        button(callback_data="據" * 21),
        button(copy_text={"text": "據" * 256}),
        button(url="https://example.org/#:~:text=%E6%9C%89"),
        button(switch_inline_query_current_chat=""),
    ],
)
def test_good_button_stands(good: Json) -> None:
    """A keyboard within the limits is shown as it was given."""
    assert inline_keyboard(markup([good])) == markup([good])


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (button(callback_data="據" * 22), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={"text": "據" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(url="example.org"), "URL is invalid"),
        (button(), "exactly one action"),
        (button(url="https://example.org", callback_data="a"), "exactly one action"),
        ({"text": " ", "callback_data": "a"}, "text must be non-empty"),
    ],
)
def test_bad_button_is_refused(bad: Json, problem: str) -> None:
    """Callback data counts bytes, copied text counts characters, and a button does one thing."""
    with pytest.raises(ApiError, match=problem):
        inline_keyboard(markup([bad]))


def test_sizes_are_limited() -> None:
    """A row holds 8 buttons and a keyboard 100."""
    one = button(callback_data="a")
    with pytest.raises(ApiError, match="too long"):
        inline_keyboard(markup([one] * 9))
    with pytest.raises(ApiError, match="too long"):
        inline_keyboard(markup(*[[one] * 8] * 13))


def test_empty_and_other_keyboards_do_not_stand_under_a_message() -> None:
    """An empty inline keyboard and a reply keyboard leave nothing under the message."""
    assert inline_keyboard(markup()) is None
    assert inline_keyboard({"keyboard": [["a"]]}) is None
    assert inline_keyboard(None) is None


def test_malformed_keyboard_is_refused() -> None:
    """A keyboard without rows is a 400."""
    with pytest.raises(ApiError, match="expected rows"):
        inline_keyboard({"inline_keyboard": [{"text": "a"}]})


def test_button_is_found_by_label_or_data() -> None:
    """A press names the label or the callback data; a wrong one tells what there is."""
    shown = markup([button(callback_data="v1:7")])
    assert callback_data(shown, "原文") == callback_data(shown, "v1:7") == "v1:7"
    with pytest.raises(LookupError, match="原文"):
        callback_data(shown, "譯文")
