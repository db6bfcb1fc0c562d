import logging

import pytest

from bot.logs import WithoutToken, without_token

TOKEN = "123456789:AAE-an-invented-token-of-the-right-form"


def test_token_and_its_secret_half_are_hidden() -> None:
    """The token is hidden in addresses and texts, and so is its secret half alone."""
    text = f"GET /bot{TOKEN}/getMe failed; secret {TOKEN.partition(':')[2]}"
    assert without_token(text, TOKEN) == "GET /bot[token]/getMe failed; secret [token]"
    assert without_token("nothing", "") == "nothing"


def test_tracebacks_are_covered() -> None:
    """A token in the traceback of an error is hidden too."""
    with pytest.raises(ValueError, match="AAE") as caught:
        int(TOKEN)
    info = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed %s", (TOKEN,), info)
    line = WithoutToken(TOKEN).format(record)
    assert "Traceback" in line
    assert TOKEN not in line
