from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import PREFIX, Settings, load

TOKEN = "123456789:AAE-an-invented-token-of-the-right-form"


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any variable the sample article is served from the terminal."""
    settings = load()
    assert (settings.token, settings.articles, settings.data) == ("", Path("seeds"), Path("data"))
    assert settings.database == Path("data/youju.db")
    monkeypatch.setenv("YOUJU_TELEGRAM_TOKEN", "")
    assert load().token == ""


def test_environment_and_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Variables come from the environment or from .env; the environment counts more."""
    (tmp_path / ".env").write_text(f"YOUJU_TELEGRAM_TOKEN={TOKEN}\nYOUJU_LANGUAGE=en\n# x\n")
    monkeypatch.setenv("YOUJU_LANGUAGE", "zh-Hans")
    settings = load()
    assert (settings.token, settings.language) == (TOKEN, "zh-Hans")


@pytest.mark.parametrize("written", ["1,22", "1, 22", " 1 22 ", "22,1,"])
def test_admins(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Admins are numbers divided by commas or spaces."""
    monkeypatch.setenv("YOUJU_ADMINS", written)
    assert load().admins == {1, 22}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ADMINS", "@bob", '"@bob" is not a numeric Telegram user id'),
        ("ADMINS", "-5", '"-5" is not a numeric'),
        ("TELEGRAM_TOKEN", "nonsense", "not a bot token: copy it from @BotFather"),
        ("DATABASE_URL", "mysql://x", "a database is at sqlite:///FILE or postgresql://…: leave"),
        ("FOLLOW_UP_MINUTES", "-1", '"-1" must be greater than or equal to 0'),
        ("HANDLER_SECONDS", "0", '"0" must be greater than 0'),
        ("RETENTION_DAYS", "soon", '"soon" must be a valid integer'),
        ("LANGUAGE", "fr", "\"fr\" must be 'zh-Hant', 'zh-Hans' or 'en'"),
        ("LOG_LEVEL", "LOUD", '"LOUD" must be'),
        ("LOG_FORMAT", "xml", '"xml" must be'),
        ("WEBHOOK_SECRET", "short", "must be 16 to 256 of A-Z a-z 0-9 _ -: make one with"),
        ("LISTEN", "8443", '"8443" is not host:port, as in 127.0.0.1:8443'),
        ("LISTEN", "localhost:99999", '"localhost:99999" is not host:port'),
        ("QUESTIONS_PER_MINUTE", "0", '"0" must be greater than 0'),
        ("MESSAGES_PER_SECOND", "-1", '"-1" must be greater than 0'),
        ("STANDBY", "perhaps", '"perhaps" must be a valid boolean'),
    ],
)
def test_problems_name_variable_and_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    """A value that cannot be used is told with its variable, itself, and what is wanted."""
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as caught:
        load()
    (problem,) = caught.value.problems
    assert problem.startswith(f"{PREFIX}{name}: ")
    assert words in problem


def test_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is in no text of the settings and in no problem."""
    monkeypatch.setenv("YOUJU_TELEGRAM_TOKEN", TOKEN)
    assert TOKEN not in f"{load()!r} {load()}"
    monkeypatch.setenv("YOUJU_TELEGRAM_TOKEN", "123:too-short")
    with pytest.raises(SettingsError) as caught:
        load()
    assert "too-short" not in str(caught.value)


def test_database_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database may be kept outside the data folder."""
    monkeypatch.setenv("YOUJU_DATABASE_URL", "sqlite:////srv/youju.db")
    assert load().database == Path("/srv/youju.db")


def test_a_password_of_the_database_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in no text of the settings, and the logs are told to hide it."""
    monkeypatch.setenv("YOUJU_DATABASE_URL", "postgresql://bot:open%20sesame@one,two/articles")
    settings = load()
    assert str(settings.database) == "postgresql://bot@one,two/articles"
    assert "sesame" not in f"{settings!r} {settings} {settings.database!r}"
    assert {"open%20sesame", "open sesame"} <= set(settings.secrets)


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_readme_tells_every_setting(readme: str) -> None:
    """The table of settings in each README names every setting, and no other."""
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    told = {line.split("`")[1] for line in text.splitlines() if line.startswith(f"| `{PREFIX}")}
    assert told == {PREFIX + name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("url", ["http://example.org/hook", "https://", "ftp://example.org", "x"])
def test_a_webhook_that_telegram_cannot_reach(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Telegram delivers to https only; what else a webhook needs is told in the same go."""
    monkeypatch.setenv("YOUJU_WEBHOOK_URL", url)
    with pytest.raises(SettingsError) as caught:
        load()
    assert f'"{url}" is not an https:// address that Telegram could reach' in str(caught.value)


def test_a_webhook_needs_a_secret_and_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are told at once, and a webhook at the place of a probe is refused."""
    monkeypatch.setenv("YOUJU_WEBHOOK_URL", "https://example.org/hook")
    with pytest.raises(SettingsError) as caught:
        load()
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "YOUJU_WEBHOOK_SECRET",
        "YOUJU_LISTEN",
    ]
    monkeypatch.setenv("YOUJU_WEBHOOK_URL", "https://example.org/metrics")
    with pytest.raises(SettingsError, match="choose another path"):
        load()


def test_a_webhook_that_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its secret is shown nowhere, and known to the log as what must be hidden."""
    secret = "0123456789abcdef-secret"
    monkeypatch.setenv("YOUJU_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("YOUJU_WEBHOOK_URL", "https://example.org/hook")
    monkeypatch.setenv("YOUJU_WEBHOOK_SECRET", secret)
    monkeypatch.setenv("YOUJU_LISTEN", "[::1]:8443")
    assert secret not in f"{load()!r} {load()}"
    assert load().secrets == (TOKEN, TOKEN.partition(":")[2], secret)
