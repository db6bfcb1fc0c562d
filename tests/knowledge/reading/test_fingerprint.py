import shutil
import string
from pathlib import Path

import knowledge.reading
from knowledge.reading import fingerprint
from knowledge.reading.fingerprint import fingerprint_of

ROOM = Path(knowledge.reading.__file__).parent


def test_the_fingerprint_is_sixteen_digits() -> None:
    """The fingerprint is short enough for a log line and the same within a process."""
    assert len(fingerprint()) == 16
    assert set(fingerprint()) <= set(string.hexdigits)
    assert fingerprint() == fingerprint()


def test_any_change_of_a_rule_changes_the_fingerprint(tmp_path: Path) -> None:
    """A copy has the same fingerprint until a rule table or a module of it changes."""
    copy = shutil.copytree(ROOM, tmp_path / "reading")
    assert fingerprint_of(copy) == fingerprint()
    seen = {fingerprint()}
    for name in ("news_rules.toml", "headings.py"):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        seen.add(fingerprint_of(copy))
    assert len(seen) == 3
