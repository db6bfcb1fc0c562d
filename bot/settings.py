"""What did the operator choose?

The only reader of the environment and of `.env`. Invariant: a `Settings` that exists is valid;
every problem is reported at once, each with the name of its variable and the remedy.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

PREFIX = "YOUJU_"
TOKEN_FORM = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
SQLITE = "sqlite:///"


class Settings(BaseSettings):
    """The settings, with their defaults; the README's table tells what each is for."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_token: SecretStr | None = None
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    articles: Path = Path("seeds")
    data: Path = Path("data")
    database_url: str | None = None
    bot_api_url: str = "https://api.telegram.org"
    language: Literal["zh-Hant", "zh-Hans", "en"] = "zh-Hant"
    contact: str | None = None
    follow_up_minutes: Annotated[float, Field(ge=0)] = 10
    handler_seconds: Annotated[float, Field(gt=0)] = 20
    watch: Annotated[float, Field(gt=0)] | None = None
    questions_per_minute: Annotated[float, Field(gt=0)] = 12
    messages_per_second: Annotated[float, Field(gt=0)] = 30
    standby: bool = False
    retention_days: Annotated[int, Field(ge=1)] = 30
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("admins", mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever it was given
        if not isinstance(value, str):
            return value
        ids = [part for part in value.replace(",", " ").split() if part]
        wrong = [part for part in ids if not part.isdecimal()]
        if wrong:
            raise ValueError(
                f'"{wrong[0]}" is not a numeric Telegram user id: write numbers separated by '
                "commas (@userinfobot tells yours)"
            )
        return frozenset(int(part) for part in ids)

    @field_validator("telegram_token", mode="after")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not TOKEN_FORM.fullmatch(value.get_secret_value()):
            raise ValueError("not a bot token: copy it from @BotFather, as in 123456789:AAE…")
        return value

    @field_validator("database_url", mode="after")
    @classmethod
    def _sqlite(cls, value: str | None) -> str | None:
        if value and not value.startswith(SQLITE):
            raise ValueError(
                f"only {SQLITE}FILE is supported: leave it out to keep the database in YOUJU_DATA"
            )
        return value

    @property
    def database(self) -> Path:
        """The database file."""
        if self.database_url:
            return Path(self.database_url.removeprefix(SQLITE))
        return self.data / "youju.db"

    @property
    def token(self) -> str:
        """The bot token, or nothing."""
        return self.telegram_token.get_secret_value() if self.telegram_token else ""


def load(**overrides: Any) -> Settings:  # noqa: ANN401 - a value of any setting
    """Return the settings; raise SettingsError with every problem if they cannot be used."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(tuple(_problem(dict(e)) for e in error.errors())) from None


def _problem(error: dict[str, Any]) -> str:
    """Say what is wrong with a variable; a token is never repeated."""
    name = PREFIX + str(error["loc"][0]).upper()
    if error["type"] == "value_error":
        return f"{name}: {error['ctx']['error']}"
    message = str(error["msg"]).replace("Input should be", "must be")
    return f'{name}: "{error["input"]}" {message}'
