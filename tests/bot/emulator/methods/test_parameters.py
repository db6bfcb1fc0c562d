import pytest

from bot.emulator.methods.parameters import Parameters, decoded
from bot.emulator.world.errors import ApiError


def test_text_stays_text_and_the_rest_is_decoded() -> None:
    """What looks like JSON is decoded, except in parameters that are text."""
    raw = {"chat_id": "-7", "text": "[1]", "scope": '{"type": "default"}', "x": "@name"}
    assert decoded(raw) == {
        "chat_id": -7,
        "text": "[1]",
        "scope": {"type": "default"},
        "x": "@name",
    }


def test_decoded_values_stay_as_they_are() -> None:
    """Values that came as JSON or Python objects are not decoded twice."""
    assert decoded({"a": [1], "text": "1"}) == {"a": [1], "text": "1"}


@pytest.mark.parametrize("reader", ["text", "integer", "record", "records"])
def test_wrong_kind_is_refused(reader: str) -> None:
    """Reading a Boolean as anything else names the parameter."""
    parameters = Parameters({"wrong": True}, {})
    with pytest.raises(ApiError, match="wrong"):
        getattr(parameters, reader)("wrong")


def test_absent_parameters_have_defaults() -> None:
    """What may be absent has an empty value; a needed number is missed."""
    parameters = Parameters({}, {})
    assert (parameters.text("a"), parameters.number("a"), parameters.flag("a")) == ("", None, False)
    assert (parameters.record("a"), parameters.records("a")) == (None, [])
    with pytest.raises(ApiError, match='"a" must be an integer'):
        parameters.integer("a")
