"""What did the operator choose?

The only reader of the environment and of `.env`. Invariant: a `Settings` that exists is valid;
every problem is reported at once, each with the name of its variable and the remedy.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import BotError, SettingsError
from bot.languages import LANGUAGES, Language
from knowledge import PostgresUrl

PREFIX = "YOUJU_"
TOKEN_FORM = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
SQLITE = "sqlite:///"
PERSON, CHAT = re.compile(r"\d{1,18}"), re.compile(r"-?\d{1,18}")  # numbers that Telegram gives
DURATION_FORM = re.compile(r"(\d{1,6})([smhd])")
SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PROBES = frozenset({"/livez", "/readyz", "/metrics"})
SECRET_FORM = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram takes, and none that is guessed
SECRET_REMEDY = "make one with `openssl rand -hex 32`"  # noqa: S105 - how to make one
HIGHEST_PORT = 65_535
LISTEN_FORM = re.compile(r"(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}")


class Settings(BaseSettings):
    """The settings, with their defaults; the README's table tells what each is for."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_token: SecretStr | None = None
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    admin_chat: int | None = None
    chats: Annotated[frozenset[int], NoDecode] = frozenset()
    articles: Path = Path("seeds")
    data: Path = Path("data")
    database_url: SecretStr | None = None
    bot_api_url: str = "https://api.telegram.org"
    language: Language = LANGUAGES[0]
    contact: str | None = None
    follow_up_minutes: Annotated[float, Field(ge=0)] = 10
    handler_seconds: Annotated[float, Field(gt=0)] = 20
    reading_seconds: Annotated[float, Field(gt=0, le=3600)] = 30
    reading_megabytes: Annotated[int, Field(ge=128)] | None = None
    watch: Annotated[float, Field(gt=0)] | None = None
    refetch: Annotated[float, Field(gt=0)] | None = None  # seconds; written 24h, 30m or 7d
    questions_per_minute: Annotated[float, Field(gt=0)] = 12
    messages_per_second: Annotated[float, Field(gt=0)] = 30
    standby: bool = False
    lease_seconds: Annotated[float, Field(ge=2, le=600)] = 15
    webhook_url: str | None = None
    webhook_secret: Annotated[SecretStr | None, Field(validate_default=True)] = None
    listen: Annotated[str | None, Field(validate_default=True)] = None
    retention_days: Annotated[int, Field(ge=1)] = 30
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    log_questions: bool = False

    @field_validator("admins", mode="before")
    @classmethod
    def _people(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever it was given
        return _numbers(value, PERSON, "user id", "@userinfobot tells yours")

    @field_validator("chats", mode="before")
    @classmethod
    def _places(cls, value: Any) -> Any:  # noqa: ANN401 - as above
        return _numbers(value, CHAT, "chat id", "the bot tells it when it is added to a group")

    @field_validator("refetch", mode="before")
    @classmethod
    def _duration(cls, value: Any) -> Any:  # noqa: ANN401 - as above
        if not isinstance(value, str):
            return value
        match = DURATION_FORM.fullmatch(value.strip().lower())
        if match is None:
            raise ValueError(f'"{value}" is no time: write 24h, 30m or 7d')
        return float(match[1]) * SECONDS[match[2]]

    @field_validator("telegram_token", mode="after")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not TOKEN_FORM.fullmatch(value.get_secret_value()):
            raise ValueError("not a bot token: copy it from @BotFather, as in 123456789:AAE…")
        return value

    @field_validator("database_url", mode="after")
    @classmethod
    def _place(cls, value: SecretStr | None) -> SecretStr | None:
        try:
            database_of(value.get_secret_value() if value else SQLITE)
        except BotError as error:
            raise ValueError(f"{error}: leave it out to keep it in YOUJU_DATA") from error
        return value

    @field_validator("language", mode="after")
    @classmethod
    def _known(cls, value: Language) -> Language:
        if value not in LANGUAGES:
            *others, last = (f"'{code}'" for code in LANGUAGES)
            raise ValueError(f'"{value}" must be {", ".join(others)} or {last}')
        return value

    @field_validator("webhook_url", mode="after")
    @classmethod
    def _https(cls, value: str | None) -> str | None:
        address = urlsplit(value or "")
        near = address.hostname in LOOPBACK  # a Bot API server of one's own may be next door
        if value and not near and (address.scheme != "https" or not address.hostname):
            raise ValueError(f'"{value}" is not an https:// address that Telegram could reach')
        if address.path in PROBES:
            raise ValueError(f'"{value}" is the address of a probe: choose another path')
        return value

    @field_validator("webhook_secret", mode="after")
    @classmethod
    def _secret(cls, value: SecretStr | None, known: ValidationInfo) -> SecretStr | None:
        if known.data.get("webhook_url") and value is None:
            raise ValueError(f"must be set beside YOUJU_WEBHOOK_URL: {SECRET_REMEDY}")
        if value and not SECRET_FORM.fullmatch(value.get_secret_value()):
            raise ValueError(f"must be 16 to 256 of A-Z a-z 0-9 _ -: {SECRET_REMEDY}")
        return value

    @field_validator("listen", mode="after")
    @classmethod
    def _address(cls, value: str | None, known: ValidationInfo) -> str | None:
        if known.data.get("webhook_url") and value is None:
            raise ValueError("must be set beside YOUJU_WEBHOOK_URL, as in 127.0.0.1:8443")
        port = int(value.rpartition(":")[2]) if value and LISTEN_FORM.fullmatch(value) else 0
        if value and not 1 <= port <= HIGHEST_PORT:
            raise ValueError(f'"{value}" is not host:port, as in 127.0.0.1:8443')
        return value

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no log."""
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        database = self.database.passwords if isinstance(self.database, PostgresUrl) else ()
        return tuple(filter(None, (self.token, self.token.partition(":")[2], secret, *database)))

    @property
    def database(self) -> Path | PostgresUrl:
        """The database: a file, or one on a server."""
        if self.database_url:
            return database_of(self.database_url.get_secret_value())
        return self.data / "youju.db"

    @property
    def helpers(self) -> tuple[int, ...]:
        """The chats that questions for a person go to."""
        return (self.admin_chat,) if self.admin_chat else tuple(sorted(self.admins))

    @property
    def token(self) -> str:
        """The bot token, or nothing."""
        return self.telegram_token.get_secret_value() if self.telegram_token else ""


def database_of(address: str) -> Path | PostgresUrl:
    """Return the database at an address; raise BotError, which does not repeat it, if it is none.

    >>> database_of("sqlite:////srv/youju.db")
    PosixPath('/srv/youju.db')
    """
    if PostgresUrl.is_one(address):
        return PostgresUrl(address)
    if not address.startswith(SQLITE):
        raise BotError(f"a database is at {SQLITE}FILE or postgresql://…")
    return Path(address.removeprefix(SQLITE))


def _numbers(value: Any, form: re.Pattern[str], what: str, where: str) -> Any:  # noqa: ANN401 - as above
    """Return the numbers of a list that is divided by commas or blanks."""
    if not isinstance(value, str):
        return value
    ids = [part for part in value.replace(",", " ").split() if part]
    wrong = [part for part in ids if not form.fullmatch(part)]
    if wrong:
        raise ValueError(
            f'"{wrong[0]}" is not a numeric Telegram {what}: write numbers separated by commas '
            f"({where})"
        )
    return frozenset(int(part) for part in ids)


def load(**overrides: Any) -> Settings:  # noqa: ANN401 - a value of any setting
    """Return the settings; raise SettingsError with every problem if they cannot be used."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(tuple(_problem(dict(e)) for e in error.errors())) from None


def variable(name: str) -> str:
    """Return the name of the variable of a setting.

    >>> variable("data")
    'YOUJU_DATA'
    """
    return f"{PREFIX}{name.upper()}"


def _problem(error: dict[str, Any]) -> str:
    """Say what is wrong with a variable; a token is never repeated."""
    name = variable(str(error["loc"][0]))
    if error["type"] == "value_error":
        return f"{name}: {error['ctx']['error']}"
    message = str(error["msg"]).replace("Input should be", "must be")
    return f'{name}: "{error["input"]}" {message}'
