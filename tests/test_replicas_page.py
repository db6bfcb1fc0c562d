"""Does docs/replicas.md tell of what there is?"""

import re
from pathlib import Path

import psycopg
import pytest

from bot.observing.metrics import exposed
from bot.observing.readiness import Among, Checked
from bot.service.figures import Figures
from tests.postgres import Server

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "replicas.md").read_text("utf-8")
COMPOSE = (ROOT / "docker-compose.replicas.yml").read_text("utf-8")
OF_COMPOSE = {"YOUJU_REPLICAS"}  # Caddy's own
OF_CODE = ("give each bot one of its own", "made by a newer Youju", "holds something already")


def test_figures_that_are_watched_are_told() -> None:
    """An alarm on a figure that nobody tells would never be heard."""
    figures = Figures()
    figures.contact()
    among = Among(leads=True, replicas=3, lease_seconds=9.0, connections={"awaited": 0}, lag=0)
    told = exposed(figures, Checked("", "", "", "", "", among=among)).decode()
    watched = set(re.findall(r"youju_[a-z_]+(?=[`){])", PAGE))
    assert len(watched) >= 9
    assert all(re.search(rf"^{name}[ {{]", told, re.MULTILINE) for name in watched)


def test_statements_of_a_restore_are_understood(postgres: Server) -> None:
    """They name tables and columns that there are."""
    statements = re.findall(r'--command="([^"]+)"', PAGE)
    assert len(statements) == 2
    with psycopg.connect(postgres.emptied().secret) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_settings_reach_the_replicas() -> None:
    """What is to be written into `.env` is used by the Compose file."""
    named = set(re.findall(r"\bYOUJU_[A-Z_]+\b", PAGE)) - OF_COMPOSE
    assert {name for name in named if f"${{{name}:" not in COMPOSE} == set()


@pytest.mark.parametrize("words", OF_CODE)
def test_problems_are_told_in_the_bots_own_words(words: str) -> None:
    """Who looks for what the bot said finds it."""
    assert f"`{words}`" in PAGE
    code = " ".join(path.read_text("utf-8") for path in ROOT.glob("[bk]*/**/*.py"))
    assert words in code


def test_services_of_the_commands_are_there() -> None:
    """Every service that a command names is one of the Compose file."""
    named = set(re.findall(r"\b(youju\d|database|balancer)\b", PAGE))
    assert {f"\n  {name}:\n" in COMPOSE for name in named} == {True}
