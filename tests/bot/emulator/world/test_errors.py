from bot.emulator.world.errors import ApiError, bad_request, conflict, forbidden


def test_error_is_the_body_of_the_answer() -> None:
    """Code and description are always told, parameters only where there are some."""
    assert ApiError(404, "Not Found").as_json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }
    assert ApiError(400, "moved", migrate_to_chat_id=-7).as_json()["parameters"] == {
        "migrate_to_chat_id": -7
    }


def test_descriptions_open_with_their_code() -> None:
    """Descriptions begin with the words of their code, as clients match on them."""
    assert str(bad_request("x")) == "400 Bad Request: x"
    assert str(forbidden("x")) == "403 Forbidden: x"
    assert str(conflict("x")) == "409 Conflict: x"
