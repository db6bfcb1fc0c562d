"""Is something known against a package that we lock? `make advisories FROM=LIST`.

No network is asked: a list is what was downloaded before, OSV's archive of PyPI (`all.zip`), a
checkout of PyPA's advisory-database, or lines of JSON, all in OSV's form. Invariant: a list that
cannot be read or says nothing of PyPI is an error (2), never a clean result (0); each advisory that
holds (1) has a line with the remedy.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
START = Version("0.dev0")  # what OSV calls 0: before every version

Advisory = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """An advisory that holds for a version that is locked; `fixed` is the first without it."""

    package: str
    version: Version
    names: tuple[str, ...]
    summary: str
    fixed: Version | None

    def __str__(self) -> str:
        remedy = f"{self.fixed} is without it: `make lock`" if self.fixed else "no version without"
        summary = f" {self.summary}" if self.summary else ""
        return f"{self.package} {self.version}: {' '.join(self.names)}{summary} ({remedy})"


def advisories(file: Path) -> Iterator[Advisory]:
    """Yield what a list holds: a folder, an archive, lines of JSON, or one advisory."""
    if file.is_dir():
        for one in sorted(file.rglob("*")):
            yield from _read(one.name, one.read_bytes) if one.is_file() else ()
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                yield from _read(name, lambda name=name: archive.read(name))
    else:
        for line in filter(str.strip, file.read_text("utf-8").splitlines()):
            yield from _read(".json", line.encode)


def _read(name: str, content: Any) -> Iterator[Advisory]:  # noqa: ANN401 - a function
    if name.endswith((".json", ".yaml", ".yml")):
        data = content()
        found = json.loads(data) if name.endswith(".json") else yaml.load(data, LOADER)  # noqa: S506 - the safe one
        if isinstance(found, dict) and "affected" in found:
            yield found


def findings(known: Advisory, locked: Mapping[str, set[Version]]) -> Iterator[Finding]:
    """Yield where an advisory holds for a version that is locked, unless it was withdrawn."""
    if known.get("withdrawn"):
        return
    for affected in known["affected"]:
        package = affected.get("package", {})
        if package.get("ecosystem") != "PyPI":
            continue
        name = canonicalize_name(package["name"])
        for version in sorted(locked.get(name, ())):
            if (fixes := _fixes(affected, version)) is not None:
                names = (known["id"], *known.get("aliases", ()))
                summary = " ".join(str(known.get("summary") or "").split())
                yield Finding(name, version, names, summary, min(fixes, default=None))


def _fixes(affected: Advisory, version: Version) -> list[Version] | None:
    """Return the later versions that mend what holds for this one; None if it does not hold."""
    fixes: list[Version] = []
    holds = version in filter(None, map(_version, affected.get("versions", ())))
    for one in affected.get("ranges", ()):
        if one.get("type") == "GIT":
            continue
        inside = False
        for kind, at in sorted(_events(one), key=lambda event: event[1]):
            if kind == "introduced":
                inside = inside or at <= version
            elif kind == "fixed":
                inside = inside and version < at
                fixes += [at] if version < at else []
            elif kind == "last_affected":
                inside = inside and version <= at
        holds = holds or inside
    return fixes if holds else None


def _events(one: Advisory) -> Iterator[tuple[str, Version]]:
    for event in one.get("events", ()):
        for kind, at in event.items():
            version = START if at == "0" else _version(at)
            if version is not None:
                yield kind, version


def _version(words: object) -> Version | None:
    try:
        return Version(str(words))
    except InvalidVersion:  # of the days before PEP 440; no such one is locked
        return None


def locked_in(files: list[Path]) -> dict[str, set[Version]]:
    """Return the versions of each package in some lock files."""
    found: dict[str, set[Version]] = {}
    for file in files:
        for name, version in PINNED.findall(file.read_text("utf-8")):
            found.setdefault(canonicalize_name(name), set()).add(Version(version))
    return found


def main(source: str = "", *locks: str) -> int:
    """Compare a list with lock files, ours if none are named, and print what is known."""
    try:
        return compared(source, [Path(one) for one in locks] or [ROOT / one for one in LOCKS])
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"{source or 'FROM='}: no list of advisories can be read there: {error}\n")
        return 2


def compared(source: str, files: list[Path]) -> int:
    """Print what a list knows against the packages of lock files, and return the exit code."""
    locked = locked_in(files)
    found: dict[tuple[str, Version], list[Finding]] = {}
    number, newest = 0, ""
    for known in advisories(Path(source or "FROM")):
        if any(one.get("package", {}).get("ecosystem") == "PyPI" for one in known["affected"]):
            number, newest = number + 1, max(newest, str(known.get("modified", "")))
        for one in findings(known, locked):
            others = found.setdefault((one.package, one.version), [])
            if not any(set(one.names) & set(other.names) for other in others):  # told by another
                others.append(one)
    if not number:
        sys.stderr.write(f"{source} says nothing of PyPI: it is no list of advisories\n")
        return 2
    hits = [one for others in found.values() for one in others]
    sys.stdout.writelines(f"{one}\n" for one in sorted(hits, key=str))
    sys.stdout.write(
        f"{len(hits)} known against {len(locked)} packages; the list has {number:,} advisories, "
        f"the newest of {newest[:10]}\n"
    )
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
