"""List the packages that requirements.txt installs, with their licences: `make licences`.

The licences are what the installed packages say of themselves. A package that is for another system
and so not installed here keeps the line that it has.
"""

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

PROJECT = Path(__file__).parents[1]
LOCK = PROJECT / "requirements.txt"
LIST = PROJECT / "docs" / "THIRD-PARTY.md"
HEAD = """# Third-party packages

Youju runs with these packages, extras included. None of them is part of this repository: they are
installed beside it. `make licences` writes this list from what the packages say of themselves;
[NOTICE](../NOTICE) tells what is special.

| package | licence | home page |
|---|---|---|
"""
LONGEST_NAME = 80  # characters of a licence's name; what is longer is the text of the licence
HOMES = ("homepage", "home", "source", "source code", "github", "repository", "code")


def main() -> None:
    """Write the list."""
    names = sorted(set(re.findall(r"^([\w.-]+)==", LOCK.read_text("utf-8"), re.MULTILINE)))
    before = LIST.read_text("utf-8").splitlines() if LIST.exists() else []
    lines = [line_of(name) or kept(name, before) for name in names]
    LIST.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


def line_of(name: str) -> str | None:
    """Return the line of an installed package, None for one that is not installed."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    return f"| {name} | {licence_of(about)} | {home_of(about)} |"


def kept(name: str, lines: list[str]) -> str:
    """Return the line that a package has in the list."""
    for line in lines:
        if line.startswith(f"| {name} |"):
            return line
    raise SystemExit(f"{name} is not installed here and not in {LIST.name}: write its line by hand")


def licence_of(about: PackageMetadata) -> str:
    """Return the name of a licence: the SPDX expression, else what older packages have."""
    for key in ("License-Expression", "License"):
        value = field(about, key)
        if value and len(value) <= LONGEST_NAME and "\n" not in value:
            return value
    classifiers = [value.split(" :: ") for value in about.get_all("Classifier") or []]
    names = [parts[-1] for parts in classifiers if parts[0] == "License"]
    if not names:
        raise SystemExit(
            f"{field(about, 'Name')} names no licence: look for it and write its line by hand"
        )
    return " OR ".join(names)


def home_of(about: PackageMetadata) -> str:
    """Return the home page of a package or where its source is, nothing if it names neither."""
    named = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [])
    links = {label.lower(): link for label, link in named.items()}
    return next((links[label] for label in HOMES if label in links), field(about, "Home-page"))


def field(about: PackageMetadata, key: str) -> str:
    """Return a field of what a package says of itself; empty if it is not there."""
    return str((about.get_all(key) or [""])[0]).strip()


if __name__ == "__main__":
    main()
