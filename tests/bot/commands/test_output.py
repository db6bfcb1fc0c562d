import json

import pytest

from bot.commands.output import print_json


def test_characters_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON is printed on one line, Chinese as Chinese, and lone surrogates cannot break it."""
    print_json({"問": "隨申\n碼", "broken": "\ud800"})
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert "隨申" in out
    assert json.loads(out) == {"問": "隨申\n碼", "broken": "?"}
