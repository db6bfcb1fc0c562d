"""Is the project still built the way ARCHITECTURE.md draws it?

This is the map: the tables say which file is at home where, the tests hold every file to it. Where
a change makes one fail, either the change is in the wrong file or the map gets a new line.
"""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import knowledge

ROOT = Path(__file__).parents[1]
PACKAGES = ("knowledge", "bot")

# What `bot` may know of `knowledge`: its face, and how answers are measured.
FACE = {"knowledge", "knowledge.evaluation"}

# Each third-party package, and the only files (or folders, with /) that may import it.
HOMES = {
    "Stemmer": {"knowledge/text/tokens.py"},
    "jieba": {"knowledge/text/segmentation.py"},
    "rjieba": {"knowledge/text/segmentation.py"},
    "pypinyin": {"knowledge/text/syllables.py"},
    "opencc": {"knowledge/text/folding.py"},
    "rapidfuzz": {"knowledge/text/fuzzy.py"},
    "tantivy": {"knowledge/indexing/index.py"},
    "numpy": {  # what is weighed for all candidates at once, and cut for all characters
        "knowledge/indexing/entry.py",
        "knowledge/indexing/scan.py",
        "knowledge/answering/evidence.py",
        "knowledge/answering/features.py",
        "knowledge/indexing/profile.py",
        "knowledge/indexing/profile_file.py",
        "knowledge/answering/ranking.py",
    },
    "filelock": {"bot/traffic/lease.py", "knowledge/base.py"},
    "aiosqlite": {"knowledge/store/"},
    "sqlite3": {"knowledge/store/"},  # the standard library's, but a database all the same
    "charset_normalizer": {"knowledge/reading/decoding.py"},
    "docx": {"knowledge/reading/docx.py"},
    "lxml": {
        "knowledge/reading/html.py",
        "knowledge/reading/html_mending.py",
        "knowledge/reading/html_page.py",
    },
    "pypdf": {"knowledge/reading/pdf.py"},
    "trafilatura": {"knowledge/reading/html.py"},
    "feedparser": {"knowledge/adding/feeds.py"},
    "frontmatter": {"knowledge/reading/front_matter.py"},
    "yaml": {"knowledge/reading/front_matter.py"},
    "telegram": {
        "bot/application.py",
        "bot/context.py",
        "bot/conversation/",
        "bot/emulator/methods/chats.py",  # which reactions and actions there are
        "bot/emulator/request.py",  # python-telegram-bot's own door to HTTP
        "bot/menus.py",
        "bot/observing/diagnosis.py",
        "bot/serving.py",
        "bot/terminal/chat.py",
        "bot/terminal/screen.py",
        "bot/traffic/",
    },
    "uvloop": {"bot/cli.py"},
    "pydantic": {"bot/settings.py", "bot/terminal/chat.py"},  # the chat makes a SecretStr
    "pydantic_settings": {"bot/settings.py"},
    "babel": {"bot/messages.py"},
    "PIL": {"bot/cards/picture.py"},
    "noto_cjk_sans_otc": {"bot/cards/picture.py"},
    "watchfiles": {"bot/watching.py"},
    "httpx": {
        "bot/emulator/webhook.py",
        "bot/traffic/posting.py",  # whether a request had left when the connection broke
        "knowledge/adding/fetching.py",
    },
    "prometheus_client": {"bot/observing/metrics.py"},
    "starlette": {"bot/emulator/server.py", "bot/traffic/endpoint.py"},
    "uvicorn": {"bot/emulator/server.py", "bot/traffic/endpoint.py"},
}

# The pure parts of the bot: text and spans, tested without Telegram. No line above may name them.
WITHOUT_TELEGRAM = (
    "bot/cards/answer.py",
    "bot/cards/article.py",
    "bot/cards/buttons.py",
    "bot/cards/group.py",
    "bot/cards/handoff.py",
    "bot/cards/inline.py",
    "bot/cards/links.py",
    "bot/cards/pages.py",
    "bot/cards/picture.py",
    "bot/cards/reading.py",
    "bot/cards/reply.py",
    "bot/cards/subscription.py",
    "bot/cards/unanswered.py",
    "bot/conversation/addressed.py",
    "bot/messages.py",
    "bot/settings.py",
    "bot/traffic/allowance.py",
    "bot/traffic/letters.py",
    "bot/traffic/pace.py",
)

# Who may look at the environment.
ENVIRONMENT = {
    "bot/settings.py",  # the settings
    "bot/health.py",  # a probe that must not load anything else
    "bot/traffic/flood.py",  # one setdefault for python-telegram-bot
}

# Modules without a test file of their own, and why.
UNTESTED = {
    "bot/__main__.py": "one call of bot.cli",
    "bot/errors.py": "one class without behaviour",
    "knowledge/reading/outcome.py": "a record; every reader's test compares it",
}

# Test files below tests/bot and tests/knowledge that hold a promise of several modules.
OF_SEVERAL = {
    "tests/bot/test_fuzz.py": "everything that strangers have a hand in",
    "tests/bot/test_security.py": "the bot when somebody means harm",
    "tests/bot/test_faults.py": "the bot when database, disk or clock fail",
    "tests/bot/test_kills.py": "the bot when its process is killed",
    "tests/bot/test_network.py": "the bot when the network or Telegram fails",
    "tests/knowledge/test_disk.py": "the knowledge base on a disk that is full or read-only",
    "tests/knowledge/test_kills.py": "the knowledge base when its process is killed",
}

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
)


def parsed(file: str) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse((ROOT / file).read_text("utf-8"), file)


def module_of(file: str) -> str:
    """Return the dotted name of a file."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


MODULES = {module_of(file): file for file in FILES}


def imports(file: str) -> Iterator[tuple[str, str]]:
    """Yield the modules that a file imports from, each with the name that it takes, if any."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are absolute"
            yield from ((node.module or "", alias.name) for alias in node.names)


def imported(file: str) -> set[str]:
    """Return the project's own modules that a file imports."""
    found = set()
    for module, name in imports(file):
        inner = f"{module}.{name}"
        found |= {inner if inner in MODULES else module} & MODULES.keys()
    return found


def at_home(file: str, homes: set[str]) -> bool:
    """Tell whether a file is one of some files or lies in one of some folders."""
    return file in homes or any(home.endswith("/") and file.startswith(home) for home in homes)


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("knowledge/")])
def test_knowledge_knows_nothing_of_the_bot(file: str) -> None:
    """The search engine could serve a web page tomorrow."""
    assert not {module for module, _ in imports(file) if module.split(".")[0] == "bot"}


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("bot/")])
def test_the_bot_sees_only_the_face_of_knowledge(file: str) -> None:
    """The bot has never heard of SQL, jieba or scores: it takes what `knowledge` re-exports."""
    for module, name in imports(file):
        if module.split(".")[0] == "knowledge":
            assert module in FACE
            assert module != "knowledge" or name in knowledge.__all__


@pytest.mark.parametrize("file", FILES)
def test_every_third_party_package_has_its_home(file: str) -> None:
    """Replacing a package means opening its home files and no others."""
    for package in {module.split(".")[0] for module, _ in imports(file)} - set(PACKAGES):
        if package in HOMES:
            assert at_home(file, HOMES[package]), f"{file} imports {package}"
        else:
            assert package in sys.stdlib_module_names, f"{file}: {package} has no home in this map"


@pytest.mark.parametrize("package", HOMES)
def test_the_map_names_no_file_that_is_not_there(package: str) -> None:
    """A home that no longer imports its package leaves the map."""
    users = {file for file in FILES if package in {m.split(".")[0] for m, _ in imports(file)}}
    for home in HOMES[package]:
        assert any(at_home(user, {home}) for user in users), f"{home} does not import {package}"


@pytest.mark.parametrize("file", WITHOUT_TELEGRAM)
def test_the_pure_parts_of_the_bot_have_never_seen_telegram(file: str) -> None:
    """Not even through another module of the bot: what they import does not import it either."""
    seen, ahead = set(), {module_of(file)}
    while ahead:
        module = ahead.pop()
        seen.add(module)
        assert "telegram" not in {m.split(".")[0] for m, _ in imports(MODULES[module])}, module
        ahead |= {m for m in imported(MODULES[module]) if m.startswith("bot.")} - seen


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package: str) -> None:
    """There is an order in which every module can be read after all that it needs."""
    graph = {
        module: {other for other in imported(file) if other.split(".")[0] == package} - {module}
        for module, file in MODULES.items()
        if file.startswith(f"{package}/")
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


@pytest.mark.parametrize("file", FILES)
def test_only_the_settings_read_the_environment(file: str) -> None:
    """A setting has one name, one check and one place where it is read."""
    reads = {
        node.lineno
        for node in ast.walk(parsed(file))
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"})
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {alias.name for alias in node.names} & {"environ", "environb", "getenv"}
        )
    }
    assert not reads or file in ENVIRONMENT


@pytest.mark.parametrize("file", FILES)
def test_every_module_says_what_it_is_for(file: str) -> None:
    """A reader learns from the first line whether this is the file to open."""
    assert ast.get_docstring(parsed(file))


@pytest.mark.parametrize("file", [file for file in FILES if not file.endswith("__init__.py")])
def test_every_module_has_a_test_of_its_name(file: str) -> None:
    """Whoever changes a module knows which test to read, and an exception is still needed."""
    path = Path(file)
    mirror = ROOT / "tests" / path.with_name(f"test_{path.name}")
    assert mirror.exists() != (file in UNTESTED)


@pytest.mark.parametrize(
    "test",
    sorted(
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / "tests" / package).rglob("test_*.py")
    ),
)
def test_every_test_has_a_module_of_its_name(test: str) -> None:
    """A test whose module was renamed or removed does not stay behind."""
    path = Path(test)
    module = Path(*path.parts[1:]).with_name(path.name.removeprefix("test_")).as_posix()
    assert (module in FILES) != (test in OF_SEVERAL)
